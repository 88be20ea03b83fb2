import type { Reading } from '../../checks/verify/reading.ts';
import { serviceType } from '../../checks/verify/service.ts';
import { text } from '../../checks/verify/settings.ts';
import { TRAIT } from '../lineTraits.ts';
import { addExecDependencies, addImageDevices, addJournalSocket, hasExecSettings } from './exec.ts';
import { KIND } from './kinds.ts';
import { MASK } from './masks.ts';
import { beforeAndAgainst, readingFor, type Settled, type Step } from './settled.ts';
import { setDefaultSlice } from './slices.ts';
import { writesToJournal } from './stdio.ts';

/** `service_add_extras` of core/service.c. */
export function serviceExtras(settled: Settled): Step {
  const { loading, unit, refused } = settled;
  if (refused === 'contexts') return 'bad';
  const reading = hasExecSettings(unit) || hasBusName(settled) ? readingFor(settled) : undefined;
  if (!processes(settled, reading)) return false;
  if (!setDefaultSlice(loading, unit)) return false;
  if (!defaults(settled)) return false;
  return reading ? busName(settled, reading) : true;
}

function processes(settled: Settled, reading: Reading | undefined): boolean {
  const { loading, unit, outputs } = settled;
  if (reading) return addImageDevices(loading, unit, reading) && addExecDependencies(loading, unit, reading, outputs);
  return !writesToJournal(outputs) || addJournalSocket(loading, unit);
}

/** `service_add_default_dependencies`. */
function defaults(settled: Settled): boolean {
  const { loading, unit } = settled;
  if (!unit.defaultDependencies) return true;
  const early = loading.isSystem
    ? loading.addTwoByName(unit, KIND.After, KIND.Requires, 'sysinit.target', MASK.DEFAULT)
    : loading.addByName(unit, KIND.Requires, 'basic.target', MASK.DEFAULT);
  return (
    early &&
    loading.addByName(unit, KIND.After, 'basic.target', MASK.DEFAULT) &&
    beforeAndAgainst(settled, 'shutdown.target')
  );
}

function hasBusName({ unit }: Settled): boolean {
  return (unit.loaded.traits & TRAIT.BUS_NAME) !== 0;
}

/** `service_setup_bus_name`. A name on the bus can be only one service's; the second one fails to load. */
function busName(settled: Settled, reading: Reading): boolean {
  const { loading, unit } = settled;
  const name = text(reading, 'Service', 'BusName')?.value.text;
  if (name === undefined) return true;
  if (serviceType(reading) === 'dbus') {
    if (!loading.addByName(unit, KIND.Requires, 'dbus.socket', MASK.FILE)) return false;
    if (!loading.addByName(unit, KIND.After, 'dbus.socket', MASK.FILE)) return false;
  }
  const owner = loading.busNames.get(name);
  if (owner && owner !== unit) return false;
  loading.busNames.set(name, unit);
  return true;
}
