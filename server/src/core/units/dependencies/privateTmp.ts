import type { Reading } from '../../checks/verify/reading.ts';
import { isOn, path, word } from '../../checks/verify/settings.ts';
import { KIND } from './kinds.ts';
import type { Loading } from './loading.ts';
import { MASK } from './masks.ts';
import { addMountsFor } from './mountsFor.ts';
import type { Unit } from './unit.ts';

/** `PrivateTmp` of core/namespace.h. */
type PrivateTmp = 'no' | 'connected' | 'disconnected';

/** From this version on there is `PrivateTmp=disconnected`, and dynamic users get that. */
const DISCONNECTED_SINCE = 257;
/** From this version on /tmp and /var/tmp are looked at apart. */
const APART_SINCE = 258;

/** What follows from `PrivateTmp=`, in `unit_add_exec_dependencies`. */
export function privateTmp(loading: Loading, unit: Unit, reading: Reading): boolean {
  const { section, version } = reading;
  if (version < DISCONNECTED_SINCE) return connectedBefore257(loading, unit, reading);
  const chosen = (word(reading, section, 'PrivateTmp')?.value ?? 'no') as PrivateTmp;
  const dynamic = isOn(reading, section, 'DynamicUser');
  const asked = chosen === 'no' && dynamic ? 'disconnected' : chosen;
  if (asked === 'no') return true;
  const varTmp = version < APART_SINCE ? asked : varTmpOf(loading, unit, reading, asked);
  const tmp = version < APART_SINCE ? asked : tmpOf(loading, unit, reading, asked);
  if (tmp === 'connected' && !addMountsFor(loading, unit, '/tmp', MASK.FILE, 'wants')) return false;
  if (varTmp === 'connected') addMountsFor(loading, unit, '/var/tmp', MASK.FILE, 'wants');
  else if (version >= APART_SINCE && varTmp === 'disconnected' && !hasOwnRoot(reading)) {
    addMountsFor(loading, unit, '/var', MASK.FILE, 'wants');
  }
  if (tmp !== 'connected' && varTmp !== 'connected') return true;
  return loading.addByName(unit, KIND.After, 'systemd-tmpfiles-setup.service', MASK.FILE);
}

function connectedBefore257(loading: Loading, unit: Unit, reading: Reading): boolean {
  const { section } = reading;
  if (!isOn(reading, section, 'PrivateTmp') && !isOn(reading, section, 'DynamicUser')) return true;
  return (
    loading.addTwoByName(unit, KIND.After, KIND.Wants, 'tmp.mount', MASK.FILE) &&
    addMountsFor(loading, unit, '/var/tmp', MASK.FILE, 'requires') &&
    loading.addByName(unit, KIND.After, 'systemd-tmpfiles-setup.service', MASK.FILE)
  );
}

/** `unit_get_private_var_tmp`: without default dependencies nothing says that /var is there. */
function varTmpOf(loading: Loading, unit: Unit, reading: Reading, asked: PrivateTmp): PrivateTmp {
  if (asked !== 'disconnected') return asked;
  if (unit.defaultDependencies || hasOwnRoot(reading) || needsMount(unit, '/var')) return 'disconnected';
  const mount = loading.unit('var.mount');
  return mount && unit.has(KIND.After, mount) ? 'disconnected' : 'no';
}

/** `unit_get_private_tmp`: likewise a /tmp that may yet be mounted is left alone. */
function tmpOf(loading: Loading, unit: Unit, reading: Reading, asked: PrivateTmp): PrivateTmp {
  if (asked !== 'connected' || unit.defaultDependencies || hasOwnRoot(reading) || needsMount(unit, '/tmp'))
    return asked;
  const mount = loading.unit('tmp.mount');
  return mount && !unit.has(KIND.After, mount) ? 'disconnected' : asked;
}

function needsMount(unit: Unit, path: string): boolean {
  return unit.mountsFor !== undefined && (unit.mountsFor.requires.has(path) || unit.mountsFor.wants.has(path));
}

/** `exec_context_with_rootfs`. */
function hasOwnRoot(reading: Reading): boolean {
  const given = (key: string) => path(reading, reading.section, key)?.value.text;
  const directory = given('RootDirectory');
  return (
    (directory !== undefined && directory !== '/') ||
    given('RootImage') !== undefined ||
    given('RootMStack') !== undefined
  );
}
