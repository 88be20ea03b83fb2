import { UNIT_TYPES, type UnitType } from '../knowledge/directives.ts';
import { type UnitNameForm, type UnitNameParts, unitNameForm, unitNameParts } from '../values/unitNames.ts';

/** A valid unit name, taken apart. */
export interface KnownName extends UnitNameParts {
  readonly form: UnitNameForm;
  /** The template of an instance, and of a template itself: unit-name.c, `unit_name_template`. */
  readonly template: string | undefined;
}

/** The name that was asked for last: while a unit is loaded it is nearly always the same one. */
let lastName: string | undefined;
let lastParts: KnownName | undefined;
const known = new Map<string, KnownName | undefined>();
const MOST_KNOWN = 50_000;

/** Takes a name apart; undefined when it can be no unit's. Quick, as loading asks for the same names all the time. */
export function unitName(name: string): KnownName | undefined {
  if (name === lastName) return lastParts;
  const plain = plainName(name);
  if (plain) {
    lastName = name;
    lastParts = plain;
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

/** For each character below 128 whether names may have it, as `VALID_CHARS` of unit-name.c has them, `@` apart. */
const VALID = Array.from({ length: 128 }, (_, code) => /[A-Za-z0-9:_.\\-]/.test(String.fromCharCode(code)));
/** No longer than any name may be, whatever its suffix. */
const SURELY_SHORT = 240;

/** The parts of a plain name without oddities, as nearly all are; undefined when it takes a closer look. */
function plainName(name: string): KnownName | undefined {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || dot > SURELY_SHORT) return undefined;
  for (let i = 0; i < dot; i++) if (VALID[name.charCodeAt(i)] !== true) return undefined;
  const type = typeAt(name, dot + 1);
  return type && { prefix: name.slice(0, dot), instance: undefined, type, form: 'plain', template: undefined };
}

/** The type that is the rest of a name. */
function typeAt(name: string, from: number): UnitType | undefined {
  const length = name.length - from;
  for (let i = 0; i < UNIT_TYPES.length; i++) {
    const type = UNIT_TYPES[i]!;
    if (type.length === length && name.startsWith(type, from)) return type;
  }
  return undefined;
}

function takeApart(name: string): KnownName | undefined {
  const form = unitNameForm(name);
  if (form === undefined) return undefined;
  const parts = unitNameParts(name)!;
  const template = form === 'plain' ? undefined : `${parts.prefix}@.${parts.type}`;
  return { ...parts, form, template };
}
