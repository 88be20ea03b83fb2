import type { PlannedVerb } from '../../../server/src/protocol/planning.ts';

/** How a verb is offered and spoken of. */
export interface VerbWords {
  /** The last part of the command's id. */
  readonly id: string;
  /** What the user does to the units: stands before their names. */
  readonly does: string;
  /** What has been done to them. */
  readonly done: string;
  /** The states of units for which it is meant: they come first where units are picked. */
  readonly states: readonly string[];
}

/** The verbs with a command `bootwright.unit.ID`. */
export const verbs: Readonly<Record<PlannedVerb, VerbWords>> = {
  enable: { id: 'enable', does: 'Enable', done: 'Enabled', states: ['disabled', 'indirect', 'linked'] },
  disable: { id: 'disable', does: 'Disable', done: 'Disabled', states: ['enabled', 'enabled-runtime', 'alias'] },
  reenable: { id: 'reenable', does: 'Re-enable', done: 'Re-enabled', states: ['enabled', 'enabled-runtime'] },
  mask: { id: 'mask', does: 'Mask', done: 'Masked', states: ['enabled', 'disabled', 'static'] },
  unmask: { id: 'unmask', does: 'Unmask', done: 'Unmasked', states: ['masked', 'masked-runtime'] },
  preset: { id: 'preset', does: 'Apply preset to', done: 'Applied preset to', states: ['enabled', 'disabled'] },
  revert: { id: 'revert', does: 'Revert', done: 'Reverted', states: ['masked', 'linked', 'enabled'] },
  link: { id: 'link', does: 'Link', done: 'Linked', states: [] },
  'set-default': { id: 'setDefault', does: 'Boot into', done: 'Default target is now', states: [] },
};

/** A few names in words; beyond three it is their number. */
export function unitsInWords(units: readonly string[]): string {
  if (units.length > 3) return `${units.length} units`;
  return units.join(', ');
}
