import type { UnitSummary } from '../../../server/src/protocol/planning.ts';

export type Grouping = 'type' | 'state';

/** Units with a type or a state in common. */
export interface UnitGroup {
  readonly id: string;
  readonly root: string;
  readonly label: string;
  /** The name of a codicon for a type, the state itself for a state. */
  readonly icon: string;
  readonly units: readonly UnitSummary[];
}

/** The types in the order in which people look for them, with their names and icons. */
const types: Readonly<Record<string, readonly [label: string, icon: string]>> = {
  service: ['Services', 'server-process'],
  socket: ['Sockets', 'plug'],
  timer: ['Timers', 'clock'],
  target: ['Targets', 'target'],
  path: ['Paths', 'eye'],
  mount: ['Mounts', 'folder'],
  automount: ['Automounts', 'folder-active'],
  swap: ['Swap', 'arrow-swap'],
  slice: ['Slices', 'layers'],
  scope: ['Scopes', 'symbol-namespace'],
  device: ['Devices', 'circuit-board'],
};

/** The states that matter most first; others follow by name. */
const states: readonly string[] = [
  'enabled',
  'enabled-runtime',
  'disabled',
  'masked',
  'masked-runtime',
  'linked',
  'linked-runtime',
  'indirect',
  'alias',
  'static',
  'generated',
  'transient',
  'bad',
];

/** The units in groups; no group is empty. */
export function groupsOf(root: string, units: readonly UnitSummary[], grouping: Grouping): UnitGroup[] {
  const groups = new Map<string, UnitSummary[]>();
  for (const unit of units) {
    const group = groups.get(unit[grouping]);
    if (group) group.push(unit);
    else groups.set(unit[grouping], [unit]);
  }
  const order = grouping === 'type' ? Object.keys(types) : states;
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([key, found]) => ({ id: `${root}#${grouping}/${key}`, root, units: found, ...wordsFor(grouping, key) }));
}

/** The units that a filter leaves: every word of it is in the name, the description or the state. */
export function matchesOf(units: readonly UnitSummary[], filter: string): readonly UnitSummary[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return units;
  return units.filter(({ name, description, state }) => {
    const text = `${name} ${description} ${state}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function wordsFor(grouping: Grouping, key: string): { readonly label: string; readonly icon: string } {
  if (grouping === 'state') return { label: key === '' ? 'Units' : capitalized(key), icon: key };
  const [label, icon] = types[key] ?? [key, 'file'];
  return { label, icon };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
