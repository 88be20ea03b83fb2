import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as node from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { dependencyLinks } from '../../../server/src/core/units/dependencyLinks.ts';
import { dropInPaths } from '../../../server/src/core/units/dropIns.ts';
import { loadUnit } from '../../../server/src/core/units/load.ts';
import { openUnitRoot } from '../../../server/src/core/units/unitRoot.ts';
import { comparison, type SystemdUnit } from '../../oracle/units-compare.mjs';
import { namesOf, randomFrom, randomTree } from '../../oracle/units-random-tree.mjs';

interface Answer extends Partial<Omit<SystemdUnit, 'dependencies'>> {
  readonly name: string;
  readonly links?: readonly string[];
  /** Other names of the units that it depends on. */
  readonly others?: Readonly<Record<string, string>>;
}
interface Recording {
  readonly systemd: number;
  readonly seed: number;
  readonly trees: readonly (readonly Answer[])[];
}

const { rootOf, differences } = comparison({
  ...node,
  treeOf,
  openUnitRoot,
  loadUnit,
  dropInPaths,
  dependencyLinks,
});

describe.each([252, 257, 262])('random trees, as systemd %i loads them', (version) => {
  const file = new URL(`../../golden/units-loading-${version}.json`, import.meta.url);
  const recording = JSON.parse(readFileSync(file, 'utf8')) as Recording;

  it('were recorded with that version', () => {
    expect(recording.systemd).toBe(version);
    expect(recording.trees.length).toBeGreaterThan(50);
  });

  it.each(recording.trees.map((answers, i) => [recording.seed + i, answers] as const))('tree %i', (seed, answers) => {
    const tree = randomTree(randomFrom(seed));
    expect(answers.map(({ name }) => name)).toEqual(namesOf(tree));
    const root = rootOf(tree, version);
    const wrong = answers.flatMap((answer) => {
      const found = differences(unitsOf(answer), answer.name, root);
      return found.length > 0 ? [[answer.name, ...found]] : [];
    });
    expect(wrong).toEqual([]);
  });
});

/** The answer about one unit as the map that it was taken from. */
function unitsOf(answer: Answer): Map<string, Partial<SystemdUnit>> {
  const { name, links = [], others = {} } = answer;
  const units = new Map<string, Partial<SystemdUnit>>();
  for (const [alias, id] of Object.entries(others)) units.set(alias, { id });
  if (answer.load === undefined) return units;
  const dependencies = links.map((link) => {
    const space = link.indexOf(' ');
    return [link.slice(0, space), link.slice(space + 1)] as const;
  });
  return units.set(name, {
    id: answer.id ?? name,
    names: answer.names ?? [name],
    load: answer.load,
    fragment: answer.fragment,
    dropIns: answer.dropIns ?? [],
    dependencies,
  });
}
