import type { GraphUnit, UnitGraph } from '../units/graph.ts';
import type { JobRequest, ManagerState, RequestedJobType, TransactionError } from './job.ts';
import { jobError } from './jobErrors.ts';
import { jobTypeCollapse } from './jobType.ts';
import { refuseManualStart, refuseManualStop, unitCanReload } from './unitAbilities.ts';

/** Since then, or a version or two earlier, a start is refused while its message bus goes down. */
const BUS_CHECKED_SINCE = 257;

/**
 * unit.c, `unit_queue_job_check_and_mangle_type` (older versions: dbus-unit.c, `bus_unit_queue_job`): what a caller outside
 * may ask for, and what it comes to.
 */
export function checkAndMangleType(
  graph: UnitGraph,
  state: ManagerState,
  unit: GraphUnit,
  request: JobRequest,
): { readonly type: RequestedJobType; readonly error?: TransactionError } {
  const type = mangledType(graph, unit, request);
  if (type === 'stop' && isLoadError(unit) && state.activeState(unit) === 'inactive') {
    return { type, error: jobError('NoSuchUnit', `${unit.id} is not loaded, and not active`) };
  }
  if (isOnlyByDependency(unit, type, state)) {
    const text = `${unit.id} may only come as a dependency: it has RefuseManualStart= or RefuseManualStop=`;
    return { type, error: jobError('OnlyByDependency', text) };
  }
  if (graph.version >= BUS_CHECKED_SINCE && type === 'start' && isBusService(unit) && busGoesDown(graph, state)) {
    return { type, error: jobError('ShuttingDown', `${unit.id} needs D-Bus, which is being stopped`) };
  }
  return { type };
}

function mangledType(graph: UnitGraph, unit: GraphUnit, request: JobRequest): RequestedJobType {
  const { type, reloadIfPossible } = request;
  if (!reloadIfPossible || !unitCanReload(unit, graph.version)) return type;
  if (type === 'restart') return 'reload-or-start';
  return type === 'try-restart' ? 'try-reload' : type;
}

function isLoadError({ loadState }: GraphUnit): boolean {
  return loadState === 'not-found' || loadState === 'bad-setting' || loadState === 'error';
}

function isOnlyByDependency(unit: GraphUnit, type: RequestedJobType, state: ManagerState): boolean {
  if (type === 'start') return refuseManualStart(unit);
  if (type === 'stop') return refuseManualStop(unit);
  if (type === 'restart' || type === 'try-restart') return refuseManualStart(unit) || refuseManualStop(unit);
  if (type !== 'reload-or-start') return false;
  return jobTypeCollapse(type, state.activeState(unit)) === 'start' && refuseManualStart(unit);
}

/** A service of type `dbus`: also one that names its place on the bus and no type. */
function isBusService({ loaded, settings }: GraphUnit): boolean {
  if (loaded.type !== 'service') return false;
  const type = settings.value('Service', 'Type');
  return type === 'dbus' || (type === undefined && settings.value('Service', 'BusName') !== undefined);
}

/** `unit_stop_pending` of unit.c, for the units of the message bus. */
function busGoesDown(graph: UnitGraph, state: ManagerState): boolean {
  return ['dbus.socket', 'dbus.service'].some((name) => {
    const unit = graph.unit(name);
    return unit !== undefined && state.job(unit) === 'stop';
  });
}
