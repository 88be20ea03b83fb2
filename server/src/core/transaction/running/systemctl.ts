import { fnmatch } from '../../install/fnmatch.ts';
import type { UnitType } from '../../knowledge/directives.ts';
import { unitNameMangle } from '../../units/mangle.ts';
import type { JobMode, RequestedJobType } from '../job.ts';

/** What `systemctl` asks the manager for, unit by unit. */
export interface SystemctlCall {
  readonly type: RequestedJobType;
  readonly mode: JobMode;
  readonly reloadIfPossible: boolean;
  readonly units: readonly string[];
}

/** What a command line comes to: jobs to ask for, failures to forget, nothing, or a refusal. */
export type SystemctlCommand =
  | { readonly kind: 'jobs'; readonly call: SystemctlCall }
  | { readonly kind: 'reset-failed'; readonly units: readonly string[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly error: string };

const VERBS: Readonly<Record<string, readonly [type: RequestedJobType, reloadIfPossible?: boolean]>> = {
  start: ['start'],
  stop: ['stop'],
  condstop: ['stop'],
  reload: ['reload'],
  restart: ['restart'],
  'try-restart': ['try-restart'],
  condrestart: ['try-restart'],
  'reload-or-restart': ['restart', true],
  'try-reload-or-restart': ['try-restart', true],
  'reload-or-try-restart': ['try-restart', true],
  condreload: ['try-restart', true],
  'force-reload': ['try-restart', true],
  isolate: ['start'],
};

/** Verbs that stand for a unit: `action_table` of systemctl. */
const SPECIAL: Readonly<Record<string, readonly [unit: string, mode: JobMode]>> = {
  default: ['default.target', 'isolate'],
  rescue: ['rescue.target', 'isolate'],
  emergency: ['emergency.target', 'isolate'],
  halt: ['halt.target', 'replace-irreversibly'],
  poweroff: ['poweroff.target', 'replace-irreversibly'],
  reboot: ['reboot.target', 'replace-irreversibly'],
  'soft-reboot': ['soft-reboot.target', 'replace-irreversibly'],
  kexec: ['kexec.target', 'replace-irreversibly'],
  exit: ['exit.target', 'replace-irreversibly'],
};

const MODES: readonly JobMode[] = [
  'fail',
  'replace',
  'replace-irreversibly',
  'isolate',
  'flush',
  'ignore-dependencies',
  'ignore-requirements',
  'triggering',
  'restart-dependencies',
];

/**
 * Reads a line such as `isolate rescue.target` or `systemctl --job-mode=fail start a b.socket`, as `systemctl` does.
 *
 * @param loaded the names of all units that the manager has, for patterns
 */
export function systemctlCommand(text: string, version: number, loaded: readonly string[]): SystemctlCommand {
  const words = text.trim().split(/\s+/);
  if (words[0] === 'systemctl') words.shift();
  const options = words.filter((word) => word.startsWith('-'));
  const [verb = '', ...names] = words.filter((word) => !word.startsWith('-'));
  const chosen = jobMode(options);
  if (chosen === 'unknown') return refused(`${text}: no such job mode`);
  if (verb === 'daemon-reload' || verb === 'daemon-reexec') return { kind: 'nothing' };
  const special = SPECIAL[verb];
  if (special && names.length === 0) {
    return { kind: 'jobs', call: { type: 'start', mode: special[1], reloadIfPossible: false, units: [special[0]] } };
  }
  const suffix: UnitType = verb === 'isolate' ? 'target' : 'service';
  const units = expandNames(names, version, loaded, suffix);
  if (verb === 'reset-failed') return { kind: 'reset-failed', units: names.length === 0 ? loaded : units };
  const known = VERBS[verb];
  if (!known) return refused(`${verb || 'an empty line'} is no command that starts or stops units`);
  if (names.length === 0) return refused(`${verb} needs the name of a unit`);
  if (verb === 'isolate' && names.length > 1) return refused('isolate takes one unit');
  const mode = chosen ?? (verb === 'isolate' ? 'isolate' : 'replace');
  return { kind: 'jobs', call: { type: known[0], mode, reloadIfPossible: known[1] ?? false, units } };
}

function refused(error: string): SystemctlCommand {
  return { kind: 'refused', error };
}

function jobMode(options: readonly string[]): JobMode | undefined | 'unknown' {
  let mode: JobMode | undefined | 'unknown';
  for (const option of options) {
    const value = /^--job-mode=(.*)$/.exec(option)?.[1];
    if (value !== undefined) mode = MODES.find((one) => one === value) ?? 'unknown';
    else if (option === '--fail') mode = 'fail';
    else if (option === '--irreversible') mode = 'replace-irreversibly';
    else if (option === '--ignore-dependencies') mode = 'ignore-dependencies';
  }
  return mode;
}

/** `expand_names`: patterns stand for the units that are loaded. */
function expandNames(names: readonly string[], version: number, loaded: readonly string[], suffix: UnitType): string[] {
  return names.flatMap((name) => {
    if (!/[*?[]/.test(name)) return unitNameMangle(name, version, suffix) ?? [];
    const pattern = /\.[a-z]+$/.test(name) ? name : `${name}.${suffix}`;
    return loaded.filter((one) => fnmatch(pattern, one));
  });
}
