import rows from './generated/directives.json' with { type: 'json' };

/** The unit types, named by the suffix of their files. */
export const UNIT_TYPES = [
  'service',
  'socket',
  'target',
  'device',
  'mount',
  'automount',
  'swap',
  'timer',
  'path',
  'slice',
  'scope',
] as const;
export type UnitType = (typeof UNIT_TYPES)[number];

/** The systemd releases that the tables were read from. A release in between counts as the next older one. */
export const KNOWN_VERSIONS = [247, 252, 254, 257, 262] as const;
export const NEWEST_VERSION = 262;

/** How a directive reacts to an empty value: clears what came before, complains, does nothing, or something of its own. */
export type EmptyValue = 'reset' | 'invalid' | 'noop' | 'special';

/** One directive, in all sections in which it is the same thing. */
export interface Directive {
  readonly key: string;
  readonly sections: readonly string[];
  /** What its value is; see facts: `boolean`, `timespan`, `enum:kill_mode`, ... */
  readonly kind: string;
  /** Which function of systemd reads the value, with its argument, from which version on. */
  readonly parsers: Readonly<Record<string, readonly string[]>>;
  /** The version that brought it, as documented. */
  readonly since?: number;
  /** The oldest of the known versions that has it, when it is not in all of them. */
  readonly first?: number;
  /** The oldest of the known versions that no longer has it. */
  readonly removed?: number;
  readonly legacy?: 'alias' | 'ignored' | 'deprecated' | 'removed';
  /** From which version on it is read but has no effect. */
  readonly ignoredSince?: number | 'always';
  readonly renamedTo?: string;
  readonly renamedSection?: string;
  readonly alternatives?: readonly string[];
  readonly documented?: boolean;
  readonly manual?: string;
  /** Whether assignments add up instead of replacing each other. */
  readonly list?: boolean;
  /** Whether one value may hold several words. */
  readonly multi?: boolean;
  readonly empty: EmptyValue;
  /** Which table of specifiers is expanded in the value: `unit`, `unit-name`, `install`, `credential-id`; none without. */
  readonly specifiers?: string;
  readonly constraints?: Readonly<Record<string, unknown>>;
  readonly fatal?: boolean | string;
}

const TABLE = rows as unknown as readonly Directive[];
const bySection = new Map<string, Map<string, Directive>>();
const byKey = new Map<string, Directive[]>();
for (const row of TABLE) {
  for (const section of row.sections) {
    const home = bySection.get(section) ?? new Map<string, Directive>();
    bySection.set(section, home.set(row.key, row));
  }
  push(byKey, row.key, row);
}

/** All directives, each once for every group of sections that share it. */
export function allDirectives(): readonly Directive[] {
  return TABLE;
}

/** The directive of that name in that section, in whatever version; names are case-sensitive. */
export function directive(section: string, key: string): Directive | undefined {
  return bySection.get(section)?.get(key);
}

/** All directives of a section, in whatever version. */
export function directivesOf(section: string): readonly Directive[] {
  return [...(bySection.get(section)?.values() ?? [])];
}

/** All meanings of a name, each with its sections. */
export function directivesNamed(key: string): readonly Directive[] {
  return byKey.get(key) ?? [];
}

/** Whether this version of systemd has the directive in its table (even if only to ignore it). */
export function isKnownTo(row: Directive, version: number): boolean {
  if (row.first !== undefined && version < (row.since ?? row.first) && version < row.first) return false;
  return row.removed === undefined || version < row.removed;
}

/** Whether this version reads the directive but gives it no effect. */
export function isIgnoredBy(row: Directive, version: number): boolean {
  return row.ignoredSince === 'always' || (row.ignoredSince !== undefined && version >= row.ignoredSince);
}

/** A function of systemd that reads values, and its argument (`ltype`; '0' when there is none). */
export interface ValueParser {
  readonly name: string;
  readonly argument: string;
}

const parsersByVersion = new Map<number, Map<Directive, ValueParser>>();

/** The function of systemd that reads the value of the directive in this version. */
export function parserAt(row: Directive, version: number): ValueParser {
  const known = parsersByVersion.get(version) ?? new Map<Directive, ValueParser>();
  parsersByVersion.set(version, known);
  const parser = known.get(row) ?? findParser(row, version);
  known.set(row, parser);
  return parser;
}

function findParser(row: Directive, version: number): ValueParser {
  let best: readonly string[] | undefined;
  for (const [since, parser] of Object.entries(row.parsers)) {
    if (best === undefined || Number(since) <= version) best = parser;
  }
  return { name: best?.[0] ?? '', argument: best?.[1] ?? '0' };
}

/** The section named after the unit type. Those of targets and devices are read, but no directive lives in them. */
export function ownSection(type: UnitType): string {
  return type[0]!.toUpperCase() + type.slice(1);
}

/** The sections that a unit of this type may have, as `UNIT_VTABLE(u)->sections` lists them. */
export function sectionsOf(type: UnitType): readonly string[] {
  return ['Unit', ownSection(type), 'Install'];
}

/** The unit type whose own section this is. */
export function typeOfSection(section: string): UnitType | undefined {
  return UNIT_TYPES.find((type) => ownSection(type) === section);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
