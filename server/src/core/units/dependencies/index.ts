import { applyChanges, type TreeChange } from '../../tree/systemTree.ts';
import type { UnitGraph } from '../graph.ts';
import { openUnitRoot, type UnitRoot } from '../unitRoot.ts';
import { type KernelMount, kernelMountName } from './kernel.ts';
import { Loading } from './loading.ts';
import { loadOne } from './loadOne.ts';
import { defaultOutputs } from './managerDefaults.ts';
import type { Unit } from './unit.ts';

export type { KernelMount } from './kernel.ts';
export { dependencyOrigins, destinationOf, MASK, originOf } from './masks.ts';
export { eachPrinted, type PrintedDependencies, printedDependencies, references } from './printed.ts';

export interface GraphOptions {
  /** Units that the kernel command line masks: `systemd.mask=`. */
  readonly masked?: readonly string[];
  /** Units that it adds to the boot: `systemd.wants=`. */
  readonly wants?: readonly string[];
  /** The unit that `wants` is about; `default.target` when not given. */
  readonly wantedBy?: string;
  /** What the running kernel has mounted when the units are loaded; nothing on a machine that boots. */
  readonly kernelMounts?: readonly KernelMount[];
  /** Devices that have a unit because the kernel or udev knows them; their units' names. */
  readonly devices?: readonly string[];
  /** Whether the kernel limits memory by control groups; true when not given. */
  readonly memoryController?: boolean;
}

/** `enumerate_perpetual` of the unit types, in the order of `UnitType`. */
const PERPETUAL = ['-.mount', '-.slice', 'system.slice', 'init.scope'];
/** Where systemd-debug-generator writes what the kernel command line says. */
const EARLY = '/run/systemd/generator.early';

/**
 * Loads the named units and all that they reach, one after the other, as a manager does: `manager_startup`, then
 * `manager_load_unit` for each. Names that can be no unit's are passed over. Units that a booting machine always has
 * loaded, such as `-.slice`, are there too.
 *
 * What only some machine has (its mounts, devices and swaps) is not there unless the options bring it along.
 */
export function loadGraph(root: UnitRoot, names: readonly string[], options: GraphOptions = {}): UnitGraph {
  const outputs = defaultOutputs(root);
  const loading = new Loading(withCommandLine(root, options), options.memoryController ?? true, (self, unit) =>
    loadOne(self, unit, outputs),
  );
  for (const name of PERPETUAL) loading.prepare(name);
  for (const mount of options.kernelMounts ?? []) {
    const name = kernelMountName(mount, root.version);
    if (name === undefined) continue;
    loading.kernelMounts.set(name, mount);
    loading.prepare(name);
  }
  for (const device of options.devices ?? []) loading.prepare(device);
  loading.dispatch();
  for (const name of names) loading.load(name);
  return graphOf(loading);
}

function graphOf(loading: Loading): UnitGraph {
  const units: Unit[] = loading.created.filter((unit) => unit.loadState !== 'merged');
  for (let i = 0; i < units.length; i++) units[i]!.index = i;
  return { version: loading.version, units, unit: (name) => loading.unit(name) };
}

/** The root with what the command line makes systemd-debug-generator write. */
function withCommandLine(root: UnitRoot, options: GraphOptions): UnitRoot {
  const { masked = [], wants = [], wantedBy = 'default.target' } = options;
  if (masked.length === 0 && wants.length === 0) return root;
  const link = (path: string, target: string): TreeChange => ({
    op: 'put',
    path: `${EARLY}/${path}`,
    node: { type: 'symlink', target },
  });
  const changes = [
    ...masked.map((name) => link(name, '/dev/null')),
    ...wants.map((name) => link(`${wantedBy}.wants/${name}`, `/usr/lib/systemd/system/${name}`)),
  ];
  const unitPath = root.paths.includes(EARLY) ? root.paths : [EARLY, ...root.paths];
  return openUnitRoot(applyChanges(root.tree, changes), root.version, { scope: root.scope, unitPath });
}
