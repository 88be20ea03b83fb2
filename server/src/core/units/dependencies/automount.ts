import { path } from '../../checks/verify/settings.ts';
import { folderOf } from '../../tree/systemTree.ts';
import { unitNameToPath } from '../../values/unitNames.ts';
import { KIND } from './kinds.ts';
import { MASK } from './masks.ts';
import { addMountsFor } from './mountsFor.ts';
import { beforeAndAgainst, readingFor, relatedUnit, type Settled, type Step } from './settled.ts';

/** `automount_add_extras` of core/automount.c. */
export function automountExtras(settled: Settled): Step {
  const { loading, unit } = settled;
  const where = path(readingFor(settled), 'Automount', 'Where')?.value.text ?? unitNameToPath(unit.id);
  if (where === undefined) return false;
  const mount = relatedUnit(settled, 'mount');
  if (!mount || !loading.addTwo(unit, KIND.Before, KIND.Triggers, mount, MASK.IMPLICIT)) return false;
  if (where === '/' || !addMountsFor(loading, unit, folderOf(where), MASK.IMPLICIT, 'requires')) return false;
  return defaults(settled);
}

/** `automount_add_default_dependencies`. */
function defaults(settled: Settled): boolean {
  const { loading, unit } = settled;
  if (!unit.defaultDependencies || !loading.isSystem) return true;
  return (
    loading.addByName(unit, KIND.Before, 'local-fs.target', MASK.DEFAULT) &&
    loading.addByName(unit, KIND.After, 'local-fs-pre.target', MASK.DEFAULT) &&
    beforeAndAgainst(settled, 'umount.target')
  );
}
