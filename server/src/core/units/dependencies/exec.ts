import type { Reading } from '../../checks/verify/reading.ts';
import { isRefused } from '../../checks/verify/refused.ts';
import { all, expand, hasWords, isOn, last, path, word } from '../../checks/verify/settings.ts';
import { pathSimplify } from '../../values/paths.ts';
import { TRAIT } from '../lineTraits.ts';
import { execDirectories, hasWrittenDirectories } from './execDirectories.ts';
import { KIND } from './kinds.ts';
import type { Loading } from './loading.ts';
import { MASK } from './masks.ts';
import { addMountsFor, type MountNeed } from './mountsFor.ts';
import { privateTmp } from './privateTmp.ts';
import { logNamespace, type Outputs, outputsOf, writesToJournal } from './stdio.ts';
import type { Unit } from './unit.ts';

/** From this version on a missing mount of what is only looked at does not keep the unit from running. */
const WANTS_MOUNTS_SINCE = 256;
const SYNC_SERVICE_SINCE = 257;
const JOURNAL_SOCKET = 'systemd-journald.socket';

/** Whether a line of the unit may be about how its processes run; without one it has only its output to care for. */
export function hasExecSettings(unit: Unit): boolean {
  return (unit.loaded.traits & TRAIT.EXEC) !== 0;
}

/** The output of units that say nothing of it; `DefaultStandardOutput=` is `journal`. */
export function addJournalSocket(loading: Loading, unit: Unit): boolean {
  return !loading.isSystem || loading.addByName(unit, KIND.After, JOURNAL_SOCKET, MASK.FILE);
}

/** `unit_patch_contexts`, as far as it adds dependencies: devices for images, where a unit may not use all of them. */
export function addImageDevices(loading: Loading, unit: Unit, reading: Reading): boolean {
  const { section } = reading;
  const given = (key: string) => reading.byName.has(`${section}.${key}`);
  if (!given('RootImage') && !given('MountImages') && !given('RootMStack')) return true;
  const policy = word(reading, section, 'DevicePolicy')?.value ?? 'auto';
  const allowed = all(reading, section, 'DeviceAllow', (_, one) => (isRefused(one) ? undefined : true));
  if (policy === 'auto' && !isOn(reading, section, 'PrivateDevices') && allowed.length === 0) return true;
  const image = path(reading, section, 'RootImage') ?? path(reading, section, 'RootMStack');
  if (!image && !hasWords(reading, section, 'MountImages')) return true;
  return ['loop', 'dm_mod', 'dm_verity'].every((module) =>
    loading.addTwoByName(unit, KIND.After, KIND.Wants, `modprobe@${module}.service`, MASK.FILE),
  );
}

/** `unit_add_exec_dependencies`. False when it fails. */
export function addExecDependencies(loading: Loading, unit: Unit, reading: Reading, defaults: Outputs): boolean {
  const later: MountNeed = loading.version >= WANTS_MOUNTS_SINCE ? 'wants' : 'requires';
  const given = (key: string) => path(reading, reading.section, key)?.value.text;
  const image = given('RootImage');
  const stack = given('RootMStack');
  const needs = (where: string | undefined, need: MountNeed) =>
    where === undefined || addMountsFor(loading, unit, where, MASK.FILE, need);
  if (!addWorkingDirectory(loading, unit, reading)) return false;
  if (!needs(given('RootDirectory'), later) || !needs(image, later) || !needs(stack, later)) return false;
  if (!execDirectories(reading).every((directory) => needs(directory, 'requires'))) return false;
  if (!loading.isSystem) return true;
  if (hasWrittenDirectories(reading) && !loading.addByName(unit, KIND.After, 'systemd-remount-fs.service', MASK.FILE)) {
    return false;
  }
  if (!privateTmp(loading, unit, reading)) return false;
  const fromImage = image !== undefined || stack !== undefined;
  if (fromImage && !loading.addByName(unit, KIND.After, 'systemd-udevd.service', MASK.FILE)) return false;
  return addLogging(loading, unit, reading, defaults);
}

/** A directory that may be missing was nobody's concern before 256. */
function addWorkingDirectory(loading: Loading, unit: Unit, reading: Reading): boolean {
  const given = last(reading, reading.section, 'WorkingDirectory', (value, one) => {
    const missing = value.startsWith('-');
    const plain = missing ? value.slice(1) : value;
    if (plain === '~') return { path: undefined, missing };
    const expanded = isRefused(one) ? undefined : expand(reading, plain)?.text;
    return expanded === undefined ? undefined : { path: pathSimplify(expanded, reading.version), missing };
  });
  if (given?.value.path === undefined) return true;
  const { path: where, missing } = given.value;
  if (missing && loading.version < WANTS_MOUNTS_SINCE) return true;
  return addMountsFor(loading, unit, where, MASK.FILE, missing ? 'wants' : 'requires');
}

function addLogging(loading: Loading, unit: Unit, reading: Reading, defaults: Outputs): boolean {
  const namespace = logNamespace(reading);
  if (namespace === undefined) {
    return !writesToJournal(outputsOf(reading, unit.type, defaults)) || addJournalSocket(loading, unit);
  }
  const units = [`systemd-journald@${namespace}.socket`, `systemd-journald-varlink@${namespace}.socket`];
  if (loading.version >= SYNC_SERVICE_SINCE) units.push(`systemd-journald-sync@${namespace}.service`);
  return units.every((name) => loading.addTwoByName(unit, KIND.After, KIND.Requires, name, MASK.FILE));
}
