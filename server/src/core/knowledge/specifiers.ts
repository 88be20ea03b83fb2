import table from './generated/specifiers.json' with { type: 'json' };

/** In which values a specifier is expanded: see `Directive.specifiers`. */
export type SpecifierContext = 'unit' | 'unit-name' | 'install';

interface Specifier {
  readonly contexts: readonly string[];
  readonly since?: number;
  readonly firstSeenIn?: Readonly<Record<string, number>>;
  readonly deprecated?: boolean;
}

const TABLE = table as unknown as Readonly<Record<string, Specifier>>;

/** The letters that a context of this version knows. */
export function specifierLetters(context: SpecifierContext, version: number): string[] {
  return Object.entries(TABLE)
    .filter(([, row]) => row.contexts.includes(context) && version >= (row.firstSeenIn?.[context] ?? 0))
    .map(([letter]) => letter);
}

/** Whether the letter is one that should no longer be used. */
export function isDeprecatedSpecifier(letter: string): boolean {
  return TABLE[letter]?.deprecated === true;
}
