import { UNIT_TYPES, type UnitType } from './directives.ts';
import rows from './generated/special-units.json' with { type: 'json' };

/** A unit that systemd itself knows by name: systemd.special(7). */
export interface SpecialUnit {
  readonly name: string;
  readonly scope: string;
  readonly class?: string;
  readonly template?: boolean;
  /** Always there, never stopped, never masked. */
  readonly perpetual?: boolean;
  /** Made by systemd itself from 262 on when no file has it. */
  readonly builtin?: boolean;
}

const ROWS = rows as unknown as readonly SpecialUnit[];

/** All special units, those of the user manager included. */
export function specialUnits(): readonly SpecialUnit[] {
  return ROWS;
}

/** The special unit of that name. */
export function specialUnit(name: string): SpecialUnit | undefined {
  return ROWS.find((row) => row.name === name);
}

/** The type in a unit name's suffix. */
export function typeOfUnit(name: string): UnitType | undefined {
  const suffix = name.slice(name.lastIndexOf('.') + 1) as UnitType;
  return UNIT_TYPES.includes(suffix) ? suffix : undefined;
}
