import type { InstallMessage, SymlinkChange } from '../../core/install/plan.ts';
import type { SystemTree } from '../../core/tree/systemTree.ts';

/** What a planner is asked: the words of the command line with the root they are about. */
export interface PlanCall {
  /** The folder on this machine. */
  readonly root: string;
  readonly systemd: string | undefined;
  /** The first word, by which the planner was found, and those that follow. */
  readonly verb: string;
  readonly args: readonly string[];
  readonly runtime: boolean;
  readonly force: boolean;
  readonly global: boolean;
  /** Only for insserv. */
  readonly remove: boolean;
  readonly presetMode: string | undefined;
}

/** What would be done, and the root before and after. */
export interface Planned {
  readonly exitStatus: number;
  readonly changes: readonly SymlinkChange[];
  readonly messages: readonly InstallMessage[];
  /** The answer of verbs that only ask; undefined for those that change something. */
  readonly output: readonly string[] | undefined;
  readonly before: SystemTree;
  readonly tree: SystemTree;
  /** What of the root is not known, a sentence each: the plan may be wrong. */
  readonly unknown: readonly string[];
  /** The words of the command that does the same. */
  readonly equivalent: readonly string[];
}

/** One family of verbs: systemctl's, or those of a tool for init scripts. */
export interface Planner {
  readonly verbs: readonly string[];
  /** @throws UsageError for options that mean nothing to the verb */
  plan(call: PlanCall): Promise<Planned>;
}
