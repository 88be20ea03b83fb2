import { simulate } from '../../core/boot/boot.ts';
import { compareBoots, type JobName } from '../../core/boot/compare.ts';
import { openBoot } from '../../core/boot/open.ts';
import type { Boot } from '../../core/boot/result.ts';
import type { SystemTree } from '../../core/tree/systemTree.ts';

/** What a change of links does to the boot of its root. */
export interface PlannedBoot {
  /** Sentences; none when the same units are started. */
  readonly summary: readonly string[];
  /** The units that only one of the boots starts, as text like the links: one in a line. */
  readonly before: string;
  readonly after: string;
}

/** So many units are named in a sentence. */
const NAMED = 4;

/** The units that the boot gains and loses by a change that is planned. */
export function plannedBoot(before: SystemTree, after: SystemTree, version: number): PlannedBoot {
  const [old, now] = [bootOf(before, version), bootOf(after, version)];
  const { gained, lost } = compareBoots(old, now);
  const [more, less] = [started(gained), started(lost)];
  if (now.error && !old.error) return section(old, now, [], less, [`systemd will refuse to boot: ${now.error.text}.`]);
  const gains = more.length > 0 ? [`The boot gains ${inWords(more)}.`] : [];
  const losses = less.length > 0 ? [`The boot loses ${inWords(less)}.`] : [];
  return section(old, now, more, less, [...gains, ...losses]);
}

function bootOf(tree: SystemTree, version: number): Boot {
  const { root, profile } = openBoot(tree, { version });
  return simulate(root, { profile }).boot;
}

function section(
  old: Boot,
  now: Boot,
  gained: readonly string[],
  lost: readonly string[],
  summary: readonly string[],
): PlannedBoot {
  const text = (units: readonly string[]) =>
    units.length === 0 ? '' : ['the boot starts', ...units.map((unit) => `  ${unit}`), ''].join('\n');
  return { summary, before: old.error ? '' : text(lost), after: now.error ? '' : text(gained) };
}

function started(jobs: readonly JobName[]): string[] {
  return jobs.filter(({ action }) => action !== 'stop').map(({ unit }) => unit);
}

function inWords(units: readonly string[]): string {
  const named = units.slice(0, NAMED);
  const rest = units.length - named.length;
  if (rest > 0) return `${named.join(', ')} and ${rest} more`;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
