import type { Reading } from '../../checks/verify/reading.ts';
import { assignmentsOf, hasWords, last, path, text, word, wordsOf } from '../../checks/verify/settings.ts';
import type { UnitType } from '../../knowledge/directives.ts';
import { parseBoolean } from '../../values/boolean.ts';
import { parseMode } from '../../values/numbers.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';
import { restrictedFamilies } from './addressFamilies.ts';
import { capabilitySet } from './capabilities.ts';
import { deviceAccess } from './devices.ts';
import { type SecurityInfo, SWITCHES, type Switch, securityInfoNew } from './info.ts';
import { ipAccess } from './ipAccess.ts';
import { allowedNamespaces } from './namespaces.ts';
import { unitPatchContexts } from './patchContexts.ts';
import { isSwitchedOn } from './reading.ts';
import { syscallFilter } from './syscallFilter.ts';

const RUNS_PROCESSES: readonly UnitType[] = ['service', 'socket', 'mount', 'swap'];
const HAS_CONTROL_GROUP: readonly UnitType[] = [...RUNS_PROCESSES, 'slice', 'scope'];
const MAY_DELEGATE: readonly UnitType[] = ['service', 'scope'];
/** From here on it is undecided until it is set, which systemd's assessment takes for a yes. */
const PRIVATE_MOUNTS_UNDECIDED = 257;

/**
 * What a unit's settings mean for its security: `get_security_info` of analyze/analyze-security.c, with the defaults of
 * the system manager. Other types than services count too, as systemd judges whatever is named.
 */
export function getSecurityInfo(unit: Reading, unitName: string): SecurityInfo {
  let info: SecurityInfo = { ...securityInfoNew(), ...unitSettings(unit) };
  const runsProcesses = RUNS_PROCESSES.includes(unit.type);
  if (runsProcesses) info = unitPatchContexts({ ...info, ...execContext(unit) }, unitName);
  if (HAS_CONTROL_GROUP.includes(unit.type)) info = { ...info, ...cgroupContext(unit, runsProcesses) };
  return info;
}

function unitSettings(unit: Reading) {
  return {
    defaultDependencies: last(unit, 'Unit', 'DefaultDependencies', parseBoolean)?.value ?? true,
    notifyAccess: unit.type === 'service' ? word(unit, unit.section, 'NotifyAccess')?.value : undefined,
  };
}

/** The settings of the processes; defaults are those of `exec_context_init`, `unit_init` and `service_init`. */
function execContext(unit: Reading) {
  const { section } = unit;
  const choice = (key: string, initial: string) => word(unit, section, key)?.value ?? initial;
  const mode = last(unit, section, 'UMask', (value) => {
    const found = parseMode(value);
    return typeof found === 'number' ? found : undefined;
  });
  return {
    on: Object.fromEntries(SWITCHES.map((key) => [key, switchOf(unit, key)])) as Record<Switch, boolean>,
    user: text(unit, section, 'User')?.value.text,
    dynamicUser: isSwitchedOn(unit, section, 'DynamicUser'),
    hasSupplementaryGroups: hasWords(unit, section, 'SupplementaryGroups'),
    ambientCapabilities: capabilitySet(unit, 'AmbientCapabilities'),
    capabilityBoundingSet: capabilitySet(unit, 'CapabilityBoundingSet'),
    keyringMode: choice('KeyringMode', unit.type === 'service' ? 'private' : 'shared'),
    protectHome: choice('ProtectHome', 'no'),
    protectSystem: choice('ProtectSystem', 'no'),
    protectProc: choice('ProtectProc', 'default'),
    procSubset: choice('ProcSubset', 'all'),
    rootDirectory: path(unit, section, 'RootDirectory')?.value.text,
    rootImage: path(unit, section, 'RootImage')?.value.text,
    umask: mode?.value ?? 0o022,
    allowedNamespaces: allowedNamespaces(unit),
    restrictedFamilies: restrictedFamilies(unit),
    syscallArchitectures: new Set(wordsOf(unit, section, 'SystemCallArchitectures').map(({ value }) => value)),
    syscallFilter: syscallFilter(unit),
  };
}

function switchOf(unit: Reading, key: Switch): boolean {
  const initial = key === 'PrivateMounts' && unit.version >= PRIVATE_MOUNTS_UNDECIDED;
  return isSwitchedOn(unit, unit.section, key, initial);
}

function cgroupContext(unit: Reading, runsProcesses: boolean) {
  return { delegate: delegates(unit), ip: ipAccess(unit), ...deviceAccess(unit, runsProcesses) };
}

/** `config_parse_delegate` of core/load-fragment.c: nothing, and any list of words, means yes. */
function delegates(unit: Reading): boolean {
  if (!MAY_DELEGATE.includes(unit.type)) return false;
  const values = assignmentsOf(unit, unit.section, 'Delegate').map(({ node }) => node.value.text);
  const value = values.findLast((text) => splitWords(text, undefined, EXTRACT.UNQUOTE).invalid === undefined);
  return value !== undefined && (parseBoolean(value) ?? true);
}
