import type { Assessor } from './assessor.ts';
import { capabilityBoundingSet } from './capabilities.ts';
import { deviceAllow, privateDevices } from './devices.ts';
import * as files from './files.ts';
import * as identity from './identity.ts';
import * as kernel from './kernel.ts';
import { restrictNamespaces } from './namespaces.ts';
import { addressFamilies, ipAddressDeny, privateNetwork } from './network.ts';
import { systemCallArchitectures, systemCallFilter } from './syscalls.ts';

/** All respects in which a unit is judged, in the order of systemd's `security_assessor_table`. */
export const ASSESSORS: readonly Assessor[] = [
  identity.user,
  identity.supplementaryGroups,
  privateDevices,
  files.privateMounts,
  privateNetwork,
  files.privateTmp,
  kernel.privateUsers,
  kernel.protectControlGroups,
  kernel.protectKernelModules,
  kernel.protectKernelTunables,
  kernel.protectKernelLogs,
  kernel.protectClock,
  files.protectHome,
  kernel.protectHostname,
  files.protectSystem,
  files.rootDirectory,
  kernel.lockPersonality,
  kernel.memoryDenyWriteExecute,
  kernel.noNewPrivileges,
  ...capabilityBoundingSet,
  files.umask,
  identity.keyringMode,
  kernel.protectProc,
  kernel.procSubset,
  identity.notifyAccess,
  identity.removeIpc,
  identity.delegate,
  kernel.restrictRealtime,
  files.restrictSuidSgid,
  ...restrictNamespaces,
  ...addressFamilies,
  systemCallArchitectures,
  ...systemCallFilter,
  ipAddressDeny,
  deviceAllow,
  identity.ambientCapabilities,
];
