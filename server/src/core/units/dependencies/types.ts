import type { UnitType } from '../../knowledge/directives.ts';
import { automountExtras } from './automount.ts';
import { KIND } from './kinds.ts';
import { MASK } from './masks.ts';
import { mountExtras } from './mount.ts';
import { pathExtras } from './path.ts';
import { serviceExtras } from './service.ts';
import { beforeAndAgainst, type Settled, type Step } from './settled.ts';
import { setDefaultSlice } from './slices.ts';
import { socketExtras } from './socket.ts';
import { swapExtras } from './swap.ts';
import { timerExtras } from './timer.ts';

/** What each type adds to a unit that is loaded: the `load` functions of the `UnitVTable`s. */
export const EXTRAS: Readonly<Record<UnitType, (settled: Settled) => Step>> = {
  service: serviceExtras,
  socket: socketExtras,
  target: targetExtras,
  device: () => true,
  mount: mountExtras,
  automount: automountExtras,
  swap: swapExtras,
  timer: timerExtras,
  path: pathExtras,
  slice: sliceExtras,
  scope: scopeExtras,
};

/** `target_add_default_dependencies` of core/target.c. */
function targetExtras(settled: Settled): Step {
  const { loading, unit } = settled;
  if (!unit.defaultDependencies) return true;
  loading.addDefaultTargets(unit);
  return unit.names.includes('shutdown.target') || beforeAndAgainst(settled, 'shutdown.target');
}

/** `slice_load` of core/slice.c: a slice lies in the one that its name begins with. */
function sliceExtras(settled: Settled): Step {
  const { loading, unit } = settled;
  const parent = parentSlice(unit.id);
  if (
    parent !== undefined &&
    !unit.only(KIND.InSlice) &&
    !loading.addByName(unit, KIND.InSlice, parent, MASK.IMPLICIT)
  ) {
    return false;
  }
  return !unit.defaultDependencies || beforeAndAgainst(settled, 'shutdown.target');
}

/** `slice_build_parent_slice`; undefined for the root. */
function parentSlice(name: string): string | undefined {
  if (name === '-.slice') return undefined;
  const dash = name.lastIndexOf('-');
  return dash < 0 ? '-.slice' : `${name.slice(0, dash)}.slice`;
}

/** `scope_add_extras` of core/scope.c. */
function scopeExtras(settled: Settled): Step {
  const { loading, unit } = settled;
  if (!setDefaultSlice(loading, unit)) return false;
  return !unit.defaultDependencies || beforeAndAgainst(settled, 'shutdown.target');
}
