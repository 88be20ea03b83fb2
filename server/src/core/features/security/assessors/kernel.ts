import { type Assessor, switchedOn, yesOrNo } from './assessor.ts';

/** What of the kernel and of other processes is within reach. */
export const protectControlGroups = switchedOn('ProtectControlGroups', 1000, [
  'Cannot change control groups',
  'Can change control groups',
]);

export const protectKernelModules = switchedOn('ProtectKernelModules', 1000, [
  'Cannot load kernel modules nor read them',
  'Can load kernel modules and read them',
]);

export const protectKernelTunables = switchedOn('ProtectKernelTunables', 1000, [
  'Cannot set kernel parameters (/proc/sys, /sys and such)',
  'Can set kernel parameters (/proc/sys, /sys and such)',
]);

export const protectKernelLogs = switchedOn('ProtectKernelLogs', 1000, [
  'Cannot read or write the kernel log',
  'Can read and write the kernel log',
]);

export const protectClock = switchedOn('ProtectClock', 1000, ['Cannot set the clocks', 'Can set the clocks']);

export const protectHostname = switchedOn('ProtectHostname', 50, [
  'Cannot change the host name',
  'Can change the host name',
]);

export const lockPersonality = switchedOn('LockPersonality', 100, [
  'Cannot change its execution domain',
  'Can change its execution domain',
]);

export const memoryDenyWriteExecute = switchedOn('MemoryDenyWriteExecute', 100, [
  'Cannot map memory that is both writable and executable',
  'Can map memory that is both writable and executable',
]);

export const noNewPrivileges = switchedOn('NoNewPrivileges', 1000, [
  'Cannot gain privileges by running a program',
  'Can gain privileges by running a program',
]);

export const restrictRealtime = switchedOn('RestrictRealtime', 500, [
  'Cannot use realtime scheduling',
  'Can use realtime scheduling',
]);

export const privateUsers = switchedOn('PrivateUsers', 1000, [
  'Has users of its own, apart from those of the host',
  'Has the users of the host',
]);

export const protectProc: Assessor = {
  id: 'ProtectProc=',
  jsonField: 'ProtectProc',
  weight: 1000,
  range: 3,
  good: "Sees little of other users' processes",
  bad: 'Sees all processes',
  assess: ({ protectProc: mode }) => {
    if (mode === 'noaccess') return { badness: 1, description: "Sees other users' processes, but no details of them" };
    return { badness: mode === 'invisible' || mode === 'ptraceable' ? 0 : 3 };
  },
};

export const procSubset = yesOrNo(
  'ProcSubset=',
  10,
  ['Sees nothing but processes in /proc', 'Sees all files in /proc'],
  (info) => info.procSubset === 'pid',
);
