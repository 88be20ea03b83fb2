import { all, readPath } from '../../checks/verify/settings.ts';
import { KIND } from './kinds.ts';
import { MASK } from './masks.ts';
import { addMountsFor } from './mountsFor.ts';
import { beforeAndAgainst, readingFor, type Settled, type Step } from './settled.ts';
import { triggers } from './timer.ts';

const WATCHES = ['PathExists', 'PathExistsGlob', 'PathChanged', 'PathModified', 'DirectoryNotEmpty'];

/** `path_add_extras` of core/path.c. */
export function pathExtras(settled: Settled): Step {
  const { loading, unit } = settled;
  if (!triggers(settled)) return false;
  const reading = readingFor(settled);
  // The list grows at its front, and a path that is there twice counts with its first mask, which is the same.
  for (const { value } of all(reading, 'Path', WATCHES, (value) => readPath(reading, value)?.text)) {
    if (!addMountsFor(loading, unit, value, MASK.FILE, 'requires')) return false;
  }
  return defaults(settled);
}

/** `path_add_default_dependencies`. */
function defaults(settled: Settled): boolean {
  const { loading, unit } = settled;
  if (!unit.defaultDependencies) return true;
  if (!loading.addByName(unit, KIND.Before, 'paths.target', MASK.DEFAULT)) return false;
  if (loading.isSystem && !loading.addTwoByName(unit, KIND.After, KIND.Requires, 'sysinit.target', MASK.DEFAULT)) {
    return false;
  }
  return beforeAndAgainst(settled, 'shutdown.target');
}
