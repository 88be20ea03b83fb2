import type { MachineProfile } from '../../boot/machine/profile.ts';
import { type GraphOptions, loadGraph } from '../../units/dependencies/index.ts';
import { kernelMountName } from '../../units/dependencies/kernel.ts';
import type { GraphUnit, UnitGraph } from '../../units/graph.ts';
import type { UnitRoot } from '../../units/unitRoot.ts';
import { bootTransaction } from '../bootTransaction.ts';
import { buildTransaction, transactionInOrder } from '../buildTransaction.ts';
import type { ActiveState, JobType, ManagerState, Transaction } from '../job.ts';
import { GRAPH_ORDER } from '../tableOrder.ts';
import { applyTransaction } from './addJob.ts';
import { BEHAVIOURS } from './behaviours.ts';
import { decideBy, type KnownConditions } from './decide.ts';
import { type JobOutcome, JobOutcomes } from './jobOutcomes.ts';
import type { Machine } from './machine.ts';
import { machineOf } from './machineOf.ts';
import { type Requested, requestUnits } from './requestUnits.ts';
import { Settling, settle } from './settle.ts';
import { type Incident, Simulation, type TransactionBuilder } from './simulation.ts';
import { systemctlCommand } from './systemctl.ts';
import type { JobResult, UnitRun } from './unitRun.ts';

export interface SimulationOptions {
  /** The unit that the boot goes for. */
  readonly anchor: string;
  readonly root: UnitRoot;
  readonly profile: MachineProfile;
  /** What the graph was loaded with, for units that commands bring in later. */
  readonly graphOptions?: GraphOptions;
  /** What the machine says of conditions that neither root nor profile decides. */
  readonly knownConditions?: KnownConditions;
}

/** How a unit stands. */
export interface UnitState {
  readonly active: ActiveState;
  /** In systemd's words: `running`, `exited`, `listening`, `dead`... */
  readonly sub: string;
  /** `success`, or what went wrong, as `Result=` of `systemctl show` has it. */
  readonly result: string;
  /** Microseconds since the manager began; undefined when it never was active. */
  readonly activeEnter: number | undefined;
  /** Whether its conditions held when they were last asked; undefined when they never were. */
  readonly conditionMet: boolean | undefined;
}

/** What came of a command. */
export interface CommandAnswer {
  readonly command: string;
  /** Why nothing was done, for one of its units at least. */
  readonly error?: string;
  readonly jobs: readonly { readonly unit: string; readonly action: JobType }[];
  /** How those jobs ended, and those that came of them. */
  readonly outcomes: readonly JobOutcome[];
  /** The units that are active when the dust has settled, sorted. */
  readonly active: readonly string[];
}

/**
 * A manager after the boot, with the dust settled. What becomes of the jobs of the boot is followed when somebody asks for
 * it, and so is what comes after them, such as the end of commands that a service runs.
 */
export interface RunningManager {
  readonly boot: Transaction;
  /** The ids of all units that are active now, sorted. */
  readonly active: readonly string[];
  /** All loaded units by id. */
  readonly states: ReadonlyMap<string, UnitState>;
  /** How the jobs of the boot ended, and maybe more that came of them. */
  readonly bootOutcomes: JobOutcomes;
  /** How the jobs of the boot ended and all that came of them, in the order in which they ended. */
  readonly outcomes: readonly JobOutcome[];
  /** What has happened so far, in order. */
  readonly incidents: readonly Incident[];
  readonly graph: UnitGraph;
  /** Gives a command to the manager as `systemctl` does, such as `isolate rescue.target`, and lets the dust settle. */
  command(text: string): CommandAnswer;
}

/** How long after the dust has settled the next command comes, in microseconds. */
const BETWEEN_COMMANDS = 500_000;

/** Boots: works out the boot's transaction, takes its jobs through to the end, and keeps the manager for more commands. */
export function simulateBoot(graph: UnitGraph, options: SimulationOptions): RunningManager {
  return new Running(graph, options);
}

/** With the likeliest of systemd's answers where there is time for that, else with one that it might give. */
const transactionOf: TransactionBuilder = (graph, state, request, drawn) =>
  drawn ? buildTransaction(graph, state, request) : transactionInOrder(graph, state, request, GRAPH_ORDER);

class Running implements RunningManager {
  readonly boot: Transaction;
  private readonly machine: Machine;
  private simulation: Simulation | undefined;
  private settling: Settling | undefined;
  private afterBoot: readonly JobOutcome[] | undefined;
  private ended: JobOutcome[] = [];
  private readonly asked = new Set<string>();

  constructor(
    private readonly loaded: UnitGraph,
    private readonly options: SimulationOptions,
  ) {
    const { root, profile, anchor, graphOptions = {} } = options;
    const names = (graphOptions.kernelMounts ?? []).map((mount) => kernelMountName(mount, root.version));
    const mounted = new Set(names.filter((name) => name !== undefined));
    this.machine = machineOf(root, profile, mounted, decideBy(root, profile, options.knownConditions));
    this.asked.add(anchor);
    this.boot = bootTransaction(loaded, anchor, managerBeforeJobs(this.machine));
  }

  /** The manager that runs jobs. The transaction of the boot does without. */
  private get sim(): Simulation {
    this.simulation ??= this.begin();
    return this.simulation;
  }

