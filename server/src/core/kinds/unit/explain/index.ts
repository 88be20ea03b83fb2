import { explainPrefixes } from './addressPrefixes.ts';
import type { Ask, Explainer } from './ask.ts';
import { explainBindPaths, explainDirectories, explainPaths } from './bindPaths.ts';
import { explainCalendar } from './calendar.ts';
import { explainCommandLine } from './commandLine.ts';
import { explainCondition } from './condition.ts';
import { explainCpuSet } from './cpuSet.ts';
import { explainDeviceAllow, explainDeviceLimit } from './devices.ts';
import { explainEnvironment, explainEnvironmentNames, explainJournalFields } from './environment.ts';
import { explainLimit } from './limits.ts';
import { explainMode } from './mode.ts';
import { explainPercent, explainPercentOrSize, explainSize, explainTasks } from './size.ts';
import { explainNetlink, explainSocketAddress } from './socketAddress.ts';
import { explainSignal, explainStatuses } from './statuses.ts';
import { explainSyscalls } from './syscalls.ts';
import { explainTimespan } from './timespan.ts';
import { explainGroup, explainUser } from './users.ts';
import { explainCapabilities, explainFamilies, explainFileSystems } from './wordLists.ts';

/** By the kind of the value, without the enumeration behind its colon. */
const EXPLAINERS: Readonly<Record<string, Explainer>> = {
  'address-families': explainFamilies,
  'bind-paths': explainBindPaths,
  calendar: explainCalendar,
  'capability-set': explainCapabilities,
  'command-line': explainCommandLine,
  'condition-path': explainCondition,
  'condition-string': explainCondition,
  'cpu-set': explainCpuSet,
  'device-allow': explainDeviceAllow,
  environment: explainEnvironment,
  'environment-names': explainEnvironmentNames,
  'environment-names-or-assignments': explainEnvironmentNames,
  'exec-directories': explainDirectories,
  'exit-status-set': explainStatuses,
  'filesystem-list': explainFileSystems,
  group: explainGroup,
  'io-device-limit': explainDeviceLimit,
  'ip-prefix-list': explainPrefixes,
  'journal-fields': explainJournalFields,
  mode: explainMode,
  'netlink-address': explainNetlink,
  'numa-mask': explainCpuSet,
  'path-list': explainPaths,
  percent: explainPercent,
  'percent-or-integer': explainTasks,
  'percent-or-size': explainPercentOrSize,
  rlimit: explainLimit,
  signal: explainSignal,
  size: explainSize,
  'socket-address': explainSocketAddress,
  'syscall-filter': explainSyscalls,
  timespan: explainTimespan,
  user: explainUser,
};

/** What a whole value means, in Markdown; undefined where there is no more to say than it says itself. */
export function explainValue(ask: Ask): string | undefined {
  if (ask.value === '') return undefined;
  const kind = ask.row.kind.replace(/:.*$/, '');
  return Object.hasOwn(EXPLAINERS, kind) ? EXPLAINERS[kind]!(ask) : undefined;
}
