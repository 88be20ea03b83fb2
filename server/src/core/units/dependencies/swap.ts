import { fstabNodeToUdevNode } from '../../checks/verify/fstabNode.ts';
import type { Reading } from '../../checks/verify/reading.ts';
import { expand, last, readPath, text } from '../../checks/verify/settings.ts';
import { pathSimplify } from '../../values/paths.ts';
import { unitNameToPath } from '../../values/unitNames.ts';
import { isDevicePath, testOption } from '../generators/fstabOptions.ts';
import { addExecDependencies, addImageDevices } from './exec.ts';
import { KIND } from './kinds.ts';
import { MASK } from './masks.ts';
import { addMountsFor } from './mountsFor.ts';
import { addBlockDeviceDependency, addNodeDependency } from './nodes.ts';
import { beforeAndAgainst, readingFor, type Settled, type Step } from './settled.ts';
import { setDefaultSlice } from './slices.ts';

/** From this version on `What=` may be `UUID=...`. */
const TAGS_SINCE = 257;
/** From this version on a swap on the network waits for it. */
const NETWORK_SINCE = 261;

/** `swap_add_extras` of core/swap.c. */
export function swapExtras(settled: Settled): Step {
  const { loading, unit, refused, outputs } = settled;
  const reading = readingFor(settled);
  const given = whatOf(reading);
  const what = given ?? unitNameToPath(unit.id);
  if (what === undefined || !addMountsFor(loading, unit, what, MASK.IMPLICIT, 'requires')) return false;
  if (given !== undefined && !device(settled, given)) return false;
  if (refused === 'contexts') return 'bad';
  return (
    addImageDevices(loading, unit, reading) &&
    addExecDependencies(loading, unit, reading, outputs) &&
    setDefaultSlice(loading, unit) &&
    defaults(settled, reading)
  );
}

function whatOf(reading: Reading): string | undefined {
  return last(reading, 'Swap', 'What', (value) => {
    if (reading.version < TAGS_SINCE) return readPath(reading, value)?.text;
    const expanded = expand(reading, value);
    return expanded && pathSimplify(fstabNodeToUdevNode(expanded.text), reading.version);
  })?.value;
}

/** `swap_add_device_dependencies`: a swap in a file needs a root that can be written to. */
function device({ loading, unit }: Settled, what: string): boolean {
  if (!isDevicePath(what)) return loading.addByName(unit, KIND.After, 'systemd-remount-fs.service', MASK.FILE);
  return (
    addNodeDependency(loading, unit, what, KIND.Requires, MASK.FILE) &&
    addBlockDeviceDependency(loading, unit, what, MASK.FILE)
  );
}

/** `swap_add_default_dependencies`. */
function defaults(settled: Settled, reading: Reading): boolean {
  const { loading, unit } = settled;
  if (!unit.defaultDependencies || !loading.isSystem) return true;
  const options = text(reading, 'Swap', 'Options')?.value.text;
  const remote = loading.version >= NETWORK_SINCE && testOption(options, ['_netdev']);
  const ordered = remote
    ? loading.addByName(unit, KIND.After, 'remote-fs-pre.target', MASK.DEFAULT) &&
      loading.addByName(unit, KIND.Before, 'remote-fs.target', MASK.DEFAULT) &&
      loading.addByName(unit, KIND.After, 'network.target', MASK.DEFAULT) &&
      loading.addTwoByName(unit, KIND.Wants, KIND.After, 'network-online.target', MASK.DEFAULT)
    : loading.addByName(unit, KIND.Before, 'swap.target', MASK.DEFAULT);
  return ordered && beforeAndAgainst(settled, 'umount.target');
}