  private begin(): Simulation {
    const sim = new Simulation(this.loaded, this.machine, BEHAVIOURS, transactionOf);
    sim.onJobEnd = ({ unit, type }, result) => this.ended.push(outcomeOf(unit, type, result));
    for (const run of sim.runs.values()) comeUpAtOnce(sim, run);
    return sim;
  }

  get bootOutcomes(): JobOutcomes {
    this.jobsRun();
    if (this.afterBoot || this.sim.jobs.size > 0) return new JobOutcomes(this.outcomes);
    const known = new JobOutcomes(this.ended);
    const areAll = this.boot.jobs.every(({ unit, type }) => known.of(unit.id, type) !== undefined);
    return areAll ? known : new JobOutcomes(this.outcomes);
  }

  get outcomes(): readonly JobOutcome[] {
    return this.afterBoot ?? this.finishBoot();
  }

  get graph(): UnitGraph {
    return this.simulation?.graph ?? this.loaded;
  }

  get incidents(): readonly Incident[] {
    return this.settled().incidents;
  }

  get active(): readonly string[] {
    const ids: string[] = [];
    for (const run of this.settled().runs.values())
      if (run.active === 'active' || run.active === 'reloading') ids.push(run.id);
    return ids.sort();
  }

  get states(): ReadonlyMap<string, UnitState> {
    const states = new Map<string, UnitState>();
    for (const { id, active, sub, result, activeEnter, conditionMet } of this.settled().runs.values()) {
      states.set(id, { active, sub, result, activeEnter, conditionMet });
    }
    return states;
  }

  command(text: string): CommandAnswer {
    this.settled().now += BETWEEN_COMMANDS;
    settle(this.sim);
    this.ended = [];
    const parsed = systemctlCommand(text, this.sim.version, [...this.sim.runs.keys()]);
    let requested: Requested = { jobs: [], error: parsed.kind === 'refused' ? parsed.error : undefined };
    if (parsed.kind === 'reset-failed') this.resetFailed(parsed.units);
    if (parsed.kind === 'jobs') {
      this.load(parsed.call.units);
      requested = requestUnits(this.sim, parsed.call);
    }
    settle(this.sim);
    const { jobs, error } = requested;
    const answer = { command: text, jobs, outcomes: this.takeOutcomes(), active: this.active };
    return error === undefined ? answer : { ...answer, error };
  }

  /** Loads units that the boot had no use for. */
  private load(units: readonly string[]): void {
    const more = units.filter((name) => !this.asked.has(name) && !this.sim.graph.unit(name));
    if (more.length === 0) return;
    for (const name of more) this.asked.add(name);
    const known = [...this.sim.runs.keys()].filter((id) => !this.asked.has(id));
    this.sim.adopt(loadGraph(this.options.root, [...this.asked, ...known], this.options.graphOptions));
    this.sim.installed++;
  }

  private resetFailed(units: readonly string[]): void {
    for (const name of units) {
      const unit: GraphUnit | undefined = this.sim.graph.unit(name);
      const run = unit && this.sim.run(unit);
      if (!run) continue;
      this.sim.behaviour(run).resetFailed?.(this.sim, run);
      run.starts.reset();
      run.startLimitHit = false;
    }
  }

  private settled(): Simulation {
    if (!this.afterBoot) this.finishBoot();
    return this.sim;
  }

  /** Runs the jobs of the boot. */
  private jobsRun(): Settling {
    if (this.settling) return this.settling;
    applyTransaction(this.sim, this.boot, 'isolate');
    this.settling = new Settling(this.sim);
    this.settling.finishJobs();
    return this.settling;
  }

  private finishBoot(): readonly JobOutcome[] {
    this.jobsRun().finish();
    this.afterBoot = this.takeOutcomes();
    return this.afterBoot;
  }

  private takeOutcomes(): readonly JobOutcome[] {
    const pending = [...this.sim.jobs].map(({ unit, type }) => outcomeOf(unit, type, undefined));
    const all = [...this.ended, ...pending];
    this.ended = [];
    return all;
  }
}

function outcomeOf(run: UnitRun, type: JobType, result: JobResult | undefined): JobOutcome {
  const skipped = type === 'start' && (run.conditionMet === false || result === 'assert') ? run.unmet : undefined;
  const wrong = result === 'failed' && run.result !== 'success' ? run.result : undefined;
  return { unit: run.id, type, result, because: skipped ?? wrong };
}

/** A manager before it is asked for anything. */
function managerBeforeJobs(machine: Machine): ManagerState {
  return {
    activeState: (unit) => (upFromTheStart(machine, unit) === undefined ? 'inactive' : 'active'),
    job: () => undefined,
  };
}

/** What is up before anything is started: what is always there, what is mounted, the devices. */
function comeUpAtOnce({ machine }: Simulation, run: UnitRun): void {
  const { unit } = run;
  const sub = upFromTheStart(machine, unit);
  if (sub === undefined) return;
  run.sub = sub;
  run.active = 'active';
  run.activeEnter = 0;
  run.inactiveExit = 0;
}

function upFromTheStart(machine: Machine, unit: GraphUnit): string | undefined {
  if (unit.type === 'mount') return unit.perpetual || machine.isThere(unit) ? 'mounted' : undefined;
  if (unit.type === 'device') return machine.hasDevice(unit) ? 'plugged' : undefined;
  if (!unit.perpetual) return undefined;
  return unit.type === 'scope' ? 'running' : 'active';
}
