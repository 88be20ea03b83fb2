import type { Appointment } from './agenda.ts';
import { collectJobs, jobRun } from './jobs.ts';
import { closeIdlePipe } from './processes.ts';
import { dispatchQueues } from './queues.ts';
import type { Simulation } from './simulation.ts';

/** How far the dust may be from settled when nothing is going on, in microseconds. */
const GRACE = 200_000;
/** What takes longer than this from now on is not waited for. */
const LONGEST = 5 * 60 * 1_000_000;

/**
 * Lets the manager run until the dust has settled: `manager_loop`. That is when no job and no unit is on its way and
 * nothing is due within the moment; a timer that elapses in an hour is not waited for.
 */
export function settle(sim: Simulation): void {
  new Settling(sim).finish();
}

/** The same in two parts, for those who only want to know what becomes of the jobs that there are. */
export class Settling {
  private readonly latest: number;
  private quiet: number;
  private steps: number;

  constructor(private readonly sim: Simulation) {
    this.latest = sim.now + LONGEST;
    this.quiet = sim.now;
    this.steps = 20_000 + 20 * sim.runs.size;
  }

  /** Goes on until there is no job, or the dust has settled. */
  finishJobs(): void {
    while (this.sim.jobs.size > 0 && this.step());
  }

  finish(): void {
    while (this.step());
  }

  /** False when the dust has settled. */
  private step(): boolean {
    const { sim, latest } = this;
    if (this.steps-- <= 0) return false;
    if (collectJobs(sim) || dispatchQueues(sim)) return true;
    if (sim.jobs.size === 0) closeIdlePipe(sim);
    const due = sim.agenda.take(sim.now);
    if (due) {
      due.run();
      if (!isOptional(due)) this.quiet = sim.now;
      return true;
    }
    if (sim.runQueue.size > 0) {
      dispatchRunQueue(sim);
      return true;
    }
    const next = sim.agenda.nextTime();
    if (next === undefined || next > latest) return false;
    if (next > this.quiet + GRACE && !sim.agenda.some((one) => one.at <= latest && !isOptional(one))) return false;
    sim.now = next;
    return true;
  }
}

/** Lets the manager do what it does in so many microseconds; jobs are run in that time only if it gets to them. */
export function goOn(sim: Simulation, span: number, runsJobs: boolean): void {
  const end = sim.now + span;
  for (let steps = 1000 + 10 * sim.runs.size; steps > 0; steps--) {
    if (collectJobs(sim) || dispatchQueues(sim)) continue;
    if (sim.jobs.size === 0) closeIdlePipe(sim);
    const due = sim.agenda.take(sim.now);
    if (due) due.run();
    else if (runsJobs && sim.runQueue.size > 0) dispatchRunQueue(sim);
    else {
      const next = sim.agenda.nextTime();
      if (next === undefined || next > end) break;
      sim.now = next;
    }
  }
  sim.now = end;
}

/** `manager_dispatch_run_queue`: all that is in it, and what comes in meanwhile. */
function dispatchRunQueue(sim: Simulation): void {
  for (let job = sim.runQueue.take(); job; job = sim.runQueue.take()) {
    if (job.state === 'finished') job.inRunQueue = false;
    else jobRun(sim, job);
  }
}

/** A command that a running unit has going on may go on; one that a job or a change of state waits for is waited for. */
function isOptional({ optional, concern }: Appointment): boolean {
  if (optional) return true;
  return concern !== undefined && concern.active === 'active' && concern.job === undefined;
}
