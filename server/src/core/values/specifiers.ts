import table from '../knowledge/generated/specifiers.json' with { type: 'json' };
import { ALPHANUMERICAL } from './charsets.ts';
import { unitNameParts, unitNamePathUnescape, unitNameUnescape } from './unitNames.ts';
import { byteLength } from './utf8.ts';

/** Which table of specifiers holds: `unit_full_printf`, `unit_name_printf`, `install_name_printf`. */
export type SpecifierContext = 'unit' | 'unit-name' | 'install';

/** The most bytes that an expanded text may have, by what it is for. */
export const EXPANDED_MAX = { unit: 1048576, path: 4095, 'unit-name': 256, 'fd-name': 255, credential: 255 } as const;

interface SpecifierRow {
  readonly contexts: readonly SpecifierContext[];
  readonly firstSeenIn?: Readonly<Partial<Record<SpecifierContext, number>>>;
}
const ROWS = table as unknown as Readonly<Record<string, SpecifierRow>>;

/** What the specifiers are expanded for. */
export interface SpecifierScope {
  readonly version: number;
  /** Undefined for a buffer without a name: then one is assumed. */
  readonly unitName: string | undefined;
  readonly unitType: string;
  /** Stands for a machine whose os-release leaves out every field that may be absent. */
  readonly bareOsRelease?: boolean;
}

/** What went wrong: the letter has no meaning here, has none for this unit's name, or the result is too long. */
export interface SpecifierFault {
  readonly fault: 'unknown' | 'unresolvable' | 'too long';
  readonly letter: string;
  readonly start: number;
  readonly end: number;
}

/** The text with stand-ins for what only the machine knows, and which letters were guessed or are deprecated. */
export interface Expanded {
  readonly text: string;
  readonly assumed: readonly string[];
  readonly deprecated: readonly SpecifierFault[];
}
export type Expansion = Expanded | SpecifierFault;

/** Whether the expansion failed. */
export function isFault(expansion: Expansion): expansion is SpecifierFault {
  return 'fault' in expansion;
}

/** Whether this version of systemd knows the letter in that context; `%` counts as known. */
export function isKnownSpecifier(letter: string, context: SpecifierContext, version: number): boolean {
  const row = Object.hasOwn(ROWS, letter) ? ROWS[letter] : undefined;
  return row?.contexts.includes(context) === true && version >= (row.firstSeenIn?.[context] ?? 0);
}

/** Values as the system manager would give them on some machine: each is valid wherever such a value makes sense. */
const STAND_INS: Readonly<Record<string, string>> = {
  a: 'x86-64',
  A: '1',
  b: 'abcdef0123456789abcdef0123456789',
  B: '1',
  C: '/var/cache',
  c: '/unit.service',
  D: '/usr/share',
  E: '/etc',
  G: '0',
  g: 'root',
  H: 'localhost',
  h: '/root',
  l: 'localhost',
  L: '/var/log',
  m: 'abcdef0123456789abcdef0123456789',
  M: 'image',
  o: 'linux',
  q: 'localhost',
  r: '',
  R: '',
  S: '/var/lib',
  s: '/bin/sh',
  T: '/tmp',
  t: '/run',
  U: '0',
  u: 'root',
  v: '6.1.0',
  V: '/var/tmp',
  w: '1',
  W: 'variant',
};
const DEPRECATED = 'crR';
/** Fields of os-release that may be absent: image version, build, image, version, variant. */
const OS_FIELDS = 'ABMwW';

/** Whether the text may hold a specifier that is empty on one machine and not on another. */
export function mayVaryByOsRelease(text: string): boolean {
  return /%[ABMwW]/.test(text);
}

/**
 * `specifier_printf` of shared/specifier.c: replaces `%x` by its value, or by a plausible one where only the running
 * machine knows it. Offsets of a fault are those of the two characters in the text.
 */
export function expandSpecifiers(
  text: string,
  context: SpecifierContext,
  scope: SpecifierScope,
  maxLength: number = EXPANDED_MAX[context === 'unit' ? 'unit' : 'unit-name'],
): Expansion {
  let out = '';
  const assumed: string[] = [];
  const deprecated: SpecifierFault[] = [];
  for (let at = 0; at < text.length; at++) {
    const letter = text[at + 1];
    if (text[at] !== '%' || letter === undefined) {
      out += text[at];
    } else {
      const mark = { letter, start: at, end: at + 2 };
      const value = specifierValue(letter, context, scope);
      if (value === undefined) return { fault: isKnown(letter, context, scope) ? 'unresolvable' : 'unknown', ...mark };
      if (Object.hasOwn(STAND_INS, letter)) assumed.push(letter);
      if (DEPRECATED.includes(letter)) deprecated.push({ fault: 'unresolvable', ...mark });
      out += value;
      at++;
    }
  }
  if (byteLength(out) > maxLength) return { fault: 'too long', letter: '', start: 0, end: text.length };
  return { text: out, assumed, deprecated };
}

function isKnown(letter: string, context: SpecifierContext, scope: SpecifierScope): boolean {
  return isKnownSpecifier(letter, context, scope.version);
}

function specifierValue(letter: string, context: SpecifierContext, scope: SpecifierScope): string | undefined {
  if (letter === '%') return '%';
  // systemd leaves a percent sign alone that no letter or digit follows.
  if (!ALPHANUMERICAL.includes(letter)) return `%${letter}`;
  if (!isKnown(letter, context, scope)) return undefined;
  if (scope.bareOsRelease && OS_FIELDS.includes(letter)) return '';
  if (Object.hasOwn(STAND_INS, letter)) return STAND_INS[letter];
  return nameValue(letter, scope);
}

function nameValue(letter: string, scope: SpecifierScope): string | undefined {
  const name = concreteName(scope);
  const { prefix, instance } = unitNameParts(name) ?? { prefix: name, instance: undefined };
  const last = prefix.slice(prefix.lastIndexOf('-') + 1);
  switch (letter) {
    case 'i':
      return instance ?? '';
    case 'I':
      return unitNameUnescape(instance ?? '');
    case 'j':
      return last;
    case 'J':
      return unitNameUnescape(last);
    case 'n':
      return name;
    case 'N':
      return name.slice(0, name.lastIndexOf('.'));
    case 'p':
      return prefix;
    case 'P':
      return unitNameUnescape(prefix);
    case 'f':
      return unitNamePathUnescape(instance ?? prefix);
    case 'd':
      return `/run/credentials/${name}`;
    case 'y':
      return `/etc/systemd/system/${name}`;
    case 'Y':
      return '/etc/systemd/system';
    default:
      return undefined;
  }
}

/** A template is judged as one of its instances, since a template itself is never loaded. */
function concreteName(scope: SpecifierScope): string {
  const name = scope.unitName;
  const parts = name === undefined ? undefined : unitNameParts(name);
  if (parts === undefined) return `unit.${scope.unitType}`;
  return parts.instance === '' ? `${parts.prefix}@instance.${parts.type}` : name!;
}
