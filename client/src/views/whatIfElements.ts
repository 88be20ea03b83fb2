import type { BootDifference, ChangedUnit, ShiftedUnit } from '../../../server/src/protocol/boot.ts';
import type { Supposition } from '../boot/whatIf.ts';

/** A row of the What If view. */
export type WhatIfElement = SuppositionElement | EffectGroup | EffectElement | RemarkElement;

export interface SuppositionElement {
  readonly kind: 'supposition';
  readonly supposition: Supposition;
  /** How many links it changes; undefined for what is no change of links, or not known yet. */
  readonly links: number | undefined;
  readonly complaints: readonly string[];
}

export type Effect = 'gained' | 'lost' | 'different' | 'earlier' | 'later';

export interface EffectGroup {
  readonly kind: 'effect-group';
  readonly effect: Effect;
  readonly units: readonly EffectElement[];
}

export interface EffectElement {
  readonly kind: 'effect';
  readonly effect: Effect;
  readonly root: string;
  readonly unit: string;
  readonly uri: string | null;
  readonly change: ChangedUnit | ShiftedUnit;
}

/** Something about the boot as a whole. */
export interface RemarkElement {
  readonly kind: 'remark';
  readonly icon: 'error' | 'target' | 'pass';
  readonly label: string;
  readonly text: string;
}

const effects: readonly Effect[] = ['gained', 'lost', 'different', 'earlier', 'later'];

/** What is supposed, then what comes of it; nothing when nothing is supposed. */
export function whatIfElements(
  root: string,
  supposed: readonly Supposition[],
  difference: BootDifference | undefined,
): WhatIfElement[] {
  let count = 0;
  const suppositions = supposed.map((supposition): SuppositionElement => {
    const planned = supposition.kind === 'change' ? difference?.changes[count++] : undefined;
    return { kind: 'supposition', supposition, links: planned?.links, complaints: planned?.complaints ?? [] };
  });
  return difference ? [...suppositions, ...remarks(difference), ...groups(root, difference)] : suppositions;
}

function groups(root: string, difference: BootDifference): EffectGroup[] {
  return effects.flatMap((effect) => {
    const units = difference[effect].map((change): EffectElement => {
      return { kind: 'effect', effect, root, unit: change.unit, uri: change.uri, change };
    });
    return units.length === 0 ? [] : [{ kind: 'effect-group', effect, units }];
  });
}

function remarks(difference: BootDifference): RemarkElement[] {
  const { error, anchor } = difference;
  if (error !== null) return [{ kind: 'remark', icon: 'error', label: 'systemd refuses this boot', text: error }];
  if (anchor.before !== anchor.after) {
    return [{ kind: 'remark', icon: 'target', label: `Boots into ${anchor.after}`, text: `now ${anchor.before}` }];
  }
  if (effects.some((effect) => difference[effect].length > 0)) return [];
  return [{ kind: 'remark', icon: 'pass', label: 'The boot stays as it is', text: '' }];
}
