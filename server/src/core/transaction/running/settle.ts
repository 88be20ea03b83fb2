import type { Appointment } from './agenda.ts';
import { collectJobs, jobRun } from './jobs.ts';
import { closeIdlePipe } from './processes.ts';
import { dispatchQueues } from './queues.ts';
import type { Simulation } from './simulation.ts';

/** How far the dust may be from settled when nothing is going on, in microseconds. */
const GRACE = 200_000;
/**
 * Units that start each other for ever keep a manager busy for ever. This is where that is called so: more jobs than these and
 * so many for each unit; and a quarter of that once it is known.
 */
const MOST_JOBS = 2000;
const MOST_JOBS_OF_UNIT = 20;
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
  private readonly mostInstalled: number;
  private quiet: number;
  private steps: number;

  constructor(private readonly sim: Simulation) {
    this.latest = sim.now + LONGEST;
    this.quiet = sim.now;
    this.steps = 20_000 + 20 * sim.runs.size;
    this.mostInstalled = mostInstalled(sim);
    sim.requests = 0;
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
    if (this.steps-- <= 0 || isRestless(sim, this.mostInstalled)) return false;
    if (collectJobs(sim) || dispatchQueues(sim)) return true;
    if (sim.jobs.size === 0) closeIdlePipe(sim);
    const due = sim.agenda.take(sim.now);
    if (due) {
      due.run();
      if (!isOptional(due)) this.quiet = sim.now;
      return true;
    }
    if (sim.runQueue.size > 0) {
      dispatchRunQueue(sim, this.mostInstalled);
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
  const most = mostInstalled(sim);
  for (let steps = 1000 + 10 * sim.runs.size; steps > 0 && !isRestless(sim, most); steps--) {
    if (collectJobs(sim) || dispatchQueues(sim)) continue;
    if (sim.jobs.size === 0) closeIdlePipe(sim);
    const due = sim.agenda.take(sim.now);
    if (due) due.run();
    else if (runsJobs && sim.runQueue.size > 0) dispatchRunQueue(sim, most);
    else {
      const next = sim.agenda.nextTime();
      if (next === undefined || next > end) break;
      sim.now = next;
    }
  }
  sim.now = end;
}

/** The count of jobs that were put in from which on a manager that goes on from here is restless. */
function mostInstalled(sim: Simulation): number {
  const most = MOST_JOBS + MOST_JOBS_OF_UNIT * sim.runs.size;
  return sim.installed + (sim.restless ? most / 4 : most);
}

/** Whether that count is passed; it is kept that it was. */
function isRestless(sim: Simulation, most: number): boolean {
  const isMuch = sim.installed > most;
  sim.restless ||= isMuch || sim.endless;
  return isMuch || sim.endless;
}

/**
 * `manager_dispatch_run_queue`: all that is in it, and what comes in meanwhile, which may never end.
 *
 * @param most ends it when so many jobs have been put in
 */
function dispatchRunQueue(sim: Simulation, most: number): void {
  for (let job = sim.runQueue.take(); job; job = sim.runQueue.take()) {
    if (job.state === 'finished') job.inRunQueue = false;
    else jobRun(sim, job);
    if (sim.installed > most || sim.endless) return;
  }
}

/** A command that a running unit has going on may go on; one that a job or a change of state waits for is waited for. */
function isOptional({ optional, concern }: Appointment): boolean {
  if (optional) return true;
  return concern !== undefined && concern.active === 'active' && concern.job === undefined;
}
