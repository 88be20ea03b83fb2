import type { UnitType } from '../../../knowledge/directives.ts';
import type { GraphUnit } from '../../../units/graph.ts';

const SECTIONS: { readonly [type in UnitType]?: string } = {
  service: 'Service',
  socket: 'Socket',
  mount: 'Mount',
  swap: 'Swap',
};

/** The section of a unit in which the settings of its processes stand. */
export function sectionOf(unit: GraphUnit): string {
  return SECTIONS[unit.loaded.type] ?? 'Service';
}
