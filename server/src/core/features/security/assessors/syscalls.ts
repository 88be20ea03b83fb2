import type { SecurityInfo, SyscallFilter } from '../info.ts';
import { isNativeSyscall, syscallGroup } from '../syscallGroups.ts';
import type { Assessment, Assessor } from './assessor.ts';

/** Which system calls may be made. */
export const systemCallArchitectures: Assessor = {
  id: 'SystemCallArchitectures=',
  jsonField: 'SystemCallArchitectures',
  weight: 1000,
  range: 10,
  good: 'Makes system calls of the native kind only',
  bad: 'Can make system calls of every kind',
  assess: ({ syscallArchitectures: kinds }) => {
    if (kinds.size === 0) return { badness: 10 };
    if (kinds.size === 1 && kinds.has('native')) return { badness: 0 };
    return { badness: 8, description: 'Can make system calls of other kinds than the native one' };
  },
};

const GROUPS: readonly (readonly [name: string, weight: number])[] = [
  ['swap', 1000],
  ['obsolete', 250],
  ['clock', 1000],
  ['cpu-emulation', 250],
  ['debug', 1000],
  ['mount', 1000],
  ['module', 1000],
  ['raw-io', 1000],
  ['reboot', 1000],
  ['privileged', 700],
  ['resources', 700],
];

export const systemCallFilter: readonly Assessor[] = GROUPS.map(([name, weight]) => ({
  id: `SystemCallFilter=~@${name}`,
  jsonField: `SystemCallFilter_${name.replace('-', '_')}`,
  weight,
  range: 10,
  good: `Cannot make any call of @${name}`,
  bad: 'Can make all system calls',
  assess: (info: SecurityInfo, version: number) => assessSystemCallFilter(info.syscallFilter, `@${name}`, version),
}));

/** `assess_system_call_filter`. */
function assessSystemCallFilter(filter: SyscallFilter, group: string, version: number): Assessment {
  if (!filter.allowList && filter.calls.size === 0) return { badness: 10 };
  const offender = offendingCall(filter, group, version);
  if (offender === undefined) return { badness: 0 };
  const description = `Can make calls of ${group}, such as ${offender}`;
  return { badness: filter.allowList ? 9 : 10, description };
}

/** The first call of the group that the filter lets through: `syscall_names_in_filter`. */
function offendingCall(filter: SyscallFilter, group: string, version: number): string | undefined {
  for (const member of syscallGroup(group, version) ?? []) {
    const offender = member.startsWith('@')
      ? offendingCall(filter, member, version)
      : isNativeSyscall(member, version) && filter.calls.has(member) === filter.allowList
        ? member
        : undefined;
    if (offender !== undefined) return offender;
  }
  return undefined;
}
