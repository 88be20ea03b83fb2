import type { Transaction } from '../transaction/job.ts';
import type { UnitRoot } from '../units/unitRoot.ts';
import { loadBoot } from './load.ts';
import { kernelCommandLine } from './machine/commandLine.ts';
import type { MachineProfile } from './machine/profile.ts';
import { maskedRoot } from './maskedRoot.ts';
import type { OutcomeOf } from './outcomes.ts';
import { isNotable, plainDropped, plainError, plainJobs, plainUnits } from './plain.ts';
import type { Boot } from './result.ts';
import { criticalChain } from './schedule/criticalChain.ts';
import { durationOf } from './schedule/durations.ts';
import type { Measurements } from './schedule/measurements.ts';
import { bootPhases } from './schedule/phases.ts';
import { plainSchedule } from './schedule/plainSchedule.ts';
import { timeline } from './schedule/timeline.ts';
import { type Settled, settleBoot } from './settled.ts';
import type { BootSimulation } from './simulation.ts';
import { stagesOf } from './stages.ts';

export type * from './result.ts';
export type { BootSimulation } from './simulation.ts';

export interface BootOptions {
  /** What to boot into; else what the command line says, else `default.target`. */
  readonly unit?: string;
  /** The machine that boots, as `openBoot` gives it. */
  readonly profile?: MachineProfile;
  readonly measured?: Measurements;
  /** Commands on the running system, one after the other: `isolate rescue.target`. */
  readonly commands?: readonly string[];
}

/**
 * What a machine would do when it boots: the units that systemd loads, the jobs of its transaction, their order in time,
 * and what is active in the end. A boot that systemd refuses has an error and no jobs.
 *
 * @param root what `openBoot` gives, with the generators run
 */
export function boot(root: UnitRoot, options: BootOptions = {}): Boot {
  return simulate(root, options).boot;
}

/** The same with what it was worked out from. What takes long is worked out when somebody asks for it. */
export function simulate(root: UnitRoot, options: BootOptions = {}): BootSimulation {
  const { version } = root;
  const profile = options.profile ?? {};
  const words = kernelCommandLine(profile.commandLine ?? '', version);
  const asked = options.unit ?? words.unit;
  const loaded = loadBoot(root, asked, words);
  const { graph, instead } = loaded;
  const settled = settleBoot(loaded, root, profile, options.commands ?? []);
  const { transaction } = settled;
  const course = courseOf(settled, options.measured);
  let units: Boot['units'] | undefined;
  let jobs: Boot['jobs'] | undefined;
  const result: Boot = {
    systemd: String(version),
    anchor: asked ?? DEFAULT,
    anchorFrom: options.unit !== undefined ? 'asked' : words.unit !== undefined ? 'command-line' : 'default',
    ...(instead ? { instead } : {}),
    ...(transaction.error ? { error: plainError(transaction.error) } : {}),
    get jobs() {
      jobs ??= plainJobs(transaction.jobs);
      return jobs;
    },
    dropped: transaction.dropped.filter(isNotable).map(plainDropped),
    get units() {
      units ??= plainUnits(graph);
      return units;
    },
    stages: stagesOf(root, profile, options.measured),
    get schedule() {
      return course().schedule;
    },
    get phases() {
      return course().phases;
    },
    get criticalChain() {
      return course().criticalChain;
    },
    get active() {
      return settled.active;
    },
    get commands() {
      return settled.commands;
    },
  };
  const withMasked = (unit: string) => boot(maskedRoot(root, unit), { ...options, commands: [] });
  return { boot: result, root, profile, graph, transaction, withMasked };
}

type Course = Pick<Boot, 'schedule' | 'phases' | 'criticalChain'>;

/** What a boot is in time; worked out when it is asked for, as the jobs have to be run for it. */
function courseOf({ transaction, outcomeOf }: Settled, measured: Measurements | undefined): () => Course {
  let course: Course | undefined;
  return () => {
    course ??= inTime(transaction, outcomeOf, measured);
    return course;
  };
}

function inTime(transaction: Transaction, outcomeOf: OutcomeOf, measured: Measurements | undefined): Course {
  const timed = timeline(transaction.jobs, outcomeOf, (job) => durationOf(job, measured));
  const anchor = timed.find(({ job }) => job === transaction.anchor);
  const phases = bootPhases(timed, anchor?.job.unit.id ?? '');
  return { schedule: plainSchedule(timed, phases), phases, criticalChain: criticalChain(anchor) };
}

const DEFAULT = 'default.target';
