import type { ExecCommand } from './exec/commands.ts';
import type { ServiceRun } from './service/serviceRun.ts';
import { booleanOf, settingOf, wordsOf } from './settingValues.ts';
import type { Simulation } from './simulation.ts';
import { TRAIT } from './traits.ts';

/** The program that notes that all updates of /etc and /var are done. */
const UPDATE_DONE = /\/systemd-update-done$/;

/** A command has done its work: keeps what later conditions ask for. */
export function happenedIn(sim: Simulation, s: ServiceRun, command: ExecCommand): void {
  if (command.program !== undefined && UPDATE_DONE.test(command.program)) sim.happened.updated = true;
  for (const path of runtimeFolders(s)) sim.happened.made.add(path);
}

/** A service has started: its folders under /run are there. */
export function makeFolders(sim: Simulation, s: ServiceRun): void {
  for (const path of runtimeFolders(s)) sim.happened.made.add(path);
}

/** A service has ended: its folders under /run are gone with it. */
export function forget(sim: Simulation, s: ServiceRun): void {
  if ((s.traits & TRAIT.runtimeFolders) === 0) return;
  if (booleanOf(s.unit, 'Service', 'RuntimeDirectoryPreserve', false)) return;
  if (settingOf(s.unit, 'Service', 'RuntimeDirectoryPreserve') === 'restart' && s.sub === 'auto-restart') return;
  for (const path of runtimeFolders(s)) sim.happened.made.delete(path);
}

const NONE: readonly string[] = [];

function runtimeFolders(s: ServiceRun): readonly string[] {
  if ((s.traits & TRAIT.runtimeFolders) === 0) return NONE;
  return wordsOf(s.unit, 'Service', 'RuntimeDirectory').map((name) => `/run/${name.split(':')[0]}`);
}
