import { setState } from '../notify.ts';
import type { UnitBehaviour } from '../simulation.ts';
import { UnitRun } from '../unitRun.ts';

/** Targets and slices, which are up at once and down at once: target.c, slice.c. */
export const targetBehaviour: UnitBehaviour = {
  create: (unit) => new UnitRun(unit),
  start: (sim, run) => {
    setState(sim, run, 'active', 'active');
    return 'ok';
  },
  stop: (sim, run) => {
    setState(sim, run, 'dead', 'inactive');
    return 'ok';
  },
};

/** Scopes: only those that are there already, as none is made by a file: scope.c. */
export const scopeBehaviour: UnitBehaviour = {
  create: (unit) => new UnitRun(unit),
  start: () => 'failed',
  stop: targetBehaviour.stop!,
};

/** Devices come and go with the hardware; nobody starts them: device.c. */
export const deviceBehaviour: UnitBehaviour = { create: (unit) => new UnitRun(unit) };
