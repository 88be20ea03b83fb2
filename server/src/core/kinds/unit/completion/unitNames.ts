import type { Directive, UnitType } from '../../../knowledge/directives.ts';
import { specialUnits, typeOfUnit } from '../../../knowledge/specialUnits.ts';
import type { Span } from '../../../text/span.ts';
import type { Completion, Context } from '../../kind.ts';
import type { UnitDocument } from '../document.ts';
import { sourceOf, type ValuePlace } from './values.ts';

/** Directives whose value is made of unit names. */
export function takesUnitNames(row: Directive): boolean {
  return row.kind === 'unit-list' || row.kind === 'unit-name';
}

/** Units of the workspace, then those that systemd knows; only of the types that the directive takes. */
export function completeUnitNames(
  document: UnitDocument,
  place: ValuePlace,
  row: Directive,
  word: Span,
  context: Context,
): Completion[] {
  const types = row.constraints?.unitTypes as readonly UnitType[] | undefined;
  const taken = new Set(place.node.value.text.split(/\s+/));
  const own = document.identity.name;
  const names = new Map<string, { detail: string; rank: string }>();
  for (const unit of context.workspace.units.values())
    names.set(unit.name, { detail: unit.description ?? '', rank: '0' });
  for (const unit of specialUnits()) {
    if (unit.scope !== 'user' && !names.has(unit.name)) names.set(unit.name, { detail: 'known to systemd', rank: '1' });
  }
  const typed = place.node.value.text.slice(word.start, place.at);
  return [...names]
    .filter(([name]) => name !== own && (!taken.has(name) || name === typed))
    .filter(([name]) => types === undefined || types.includes(typeOfUnit(name)!))
    .map(([name, { detail, rank }]) => ({
      label: name,
      kind: 'unit' as const,
      edit: { span: sourceOf(place, word), newText: name },
      detail,
      documentationKey: `unit:${name}`,
      rank: `${rank}${name}`,
    }));
}
