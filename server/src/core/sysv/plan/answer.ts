import { RootView, type SymlinkChange } from '../../install/rootView.ts';
import type { InstallMessage } from '../../install/session.ts';
import type { SystemTree } from '../../tree/systemTree.ts';

/** What a tool for init scripts would do, and say. Nothing has been written. */
export interface SysvPlan {
  readonly exitStatus: number;
  /** In the order in which the tool makes them; what it finds in a folder it takes by name here. */
  readonly changes: readonly SymlinkChange[];
  readonly messages: readonly InstallMessage[];
  /** The root with the changes made. */
  readonly tree: SystemTree;
  /** What the tool prints as its answer, for what only asks. */
  readonly output: readonly string[] | undefined;
}

/** What the steps of a tool work with. The tools run inside the root, so that no link leaves it. */
export interface PlanSession {
  readonly view: RootView;
  readonly messages: InstallMessage[];
}

/** The version counts only for what systemd does; the tools for init scripts do not ask for it. */
const ANY_VERSION = 252;

export function planSession(tree: SystemTree): PlanSession {
  return { view: new RootView(tree, true, ANY_VERSION), messages: [] };
}

export function planOf({ view, messages }: PlanSession, exitStatus: number, output?: readonly string[]): SysvPlan {
  return { exitStatus, changes: view.changes, messages, tree: view.tree(), output };
}
