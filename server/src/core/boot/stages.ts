import { foreignGenerators } from '../units/generators/index.ts';
import { GENERATOR_FOLDERS } from '../units/searchPath.ts';
import type { UnitRoot } from '../units/unitRoot.ts';
import { bootStages, type Stage } from './loader/stages.ts';
import type { MachineProfile } from './machine/profile.ts';
import type { BootStage } from './result.ts';
import type { Measurements } from './schedule/measurements.ts';

/** The steps before the units, with the time that they took where that was measured. */
export function stagesOf(root: UnitRoot, profile: MachineProfile, measured: Measurements | undefined): BootStage[] {
  const generators = root.paths.includes(GENERATOR_FOLDERS.early) ? foreignGenerators(root.tree) : [];
  return bootStages(root, profile, generators).map((stage) => {
    const took = tookOf(stage, measured);
    return took === undefined ? stage : { ...stage, took };
  });
}

/** systemd measures no time between the initrd and itself. */
function tookOf({ id }: Stage, measured: Measurements | undefined): number | undefined {
  if (id === 'systemd') return measured?.stages.userspace;
  return id === 'switch-root' ? undefined : measured?.stages[id];
}
