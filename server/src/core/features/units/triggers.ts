import { ownSection } from '../../knowledge/directives.ts';
import { type LoadedUnit, loadUnit } from '../../units/load.ts';
import { parseBoolean } from '../../values/boolean.ts';
import { unitNameParts } from '../../values/unitNames.ts';
import type { UnitIndex } from './unitIndex.ts';

/** The unit that another one starts without naming it. */
export interface ImpliedTrigger {
  readonly name: string;
  /** The directive that would name it. */
  readonly key: 'Unit' | 'Service' | 'Where';
}

/**
 * The unit that a timer, path, socket or automount starts when no directive names it: the one of its own name.
 * core/timer.c, path.c, socket.c `..._add_default_dependencies` and `socket_instantiate_service`.
 */
export function impliedTrigger(unit: LoadedUnit): ImpliedTrigger | undefined {
  const parts = unitNameParts(unit.id);
  if (!parts || unit.masked || unit.loadState === 'not-found') return undefined;
  const stem = unit.id.slice(0, unit.id.lastIndexOf('.'));
  if (unit.type === 'automount') return { name: `${stem}.mount`, key: 'Where' };
  if (unit.type === 'timer' || unit.type === 'path') {
    return settingOf(unit, 'Unit') ? undefined : { name: `${stem}.service`, key: 'Unit' };
  }
  if (unit.type !== 'socket') return undefined;
  if (parseBoolean(settingOf(unit, 'Accept') ?? '') === true)
    return { name: `${parts.prefix}@.service`, key: 'Service' };
  return settingOf(unit, 'Service') ? undefined : { name: `${stem}.service`, key: 'Service' };
}

/** The units that start this one by their name alone. */
export function impliedTriggersOf(index: UnitIndex, name: string): { from: string; key: ImpliedTrigger['key'] }[] {
  const parts = unitNameParts(name);
  if (!parts) return [];
  const stem = name.slice(0, name.lastIndexOf('.'));
  const accepting = parts.instance === undefined ? [] : [`${parts.prefix}.socket`];
  const candidates =
    parts.type === 'mount'
      ? [`${stem}.automount`]
      : parts.type === 'service'
        ? [`${stem}.timer`, `${stem}.path`, `${stem}.socket`, ...accepting]
        : [];
  return candidates.flatMap((from) => {
    const unit = index.root.nameMap.ids.has(from) ? loadUnit(index.root, from) : undefined;
    const implied = unit && impliedTrigger(unit);
    const meant =
      implied?.name === name || (implied?.name === `${parts.prefix}@.service` && parts.instance !== undefined);
    return implied && meant ? [{ from, key: implied.key }] : [];
  });
}

/** What a directive of the unit's own section is set to in the end. */
export function settingOf(unit: LoadedUnit, key: string): string | undefined {
  const section = ownSection(unit.type);
  return unit.assignments.findLast((line) => line.section === section && line.node.key === key)?.node.value.text;
}
