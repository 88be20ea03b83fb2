import type { MachineProfile } from '../../core/boot/machine/profile.ts';
import { openBoot } from '../../core/boot/open.ts';
import { type InstallPlan, planInstall } from '../../core/install/plan.ts';
import { unitIdentity } from '../../core/kinds/unit/identity.ts';
import { applyChanges, type SystemTree, type TreeChange } from '../../core/tree/systemTree.ts';
import type { UnitRoot } from '../../core/units/unitRoot.ts';
import type { BootChange, BootParams } from '../../protocol/boot.ts';
import type { RootTree } from '../trees.ts';
import { type LookedAt, withLookedAt } from './lookedAt.ts';

/** A root with what is supposed of it, as it stands when systemd begins to load units. */
export interface StartingRoot {
  readonly root: UnitRoot;
  readonly profile: MachineProfile;
  /** Without what generators have added. */
  readonly files: SystemTree;
  /** What planning each of the changes said. */
  readonly plans: readonly InstallPlan[];
}

type Supposed = Pick<BootParams, 'profile' | 'changes'>;

const solid = new WeakMap<SystemTree, Map<string, StartingRoot>>();

/**
 * The root as systemd finds it. While somebody types in a unit file, what depends on names and links alone is taken over
 * from the root before, and so are the parsed files.
 *
 * @param lookedAt what is known beyond what was read of the root
 */
export function startingRoot(root: RootTree, supposed: Supposed, lookedAt: LookedAt): StartingRoot {
  const start = unlookedRoot(root, supposed);
  return lookedAt.size === 0
    ? start
    : { ...start, root: withTree(start.root, withLookedAt(start.root.tree, lookedAt)) };
}

function unlookedRoot(root: RootTree, supposed: Supposed): StartingRoot {
  const { layered, tree } = root;
  const onlyTexts = [...layered.changed].every((path) => unitIdentity(path) !== undefined);
  // What a change of links comes to depends on the texts, too.
  if (!onlyTexts || (supposed.changes?.length ?? 0) > 0) return open(root, tree, supposed);
  const below = solidRoot(root, supposed);
  return layered.changed.size === 0 ? below : withTexts(below, tree, layered.changed);
}

function solidRoot(root: RootTree, supposed: Supposed): StartingRoot {
  const { solid: tree } = root.layered;
  const known = solid.get(tree) ?? new Map<string, StartingRoot>();
  solid.set(tree, known);
  const key = JSON.stringify([root.systemdVersion, root.system, supposed.profile]);
  const opened = known.get(key) ?? open(root, tree, supposed);
  known.set(key, opened);
  return opened;
}

/** The root with other texts in some of its unit files. */
function withTexts(below: StartingRoot, tree: SystemTree, changed: ReadonlySet<string>): StartingRoot {
  const { root } = below;
  const puts = [...changed].flatMap((path): TreeChange[] => {
    const node = tree.node(path);
    return node ? [{ op: 'put', path, node }] : [];
  });
  const cache = {
    units: new Map(),
    files: new Map([...root.cache.files].filter(([path]) => !changed.has(path))),
  };
  return { ...below, root: { ...withTree(root, applyChanges(root.tree, puts)), cache }, files: tree };
}

/** The root with a tree that has the same names and links. */
function withTree(root: UnitRoot, tree: SystemTree): UnitRoot {
  return {
    tree,
    version: root.version,
    scope: root.scope,
    paths: root.paths,
    nameMap: root.nameMap,
    cache: root.cache,
  };
}

function open(root: RootTree, tree: SystemTree, { profile, changes = [] }: Supposed): StartingRoot {
  const { systemdVersion: version, system } = root;
  const supposed = suppose(tree, changes, version, system);
  const unitPath = system ? {} : { unitPath: ['/'] };
  return {
    ...openBoot(supposed.tree, { version, ...(profile && { profile }), ...unitPath }),
    files: tree,
    plans: supposed.plans,
  };
}

/** Makes the changes one after the other, on a copy. In a plain folder of units there are no links to change. */
function suppose(tree: SystemTree, changes: readonly BootChange[], version: number, system: boolean) {
  const plans: InstallPlan[] = [];
  let now = tree;
  for (const { verb, units } of system ? changes : []) {
    const plan = planInstall(now, verb, units, { version, workingDirectory: '/' });
    plans.push(plan);
    if (plan.exitStatus === 0) now = plan.tree;
  }
  return { tree: now, plans };
}
