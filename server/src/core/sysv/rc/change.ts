import type { SystemTree } from '../../tree/systemTree.ts';
import type { Flavor } from '../layout.ts';

/** What is asked of rc. */
export interface RunlevelChange {
  readonly flavor: Flavor;
  /** The runlevel before; `N` while the machine boots. */
  readonly from: string;
  readonly to: string;
  /** The lock files in /var/lock/subsys before. */
  readonly locks: readonly string[];
}

/** A script that is run, in order. */
export interface RcStep {
  readonly action: 'stop' | 'start';
  readonly service: string;
  /** The link that it is run by. */
  readonly link: string;
}

/** A link that is passed over. */
export interface RcSkip {
  readonly service: string;
  readonly link: string;
  readonly reason: string;
}

/** What rc does when the runlevel changes. */
export interface RunlevelAnswer {
  readonly flavor: Flavor;
  readonly from: string;
  readonly to: string;
  readonly steps: readonly RcStep[];
  readonly skipped: readonly RcSkip[];
  /** The lock files afterwards, sorted, if every script does what it should. */
  readonly locksAfter: readonly string[];
}

/** The answer while it is being made. */
export class RcRun {
  readonly steps: RcStep[] = [];
  readonly skipped: RcSkip[] = [];
  readonly locks: Set<string>;

  constructor(
    readonly tree: SystemTree,
    readonly change: RunlevelChange,
  ) {
    this.locks = new Set(change.locks);
  }

  skip(link: string, reason: string): void {
    this.skipped.push({ service: serviceOf(link), link, reason });
  }

  answer(): RunlevelAnswer {
    const { flavor, from, to } = this.change;
    return { flavor, from, to, steps: this.steps, skipped: this.skipped, locksAfter: [...this.locks].sort() };
  }
}

/** The service of a link as rc's scripts tell it: what follows the first three characters, digits or not. */
export function serviceOf(link: string): string {
  return link.length < 3 ? link : link.slice(3);
}
