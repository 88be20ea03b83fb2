import type { Job } from '../../transaction/job.ts';
import type { GraphUnit } from '../../units/graph.ts';
import type { Measurements } from './measurements.ts';

/** How long a job takes, in microseconds, and whether that is only what such units commonly take. */
export interface Duration {
  readonly took: number;
  readonly assumed: boolean;
}

/**
 * What units of a type commonly take to start, in microseconds: about the medians of boots of Debian in a virtual
 * machine. Targets and slices are there at once, and a timer or path unit has nothing to wait for.
 */
const BY_TYPE: Readonly<Record<string, number>> = {
  target: 0,
  slice: 0,
  scope: 0,
  timer: 200,
  path: 200,
  socket: 700,
  automount: 1_000,
  mount: 30_000,
  swap: 30_000,
  device: 200_000,
};

/** The same for services by their `Type=`: a simple one is started as soon as its process is there. */
const BY_SERVICE_TYPE: Readonly<Record<string, number>> = {
  simple: 1_000,
  idle: 1_000,
  exec: 5_000,
  oneshot: 40_000,
  forking: 60_000,
  dbus: 60_000,
  notify: 80_000,
  'notify-reload': 80_000,
};

/** Stopping sends a signal and waits for the process to go. */
const STOP_SERVICE = 20_000;

/** How long the job takes: as measured when that unit was, else as its type commonly does. */
export function durationOf({ unit, type }: Job, measured: Measurements | undefined): Duration {
  const starts = type === 'start' || type === 'restart';
  const known = starts ? measuredTime(unit, measured) : undefined;
  if (known !== undefined) return { took: known, assumed: false };
  if (type === 'nop' || type === 'verify-active') return { took: 0, assumed: true };
  const kind = unit.loaded.type;
  if (!starts) return { took: kind === 'service' ? STOP_SERVICE : 0, assumed: true };
  const took = kind === 'service' ? BY_SERVICE_TYPE[serviceType(unit)] : BY_TYPE[kind];
  return { took: took ?? 0, assumed: true };
}

function measuredTime(unit: GraphUnit, measured: Measurements | undefined): number | undefined {
  if (!measured) return undefined;
  const name = [unit.id, ...unit.names].find((each) => measured.took[each] !== undefined);
  return name === undefined ? undefined : measured.took[name];
}

/** service.c, `service_add_defaults`: what `Type=` is when it is not written. */
function serviceType({ settings }: GraphUnit): string {
  const written = settings.value('Service', 'Type');
  if (written !== undefined) return written;
  if (settings.value('Service', 'BusName') !== undefined) return 'dbus';
  return settings.all('Service', 'ExecStart').length > 0 ? 'simple' : 'oneshot';
}
