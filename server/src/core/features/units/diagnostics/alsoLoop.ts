import { fragmentOf } from '../definitions.ts';
import { mentionsOfFile } from '../mentions.ts';
import { namedUnit } from '../names.ts';
import { fileNodeAt } from '../sources.ts';
import type { UnitIndex } from '../unitIndex.ts';
import type { CrossFileCheck } from './check.ts';

const LONGEST = 20;

/**
 * `Also=` that leads back to the unit. systemd takes it: each of them is enabled and disabled together with all others,
 * which is often what is meant, so it is a hint.
 */
export const alsoLoop: CrossFileCheck = ({ index, owner, named }) => {
  if (owner === undefined) return [];
  return named.flatMap(({ name, mention }) => {
    const way = mention.key === 'Also' ? wayBack(index, name, owner) : undefined;
    if (!way) return [];
    const circle = [owner, ...way].join(' -> ');
    const message =
      name === owner
        ? `Also=${name} names the unit itself and has no effect.`
        : `Also= goes in a circle (${circle}): enabling or disabling one of them does it to all.`;
    return [{ span: mention.span, severity: 'hint', code: 'root.also-loop', message }];
  });
};

/** The shortest way along `Also=` from one unit to another, both included. */
function wayBack(index: UnitIndex, from: string, to: string): string[] | undefined {
  const ways = [[from]];
  const seen = new Set([from]);
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1)!;
    if (last === to) return way;
    if (way.length >= LONGEST) continue;
    for (const next of alsoOf(index, last)) {
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}

function alsoOf(index: UnitIndex, name: string): string[] {
  const path = fragmentOf(index, name);
  const node = path === undefined ? undefined : fileNodeAt(index.root, path);
  if (!node) return [];
  return mentionsOfFile(node).flatMap((mention) => {
    const named = mention.key === 'Also' ? namedUnit(mention, name, index.root.version) : undefined;
    return named ? [named.name] : [];
  });
}
