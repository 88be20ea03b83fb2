import { unitNameParts } from '../../values/unitNames.ts';
import { isValidUserGroupName } from '../../values/users.ts';
import { capabilityMask } from './capabilities.ts';
import type { SecurityInfo, Switch } from './info.ts';

/** Capabilities that a setting takes away. */
const TAKEN: readonly (readonly [Switch, bigint])[] = [
  ['PrivateDevices', capabilityMask('CAP_MKNOD', 'CAP_SYS_RAWIO')],
  ['ProtectKernelModules', capabilityMask('CAP_SYS_MODULE')],
  ['ProtectKernelLogs', capabilityMask('CAP_SYSLOG')],
  ['ProtectClock', capabilityMask('CAP_SYS_TIME', 'CAP_WAKE_ALARM')],
];

/** What settings imply about others, for units that run processes: `unit_patch_contexts` of core/unit.c. */
export function unitPatchContexts(info: SecurityInfo, unitName: string): SecurityInfo {
  const taken = TAKEN.filter(([key]) => info.on[key]).reduce((mask, [, bits]) => mask | bits, 0n);
  const patched = { ...info, capabilityBoundingSet: info.capabilityBoundingSet & ~taken };
  return info.dynamicUser ? withDynamicUser(patched, unitName) : patched;
}

/** A dynamic user may leave nothing behind. */
function withDynamicUser(info: SecurityInfo, unitName: string): SecurityInfo {
  return {
    ...info,
    user: info.user ?? userFromUnitName(unitName),
    on: { ...info.on, PrivateTmp: true, RemoveIPC: true, NoNewPrivileges: true, RestrictSUIDSGID: true },
    protectSystem: 'strict',
    protectHome: info.protectHome === 'no' ? 'read-only' : info.protectHome,
  };
}

/** `user_from_unit_name`: the name of the unit, or one made of its hash. Which one does not matter here. */
function userFromUnitName(unitName: string): string {
  const prefix = unitNameParts(unitName)?.prefix ?? '';
  return isValidUserGroupName(prefix) ? prefix : '_du0000000000000000';
}
