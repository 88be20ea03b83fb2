import { unitNameEscape } from '../../values/unitNames.ts';
import { isExtrinsic } from '../generators/fstabOptions.ts';
import { unitName } from '../names.ts';
import { hasControlGroup, KIND } from './kinds.ts';
import type { Loading } from './loading.ts';
import { MASK } from './masks.ts';
import { mountParameters } from './mountParameters.ts';
import { removeDependencies, type Unit } from './unit.ts';

/** `unit_set_slice`. False when systemd refuses: the unit cannot be in that slice, or in any. */
export function setSlice(loading: Loading, unit: Unit, slice: Unit): boolean {
  if (!hasControlGroup(unit.type) || unit.type === 'slice' || slice.type !== 'slice') return false;
  if (unit.names.includes('init.scope') && !slice.names.includes('-.slice')) return false;
  const before = unit.only(KIND.InSlice);
  if (before === slice) return true;
  if (before) removeDependencies(unit, MASK.SLICE_PROPERTY);
  return loading.add(unit, KIND.InSlice, slice, MASK.SLICE_PROPERTY);
}

/** `unit_set_default_slice`: where a unit goes that says nothing about it; instances by template. */
export function setDefaultSlice(loading: Loading, unit: Unit): boolean {
  if (unit.only(KIND.InSlice)) return true;
  const slice = loading.load(defaultSlice(loading, unit));
  return slice !== undefined && setSlice(loading, unit, slice);
}

function defaultSlice(loading: Loading, unit: Unit): string {
  if (unit.instance !== undefined) {
    const family = loading.isSystem ? 'system' : 'app';
    return `${family}-${unitNameEscape(unitName(unit.id)!.prefix)}.slice`;
  }
  if (unit.perpetual || isOutside(loading, unit)) return '-.slice';
  return loading.isSystem ? 'system.slice' : 'app.slice';
}

/** `is_extrinsic` of the unit types. */
function isOutside(loading: Loading, unit: Unit): boolean {
  if (unit.type !== 'mount' && unit.type !== 'swap') return false;
  if (!loading.isSystem) return true;
  if (unit.type === 'swap') return false;
  const parameters = mountParameters(loading, unit);
  return parameters !== undefined && isExtrinsic(parameters.where, parameters.options, loading.version);
}

/** `unit_add_slice_dependencies`: a unit needs its slice. */
export function addSliceDependencies(loading: Loading, unit: Unit): boolean {
  if (!hasControlGroup(unit.type)) return true;
  const mask = unit.type === 'slice' ? MASK.IMPLICIT : MASK.FILE;
  const slice = unit.only(KIND.InSlice);
  if (slice) return loading.addTwo(unit, KIND.After, KIND.Requires, slice, mask);
  if (unit.names.includes('-.slice')) return true;
  return loading.addTwoByName(unit, KIND.After, KIND.Requires, '-.slice', mask);
}
