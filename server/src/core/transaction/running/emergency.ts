import { requestJobs } from './addJob.ts';
import type { Simulation } from './simulation.ts';

/** What `emergency_action` starts; those with `-force` and `-immediate` end everything without any job. */
const TARGETS: Readonly<Record<string, string>> = {
  reboot: 'reboot.target',
  poweroff: 'poweroff.target',
  exit: 'exit.target',
  'soft-reboot': 'soft-reboot.target',
  halt: 'halt.target',
  kexec: 'kexec.target',
};

/** `emergency_action` of emergency-action.c, for `FailureAction=`, `SuccessAction=`, `JobTimeoutAction=` and the like. */
export function startEmergency(sim: Simulation, action: string | undefined): void {
  const unit = action === undefined ? undefined : TARGETS[action];
  if (unit !== undefined && sim.graph.unit(unit)) {
    requestJobs(sim, { type: 'start', unit, mode: 'replace-irreversibly' });
  }
}
