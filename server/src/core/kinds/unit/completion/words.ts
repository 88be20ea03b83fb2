import { conditionOf } from '../../../knowledge/conditions.ts';
import type { Directive } from '../../../knowledge/directives.ts';
import { enumeration, enumOfKind, enumValues } from '../../../knowledge/enums.ts';
import { isKnownSyscall } from '../../../values/resource/syscallNames.ts';

/** A word that a value may hold. */
export interface Word {
  readonly text: string;
  /** Names its documentation text, as `value:ENUM:WORD`. */
  readonly key?: string;
}

const ERRNO = [
  'EPERM',
  'ENOENT',
  'EINTR',
  'EIO',
  'EAGAIN',
  'ENOMEM',
  'EACCES',
  'EINVAL',
  'ENOSYS',
  'ECANCELED',
  'EILSEQ',
];
const SPANS = ['0', '100ms', '1s', '5s', '10s', '30s', '1min', '90s', '5min', '15min', '1h', '12h', '1d', '1w'];
const SIZES = ['64K', '1M', '16M', '64M', '128M', '256M', '512M', '1G', '2G', '4G', '8G'];
const PERCENTAGES = ['10%', '25%', '50%', '75%', '80%', '90%', '100%'];
const CALENDAR = ['minutely', 'hourly', 'daily', 'weekly', 'monthly', 'quarterly', 'semiannually', 'yearly'];
const CALENDAR_FORMS = ['*-*-* 03:00:00', 'Mon..Fri *-*-* 08:00:00', '*-*-01 00:00:00', '*:0/15'];

/** Fixed words for kinds of values that are no enumeration. */
const BY_KIND: Readonly<Record<string, readonly string[]>> = {
  boolean: ['yes', 'no', 'true', 'false', 'on', 'off', '1', '0'],
  tristate: ['yes', 'no', 'true', 'false', 'on', 'off', '1', '0'],
  timespan: [...SPANS, 'infinity'],
  size: SIZES,
  percent: PERCENTAGES,
  'percent-or-size': [...SIZES, ...PERCENTAGES, 'infinity'],
  'percent-or-integer': ['512', '4096', ...PERCENTAGES, 'infinity'],
  rlimit: ['infinity', '1024', '4096:524288', '1G'],
  calendar: [...CALENDAR, ...CALENDAR_FORMS],
  mode: ['0022', '0027', '0077', '0600', '0640', '0644', '0660', '0700', '0750', '0755'],
  errno: [...ERRNO, 'kill'],
  nice: ['-20', '-10', '-5', '0', '5', '10', '15', '19'],
  'oom-score-adjust': ['-1000', '-900', '-500', '0', '500', '1000'],
  ioprio: ['0', '1', '2', '3', '4', '5', '6', '7'],
  'url-list': ['man:', 'https://', 'http://', 'file:/', 'info:'],
  'ip-prefix-list': ['any', 'localhost', 'link-local', 'multicast', '10.0.0.0/8', '192.168.0.0/16'],
  'cpu-set': ['0', '0-3', '0,2'],
  'device-allow': ['char-*', 'block-*', '/dev/null rw', '/dev/tty rw', 'char-pts rw'],
};

/** Enumerations behind kinds that do not name theirs. */
const ENUMS_OF_KIND: Readonly<Record<string, readonly string[]>> = {
  signal: ['signal'],
  'capability-set': ['capability'],
  'syscall-filter': ['syscall_group', 'syscall'],
  'address-families': ['address_family_name'],
  'exit-status-set': ['exit_status', 'signal'],
  'filesystem-list': ['filesystem_group', 'filesystem'],
};

/** Words for the arguments of conditions that are no enumeration. */
const BY_CONDITION: Readonly<Record<string, readonly string[]>> = {
  boolean: ['yes', 'no'],
  'integer-comparison': ['>= 2', '> 1', '= 4', '< 8'],
  'size-comparison': ['>= 1G', '>= 4G', '< 512M'],
  'version-comparison': ['>= 5.10', '>= 6.1'],
  'cgroup-controllers': ['v2', 'v1', 'cpu', 'memory', 'io', 'pids'],
  pressure: ['10%', '20%/1min', 'system.slice:10%/5min'],
  'os-release-comparison': ['ID=debian', 'VERSION_ID>=12'],
  'user-or-word': ['root', '@system', '0'],
  group: ['root', 'adm', '0'],
};

/** The words a directive's value may hold in this version; judged by the caller before they are offered. */
export function wordsOf(row: Directive, version: number): Word[] {
  const condition = row.kind.startsWith('condition') ? conditionOf(row.key) : undefined;
  const kind = condition?.kind ?? row.kind;
  const named = enumOfKind(kind);
  const names = named ? [named] : (ENUMS_OF_KIND[kind] ?? []);
  const words = names.flatMap((name) => enumWords(name, version));
  const fixed = (condition ? BY_CONDITION[kind] : BY_KIND[kind]) ?? [];
  const subjects = (condition?.details?.subjects as readonly string[] | undefined) ?? [];
  const booleans = kind.startsWith('boolean-or') || takesBoolean(named) ? ['yes', 'no'] : [];
  const forms = subjects.map((subject) => (subject === 'systemd' ? `systemd >= ${version}` : `${subject} >= 6.1`));
  return [...words, ...[...fixed, ...forms, ...booleans].filter(unlessIn(words)).map((text) => ({ text }))];
}

function enumWords(name: string, version: number): Word[] {
  const table = enumeration(name);
  if (!table) return [];
  const prefix = name === 'signal' ? 'SIG' : '';
  const special = table.specialWords ?? [];
  const forms = (table.prefixForms ?? []).map((form) => ({ text: form }));
  const known = enumValues(name, version).filter((word) => name !== 'syscall' || isKnownSyscall(word, version));
  const words = [...known, ...special].map((word) => ({
    text: prefix + word,
    key: `value:${name}:${word}`,
  }));
  // `file` alone is refused where `file:PATH` is what is meant.
  const bare = new Set(forms.map((form) => form.text.slice(0, -1)));
  return [...words.filter((word) => !bare.has(word.text) || word.text === 'fd'), ...forms];
}

function takesBoolean(name: string | undefined): boolean {
  return name !== undefined && Boolean(enumeration(name)?.acceptsBoolean);
}

function unlessIn(words: readonly Word[]): (text: string) => boolean {
  const have = new Set(words.map((word) => word.text));
  return (text) => !have.has(text);
}
