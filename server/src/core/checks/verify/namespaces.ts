import { parseBoolean } from '../../values/boolean.ts';
import type { Reading } from './reading.ts';
import { isRefused } from './refused.ts';
import { hasWords, isOn, last, path, text, word } from './settings.ts';

/** Settings whose words each ask for a mount namespace. */
const LISTS: readonly (readonly string[])[] = [
  ['ReadWritePaths', 'ReadWriteDirectories'],
  ['ReadOnlyPaths', 'ReadOnlyDirectories'],
  ['InaccessiblePaths', 'InaccessibleDirectories'],
  ['ExecPaths'],
  ['NoExecPaths'],
  ['BindPaths', 'BindReadOnlyPaths'],
  ['TemporaryFileSystem'],
  ['MountImages'],
  ['ExtensionImages'],
  ['ExtensionDirectories'],
];

/** Settings that ask for one unless they have this value. */
const UNLESS: readonly (readonly [key: string, harmless: string])[] = [
  ['ProtectSystem', 'no'],
  ['ProtectHome', 'no'],
  ['ProtectControlGroups', 'no'],
  ['ProtectProc', 'default'],
  ['ProcSubset', 'all'],
  ['PrivateBPF', 'no'],
  ['PrivatePIDs', 'no'],
  ['MountFlags', 'shared'],
];

const SWITCHES = [
  'PrivateDevices',
  'ProtectKernelTunables',
  'ProtectKernelModules',
  'ProtectKernelLogs',
  'PrivateIPC',
  'DynamicUser',
];

const DIRECTORIES = ['RuntimeDirectory', 'StateDirectory', 'CacheDirectory', 'LogsDirectory', 'ConfigurationDirectory'];

/**
 * The setting for which the processes of a unit get a mount namespace of their own, undefined when there is none:
 * `exec_needs_mount_namespace` of core/execute.c (257 and 262), with what `unit_patch_contexts` implies for dynamic users.
 */
export function needsMountNamespace(unit: Reading): string | undefined {
  const { section } = unit;
  const given = (key: string) => path(unit, section, key) !== undefined;
  return (
    ['RootImage', 'RootMStack', 'IPCNamespacePath'].find(given) ??
    LISTS.find((keys) => hasWords(unit, section, keys))?.[0] ??
    UNLESS.find(([key, harmless]) => (word(unit, section, key)?.value ?? harmless) !== harmless)?.[0] ??
    SWITCHES.find((key) => isOn(unit, section, key)) ??
    (privateTmp(unit) ? 'PrivateTmp' : undefined) ??
    (privateMounts(unit) ? 'PrivateMounts' : undefined) ??
    (ownRoot(unit) ? 'RootDirectory' : undefined) ??
    (logSockets(unit) ? 'BindLogSockets' : undefined) ??
    DIRECTORIES.find((key) => hasReadOnlyDirectory(unit, key))
  );
}

/** Before 262 a `connected` one counted only once the directories were made. */
function privateTmp(unit: Reading): boolean {
  const value = word(unit, unit.section, 'PrivateTmp')?.value ?? 'no';
  return unit.version >= 262 ? value !== 'no' : value === 'disconnected';
}

/** Unset, it follows the network namespace. */
function privateMounts(unit: Reading): boolean {
  const { section } = unit;
  const explicit = last(unit, section, 'PrivateMounts', parseBoolean)?.value;
  return (
    explicit ?? (isOn(unit, section, 'PrivateNetwork') || path(unit, section, 'NetworkNamespacePath') !== undefined)
  );
}

function ownRoot(unit: Reading): boolean {
  if (!path(unit, unit.section, 'RootDirectory')) return false;
  return mountApiVfs(unit) || DIRECTORIES.some((key) => hasWords(unit, unit.section, key));
}

/** `exec_context_get_effective_mount_apivfs`; root images were looked at before. */
function mountApiVfs(unit: Reading): boolean {
  const explicit = last(unit, unit.section, 'MountAPIVFS', parseBoolean)?.value;
  return explicit ?? (path(unit, unit.section, 'RootDirectory')?.value.text ?? '/') !== '/';
}

/** `exec_context_get_effective_bind_log_sockets`; private devices were looked at before. */
function logSockets(unit: Reading): boolean {
  if (text(unit, unit.section, 'LogNamespace')) return true;
  return last(unit, unit.section, 'BindLogSockets', parseBoolean)?.value ?? mountApiVfs(unit);
}

function hasReadOnlyDirectory(unit: Reading, key: string): boolean {
  const found = last(unit, unit.section, key, (value, one) => (isRefused(one) ? undefined : /:ro(\s|$)/.test(value)));
  return found?.value === true;
}
