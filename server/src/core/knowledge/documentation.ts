import directivesExec from './docs/en/directives-exec.json' with { type: 'json' };
import directivesLegacy from './docs/en/directives-legacy.json' with { type: 'json' };
import directivesResource from './docs/en/directives-resource.json' with { type: 'json' };
import directivesService from './docs/en/directives-service.json' with { type: 'json' };
import directivesSocket from './docs/en/directives-socket.json' with { type: 'json' };
import directivesTimer from './docs/en/directives-timer-path-mount.json' with { type: 'json' };
import directivesUnit from './docs/en/directives-unit.json' with { type: 'json' };
import sections from './docs/en/sections.json' with { type: 'json' };
import specialUnits from './docs/en/special-units.json' with { type: 'json' };
import specifiers from './docs/en/specifiers.json' with { type: 'json' };
import valuesExec from './docs/en/values-exec.json' with { type: 'json' };
import valuesService from './docs/en/values-service.json' with { type: 'json' };
import valuesUnit from './docs/en/values-unit.json' with { type: 'json' };

/** A documentation text in parts, all of them Markdown. */
export interface Documentation {
  /** One sentence: what it does. */
  readonly summary: string;
  readonly details?: string;
  /** What holds when it is not set. */
  readonly default?: string;
  /** The unit of measure of a bare number. */
  readonly unit?: string;
  /** The mistake that people make. */
  readonly trap?: string;
}

type Texts = Readonly<Record<string, Documentation>>;
type ValueTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

const DIRECTIVES: readonly Texts[] = [
  directivesUnit,
  directivesService,
  directivesExec,
  directivesResource,
  directivesSocket,
  directivesTimer,
  directivesLegacy,
];
const VALUES: readonly ValueTexts[] = [valuesUnit, valuesService, valuesExec];

/** The text of a directive: one written for its section, else the one all sections share. */
export function directiveText(section: string, key: string): Documentation | undefined {
  return find(`${section}.${key}`) ?? find(key);
}

/** The text of a section, or of a unit type without a section of its own (`Target`, `Device`). */
export function sectionText(name: string): Documentation | undefined {
  return own(sections as Texts, name);
}

/** The text of a specifier, named by its letter. */
export function specifierText(letter: string): Documentation | undefined {
  return own(specifiers as Texts, letter);
}

/** The text of a unit that systemd knows by name; instances are looked up by their template. */
export function specialUnitText(name: string): Documentation | undefined {
  return own(specialUnits as Texts, name) ?? own(specialUnits as Texts, name.replace(/@[^.]*\./, '@.'));
}

/** What a word of an enumeration means. */
export function valueText(enumeration: string, value: string): string | undefined {
  for (const texts of VALUES) {
    const found = own(texts, enumeration);
    if (found && Object.hasOwn(found, value)) return found[value];
  }
  return undefined;
}

function find(key: string): Documentation | undefined {
  for (const texts of DIRECTIVES) {
    const found = own(texts, key);
    if (found) return found;
  }
  return undefined;
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
