import table from './generated/enums.json' with { type: 'json' };

/** A closed set of words. */
export interface Enumeration {
  readonly values: readonly string[];
  readonly aliases?: Readonly<Record<string, string>>;
  /** Words that still work but should be replaced by the word they map to. */
  readonly obsolete?: Readonly<Record<string, string>>;
  /** What a boolean stands for; `true` alone when booleans are simply taken. */
  readonly acceptsBoolean?: boolean | Readonly<Record<string, string>>;
  readonly acceptsInteger?: boolean;
  readonly specialWords?: readonly string[];
  readonly invertPrefix?: string;
  readonly caseInsensitive?: boolean;
  readonly members?: Readonly<Record<string, readonly string[]>>;
  readonly since?: Readonly<Record<string, number>>;
  readonly firstSeenIn?: Readonly<Record<string, number>>;
  readonly tableFirstSeenIn?: number;
  readonly number?: Readonly<Record<string, number>>;
  readonly class?: Readonly<Record<string, string>>;
  readonly removedValues?: Readonly<Record<string, unknown>> | readonly string[];
  readonly microseconds?: Readonly<Record<string, number>>;
  readonly prefixForms?: readonly string[];
  /** Words with an argument in parentheses: `smbios-field(…)`. */
  readonly functionForms?: readonly string[];
}

const TABLE = table as unknown as Readonly<Record<string, Enumeration>>;

/** The enumeration of that name. */
export function enumeration(name: string): Enumeration | undefined {
  return TABLE[name];
}

/** The words of the enumeration that this version has. */
export function enumValues(name: string, version: number): readonly string[] {
  const found = TABLE[name];
  if (!found) return [];
  return found.values.filter((value) => version >= (found.firstSeenIn?.[value] ?? 0));
}

/** The enumeration that a value kind names: `enum:kill_mode` names `kill_mode`. */
export function enumOfKind(kind: string): string | undefined {
  const colon = kind.indexOf(':');
  return colon < 0 ? undefined : kind.slice(colon + 1);
}
