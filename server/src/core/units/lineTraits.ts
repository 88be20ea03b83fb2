import { allDirectives } from '../knowledge/directives.ts';
import type { UnitAssignment } from './readUnitFile.ts';

/** What the lines of a file, or of a unit, may be about: a bit for each. Without it nobody needs to look closer. */
export const TRAIT = {
  /** How processes run, as far as dependencies follow from it. */
  EXEC: 1 << 0,
  BUS_NAME: 1 << 1,
  /** What is killed when memory runs short. */
  OOMD: 1 << 2,
  /** A value may be so wrong that systemd reads no further. */
  FATAL: 1 << 3,
  /** One `ExecStart=` of a service, with a command in which nothing can be wrong. */
  COMMAND: 1 << 4,
  /** There is something of which it is not plain that systemd takes it. */
  ODD: 1 << 5,
} as const;

/** More that there is to say of the name of a setting alone. */
const KEY = {
  EXEC_LINE: 1 << 6,
  EXEC_START: 1 << 7,
  /** No check looks at it in `[Unit]`. */
  IDLE_IN_UNIT: 1 << 8,
  /** Nothing can be wrong with it in `[Service]`. */
  FINE_IN_SERVICE: 1 << 9,
  RESTART: 1 << 10,
  TYPE: 1 << 11,
} as const;

const OF_KEY_ALONE = TRAIT.EXEC | TRAIT.BUS_NAME | TRAIT.OOMD;

/** The settings that say how processes run and from which dependencies follow. */
const EXEC_SETTINGS: ReadonlySet<string> = new Set([
  'StandardInput',
  'StandardOutput',
  'StandardError',
  'LogNamespace',
  'WorkingDirectory',
  'RootDirectory',
  'RootImage',
  'RootMStack',
  'MountImages',
  'PrivateTmp',
  'DynamicUser',
  'RuntimeDirectory',
  'StateDirectory',
  'CacheDirectory',
  'LogsDirectory',
  'ConfigurationDirectory',
]);

const OOMD_SETTINGS: ReadonlySet<string> = new Set(['ManagedOOMSwap', 'ManagedOOMMemoryPressure', 'OOMRules']);

/** An absolute path and some plain words, in which a command line cannot go wrong. */
const PLAIN_COMMAND = /^(\/(?!\.{1,2}(?:[ /]|$))[\w.+-]+)+( [\w./=:+-]+)*$/;

/** Directives that no check looks at. */
const NEVER_MATTERS =
  /^(Description|Documentation|After|Before|Wants|Requires|Requisite|BindsTo|PartOf|Upholds|Conflicts|(Condition|Assert)\w+)$/;

/** Directives that the checks of a service do not look at, or only beside others that are not among these. */
const HARMLESS: ReadonlySet<string> = new Set([
  'Environment',
  'EnvironmentFile',
  'Group',
  'KillMode',
  'Nice',
  'RemainAfterExit',
  'RestartSec',
  'User',
]);

/** Those that every `Type=` may have. */
const HARMLESS_RESTARTS: ReadonlySet<string> = new Set(['no', 'on-failure', 'on-abnormal', 'on-watchdog', 'on-abort']);
const HARMLESS_TYPES: ReadonlySet<string> = new Set(['simple', 'exec', 'forking', 'oneshot', 'notify']);

/** The traits of these lines together. */
export function traitsOf(lines: readonly UnitAssignment[]): number {
  let traits = 0;
  for (let i = 0; i < lines.length; i++) traits = joinTraits(traits, traitsOfLine(lines[i]!));
  return traits;
}

/** Those of the lines of two files together: a second command is more than nothing to look at. */
export function joinTraits(one: number, other: number): number {
  const both = one | other;
  return (one & other & TRAIT.COMMAND) === 0 ? both : both | TRAIT.ODD;
}

/** Whether a line runs a program, with a command line in which nothing can be wrong. */
export function isPlainCommand(key: string, value: string): boolean {
  return (traitsOfKey(key) & KEY.EXEC_LINE) !== 0 && PLAIN_COMMAND.test(value);
}

/** Whether checks of a unit look at a setting in its section `[Unit]`. */
export function neverMatters(key: string): boolean {
  return (traitsOfKey(key) & KEY.IDLE_IN_UNIT) !== 0;
}

function traitsOfLine({ section, node }: UnitAssignment): number {
  const ofKey = traitsOfKey(node.key);
  const value = node.value.text;
  const isPlain = (ofKey & KEY.EXEC_LINE) !== 0 && PLAIN_COMMAND.test(value);
  const fatal = isPlain ? 0 : ofKey & TRAIT.FATAL;
  return (ofKey & OF_KEY_ALONE) | fatal | oddity(section, ofKey, value, isPlain);
}

function oddity(section: string, ofKey: number, value: string, isPlain: boolean): number {
  if (section === 'Unit') return (ofKey & KEY.IDLE_IN_UNIT) === 0 ? TRAIT.ODD : 0;
  if (section === 'Install') return 0;
  if (section !== 'Service') return TRAIT.ODD;
  if ((ofKey & KEY.EXEC_START) !== 0 && isPlain) return TRAIT.COMMAND;
  return isFineInService(ofKey, value) ? 0 : TRAIT.ODD;
}

function isFineInService(ofKey: number, value: string): boolean {
  if ((ofKey & KEY.FINE_IN_SERVICE) !== 0) return true;
  if ((ofKey & KEY.RESTART) !== 0) return HARMLESS_RESTARTS.has(value);
  return (ofKey & KEY.TYPE) !== 0 && HARMLESS_TYPES.has(value);
}

const known = new Map<string, number>();
const MOST_KNOWN = 5000;

/** The same keys come again and again. */
function traitsOfKey(key: string): number {
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const traits = lookAt(key);
  known.set(key, traits);
  return traits;
}

function lookAt(key: string): number {
  return (
    (EXEC_SETTINGS.has(key) ? TRAIT.EXEC : 0) |
    (key === 'BusName' ? TRAIT.BUS_NAME : 0) |
    (OOMD_SETTINGS.has(key) ? TRAIT.OOMD : 0) |
    (fatalKeys().has(key) ? TRAIT.FATAL : 0) |
    (key.startsWith('Exec') ? KEY.EXEC_LINE : 0) |
    (key === 'ExecStart' ? KEY.EXEC_START : 0) |
    (NEVER_MATTERS.test(key) ? KEY.IDLE_IN_UNIT : 0) |
    (HARMLESS.has(key) ? KEY.FINE_IN_SERVICE : 0) |
    (key === 'Restart' ? KEY.RESTART : 0) |
    (key === 'Type' ? KEY.TYPE : 0)
  );
}

let fatal: ReadonlySet<string> | undefined;

/** The directives that have values at which systemd reads no further, whatever the section and the version. */
function fatalKeys(): ReadonlySet<string> {
  fatal ??= new Set([...allDirectives()].filter((row) => row.fatal).map((row) => row.key));
  return fatal;
}
