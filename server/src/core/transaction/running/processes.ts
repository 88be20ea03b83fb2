import { type Appointment, PRIORITY } from './agenda.ts';
import type { Outcome } from './exec/outcome.ts';
import type { Simulation } from './simulation.ts';
import type { UnitRun } from './unitRun.ts';

/** How a process ended: with an exit status, or by a signal. */
export type Ending = { readonly code: 'exited' | 'killed'; readonly status: number };

/** A process of a unit. */
export interface Process {
  readonly run: UnitRun;
  readonly outcome: Outcome;
  /** Older ones have lower numbers. */
  readonly number: number;
  ended: boolean;
  dying: boolean;
}

/** What a unit does when one of its processes is gone, and when none is left. */
export interface ProcessOwner {
  readonly onExit: (sim: Simulation, run: UnitRun, process: Process, ending: Ending) => void;
  readonly onEmpty: (sim: Simulation, run: UnitRun) => void;
  readonly processes: Set<Process>;
}

export const SIGNAL = { HUP: 1, INT: 2, KILL: 9, PIPE: 13, TERM: 15 } as const;
/** How long it takes that a process which is killed is gone, in microseconds. */
const DYING = 1000;

/** The longest that a command of an idle service waits: `IDLE_TIMEOUT_USEC` of execute.c. */
const IDLE_TIMEOUT = 5_000_000;

/** Starts a process; what becomes of it is known from the beginning. */
export function spawn(sim: Simulation, run: UnitRun, owner: ProcessOwner, outcome: Outcome): Process {
  const process = fork(sim, run, owner, outcome);
  begin(sim, owner, process);
  return process;
}

function fork(sim: Simulation, run: UnitRun, owner: ProcessOwner, outcome: Outcome): Process {
  const process: Process = { run, outcome, number: sim.forked++, ended: false, dying: false };
  owner.processes.add(process);
  return process;
}

/** The same for a command of an idle service, which waits until the manager has no job left, or five seconds. */
export function spawnIdle(sim: Simulation, run: UnitRun, owner: ProcessOwner, outcome: Outcome): Process {
  if (sim.jobs.size === 0) return spawn(sim, run, owner, outcome);
  const process = fork(sim, run, owner, outcome);
  const beginOnce = () => {
    if (latest.cancelled) return;
    latest.cancelled = true;
    if (!process.ended && !process.dying) begin(sim, owner, process);
  };
  const latest = sim.agenda.add(sim.now + IDLE_TIMEOUT, PRIORITY.timer, beginOnce);
  sim.whenIdle.push(beginOnce);
  return process;
}

/** `manager_close_idle_pipe`: the commands of idle services go on. */
export function closeIdlePipe(sim: Simulation): void {
  for (const begins of sim.whenIdle.splice(0)) begins();
}

function begin(sim: Simulation, owner: ProcessOwner, process: Process): void {
  const { ends, leaves } = process.outcome;
  if (ends) {
    addEnd(sim, owner, process, ends.after, ends.ending).concern = process.run;
  }
  for (const child of leaves) spawn(sim, process.run, owner, child);
}

/** Sends a signal; false when the process is gone already. */
export function kill(sim: Simulation, owner: ProcessOwner, process: Process, signal: number): boolean {
  if (process.ended) return false;
  if (process.dying) return true;
  process.dying = true;
  // A daemon that is told to stop in the way that its unit chose does so with success; nothing else is known of it.
  const graceful = !process.outcome.certain && signal !== SIGNAL.KILL && signal !== SIGNAL.TERM;
  const ending: Ending = graceful ? { code: 'exited', status: 0 } : { code: 'killed', status: signal };
  addEnd(sim, owner, process, DYING, ending);
  return true;
}

/** Of processes that are gone at the same moment the oldest is seen first: the kernel's wait goes through them in that order. */
function addEnd(sim: Simulation, owner: ProcessOwner, process: Process, after: number, ending: Ending): Appointment {
  const finish = () => end(sim, owner, process, ending);
  return sim.agenda.add(sim.now + after, PRIORITY.processEnded, finish, process.number);
}

function end(sim: Simulation, owner: ProcessOwner, process: Process, ending: Ending): void {
  if (process.ended) return;
  process.ended = true;
  owner.processes.delete(process);
  owner.onExit(sim, process.run, process, ending);
  if (owner.processes.size === 0) {
    sim.agenda.add(sim.now, PRIORITY.groupEmpty, () => {
      if (owner.processes.size === 0) owner.onEmpty(sim, process.run);
    });
  }
}
