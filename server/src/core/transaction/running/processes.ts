import { PRIORITY } from './agenda.ts';
import type { Outcome } from './exec/outcome.ts';
import type { Simulation } from './simulation.ts';
import type { UnitRun } from './unitRun.ts';

/** How a process ended: with an exit status, or by a signal. */
export type Ending = { readonly code: 'exited' | 'killed'; readonly status: number };

/** A process of a unit. */
export interface Process {
  readonly run: UnitRun;
  readonly outcome: Outcome;
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

/** Starts a process; what becomes of it is known from the beginning. */
export function spawn(sim: Simulation, run: UnitRun, owner: ProcessOwner, outcome: Outcome): Process {
  const process: Process = { run, outcome, ended: false, dying: false };
  owner.processes.add(process);
  if (outcome.ends) {
    const { after, ending } = outcome.ends;
    const ends = sim.agenda.add(sim.now + after, PRIORITY.processEnded, () => end(sim, owner, process, ending));
    ends.concern = run;
  }
  for (const child of outcome.leaves) spawn(sim, run, owner, child);
  return process;
}

/** Sends a signal; false when the process is gone already. */
export function kill(sim: Simulation, owner: ProcessOwner, process: Process, signal: number): boolean {
  if (process.ended) return false;
  if (process.dying) return true;
  process.dying = true;
  // A daemon that is told to stop in the way that its unit chose does so with success; nothing else is known of it.
  const graceful = !process.outcome.certain && signal !== SIGNAL.KILL && signal !== SIGNAL.TERM;
  const ending: Ending = graceful ? { code: 'exited', status: 0 } : { code: 'killed', status: signal };
  sim.agenda.add(sim.now + DYING, PRIORITY.processEnded, () => end(sim, owner, process, ending));
  return true;
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
