import type { Transaction } from '../transaction/job.ts';
import type { UnitGraph } from '../units/graph.ts';
import type { UnitRoot } from '../units/unitRoot.ts';
import type { MachineProfile } from './machine/profile.ts';
import type { Boot } from './result.ts';

/** A boot with what it was worked out from, for those who ask on: why, what if. */
export interface BootSimulation {
  readonly boot: Boot;
  readonly root: UnitRoot;
  readonly profile: MachineProfile;
  readonly graph: UnitGraph;
  readonly transaction: Transaction;
  /** The boot as it would be if that unit were masked. */
  withMasked(unit: string): Boot;
}
