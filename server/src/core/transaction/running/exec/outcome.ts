import type { Ending } from '../processes.ts';

/** What becomes of a process that is started. */
export interface Outcome {
  /** When it ends by itself, in microseconds from its start, and how; undefined for one that goes on. */
  readonly ends: { readonly after: number; readonly ending: Ending } | undefined;
  /** Whether that follows from the command; otherwise it is only taken to do what its unit wants of it. */
  readonly certain: boolean;
  /** When it says that it is ready, as `Type=notify` waits for; undefined for never. */
  readonly ready: number | undefined;
  /** Whether the program is executed at all, as `Type=exec` waits for. */
  readonly executed: boolean;
  /** Processes that it leaves running. */
  readonly leaves: readonly Outcome[];
}

/** How long a short command takes, in microseconds. */
export const SHORT = 3000;
/** How long it takes until a program is executed. */
export const EXECUTED = 1000;
/** How long a daemon takes until it is ready. */
const READY = 5000;

/** A command that surely ends with that status. */
export function exits(status: number, after = SHORT, leaves: readonly Outcome[] = []): Outcome {
  return {
    ends: { after, ending: { code: 'exited', status } },
    certain: true,
    ready: undefined,
    executed: true,
    leaves,
  };
}

/** A command that surely goes on until it is killed. */
export function goesOn(ready?: number): Outcome {
  return { ends: undefined, certain: true, ready, executed: true, leaves: [] };
}

/** The process ends with that status before the program is executed, which takes as long as one that has next to nothing to do. */
export function neverRuns(status: number): Outcome {
  return { ...exits(status), executed: false };
}

/** A command of which nothing is known but that it does its work and ends. */
export const SUCCEEDS: Outcome = { ...exits(0), certain: false };

/** A daemon of which nothing is known but that it comes up and stays. */
export const SERVES: Outcome = { ...goesOn(READY), certain: false };

/** The first process of a daemon that goes to the background. */
export const FORKS: Outcome = { ...exits(0, SHORT, [SERVES]), certain: false };
