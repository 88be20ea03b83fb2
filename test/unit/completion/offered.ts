import type { Completion } from '../../../server/src/core/kinds/kind.ts';
import { completeUnit } from '../../../server/src/core/kinds/unit/completion/index.ts';
import {
  type Directive,
  directivesOf,
  isKnownTo,
  sectionsOf,
  UNIT_TYPES,
  type UnitType,
} from '../../../server/src/core/knowledge/directives.ts';
import { contextOf, unitOf, type Where } from '../marked.ts';

/** The unit name of a type that tests use; mounts and swaps are named after what they mount. */
export function nameOf(type: UnitType): string {
  return type === 'mount' || type === 'automount'
    ? `srv-data.${type}`
    : type === 'swap'
      ? 'dev-sda2.swap'
      : `test.${type}`;
}

/** Every directive of every section of every unit type that this version knows; shared sections once. */
export function* everyDirective(version: number): Generator<{ type: UnitType; section: string; row: Directive }> {
  const done = new Set<string>();
  for (const type of UNIT_TYPES) {
    for (const section of sectionsOf(type)) {
      if (done.has(section)) continue;
      done.add(section);
      for (const row of directivesOf(section)) if (isKnownTo(row, version)) yield { type, section, row };
    }
  }
}

/** What is offered right behind `KEY=`. */
export function offeredFor(section: string, key: string, where: Where): Completion[] {
  const text = `[${section}]\n${key}=`;
  return completeUnit(unitOf(text, where), text.length, contextOf(where));
}

/** Whether an offer is a whole value: not the start of a longer one, and not a path. */
export function isWhole({ kind, edit }: Completion): boolean {
  return kind !== 'path' && !/[:/=]$/.test(edit.newText);
}
