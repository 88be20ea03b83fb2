import { refusedTransaction } from '../transaction/finish.ts';
import type { Transaction } from '../transaction/job.ts';
import { type RunningManager, simulateBoot } from '../transaction/running/simulateBoot.ts';
import type { UnitGraph } from '../units/graph.ts';
import type { UnitRoot } from '../units/unitRoot.ts';
import type { LoadedBoot } from './load.ts';
import type { MachineProfile } from './machine/profile.ts';
import { jobOutcomes, type OutcomeOf } from './outcomes.ts';
import { sortedJobs } from './plain.ts';
import type { BootCommand } from './result.ts';

/** What has become of a boot when nothing happens any more by itself. */
export interface Settled {
  readonly transaction: Transaction;
  readonly outcomeOf: OutcomeOf;
  /** The names of the active units, sorted. */
  readonly active: readonly string[];
  readonly commands: readonly BootCommand[];
}

/**
 * Works out the jobs of a boot. They are run until the dust has settled, and then the commands, one after the other, when
 * somebody asks for what has become of them.
 */
export function settleBoot(
  { graph, graphOptions, target, error }: LoadedBoot,
  root: UnitRoot,
  given: MachineProfile,
  commands: readonly string[],
): Settled {
  if (target === undefined) {
    const transaction = refusedTransaction(error!);
    return { transaction, outcomeOf: () => ({ outcome: 'done' }), active: [], commands: [] };
  }
  const profile = withDevices(given, graph);
  const manager = simulateBoot(graph, { anchor: target, root, profile, graphOptions });
  const { boot: transaction } = manager;
  const outcomeOf = jobOutcomes(manager, root, profile);
  if (transaction.error) return { transaction, outcomeOf, active: [], commands: [] };
  let active: readonly string[] | undefined;
  let done: BootCommand[] | undefined;
  // Commands change what is active, so that is looked at before the first one.
  const activeThen = () => {
    active ??= manager.active;
    return active;
  };
  return {
    transaction,
    outcomeOf,
    get active() {
      return activeThen();
    },
    get commands() {
      if (commands.length > 0) activeThen();
      done ??= commands.map((command) => run(manager, command));
      return done;
    },
  };
}

/** Where nothing is known of devices, all that the units ask for are there. */
function withDevices(profile: MachineProfile, { units }: UnitGraph): MachineProfile {
  if (profile.devices) return profile;
  return { ...profile, devices: units.filter(({ loaded }) => loaded.type === 'device').map(({ id }) => id) };
}

function run(manager: RunningManager, command: string): BootCommand {
  const { error, jobs, active } = manager.command(command);
  return { command, ...(error === undefined ? {} : { error }), jobs: sortedJobs(jobs), active };
}
