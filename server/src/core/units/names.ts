import { UNIT_TYPES, type UnitType } from '../knowledge/directives.ts';
import { type UnitNameForm, type UnitNameParts, unitNameForm, unitNameParts } from '../values/unitNames.ts';

/** A valid unit name, taken apart. */
export interface KnownName extends UnitNameParts {
  readonly form: UnitNameForm;
  /** The template of an instance, and of a template itself: unit-name.c, `unit_name_template`. */
  readonly template: string | undefined;
}

/** The name that was asked for last: while a unit is loaded it is nearly always the same one. */
let lastPlain: { readonly name: string; readonly parts: KnownName } | undefined;
const known = new Map<string, KnownName | undefined>();
const MOST_KNOWN = 50_000;

/** Takes a name apart; undefined when it can be no unit's. Quick, as loading asks for the same names all the time. */
export function unitName(name: string): KnownName | undefined {
  if (name === lastPlain?.name) return lastPlain.parts;
  const plain = plainName(name);
  if (plain) {
    lastPlain = { name, parts: plain };
    return plain;
  }
  const before = known.get(name);
  if (before || known.has(name)) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const parts = takeApart(name);
  known.set(name, parts);
  return parts;
}

/** The template of a name; undefined when it is a plain one or none at all. */
export function unitNameTemplate(name: string): string | undefined {
  return unitName(name)?.template;
}

const TYPES: ReadonlyMap<string, UnitType> = new Map(UNIT_TYPES.map((type) => [type, type]));
/** For each character below 128 whether names may have it, as `VALID_CHARS` of unit-name.c has them, `@` apart. */
const VALID = Array.from({ length: 128 }, (_, code) => /[A-Za-z0-9:_.\\-]/.test(String.fromCharCode(code)));
/** No longer than any name may be, whatever its suffix. */
const SURELY_SHORT = 240;

/** The parts of a plain name without oddities, as nearly all are; undefined when it takes a closer look. */
function plainName(name: string): KnownName | undefined {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || dot > SURELY_SHORT) return undefined;
  for (let i = 0; i < dot; i++) if (VALID[name.charCodeAt(i)] !== true) return undefined;
  const type = TYPES.get(name.slice(dot + 1));
  return type && { prefix: name.slice(0, dot), instance: undefined, type, form: 'plain', template: undefined };
}

function takeApart(name: string): KnownName | undefined {
  const form = unitNameForm(name);
  if (form === undefined) return undefined;
  const parts = unitNameParts(name)!;
  const template = form === 'plain' ? undefined : `${parts.prefix}@.${parts.type}`;
  return { ...parts, form, template };
}
