import type { GraphUnit } from '../units/graph.ts';
import type { JobType, TransactionError } from './job.ts';

/** The bus errors of bus-common-errors.h that refuse a job, with the numbers they stand for. */
const CODES = {
  NoSuchUnit: 'ENOENT',
  UnitMasked: 'ERFKILL',
  BadUnitSetting: 'ENOEXEC',
  LoadFailed: 'EIO',
  JobTypeNotApplicable: 'EBADR',
  NoIsolation: 'EPERM',
  InvalidArgs: 'EINVAL',
  OnlyByDependency: 'ELOOP',
  TransactionJobsConflicting: 'EDEADLK',
  TransactionOrderIsCyclic: 'EDEADLK',
  TransactionIsDestructive: 'EDEADLK',
  ShuttingDown: 'ECANCELED',
} as const;

export type JobErrorName = keyof typeof CODES;

export function jobError(name: JobErrorName, text: string): TransactionError {
  return { code: CODES[name], name, text };
}

export function isNotApplicable(error: TransactionError): boolean {
  return error.name === 'JobTypeNotApplicable';
}

/** `bus_unit_validate_load_state` of dbus-unit.c: undefined for a unit that is loaded. */
export function busUnitValidateLoadState(unit: GraphUnit): TransactionError | undefined {
  switch (unit.loadState) {
    case 'loaded':
      return undefined;
    case 'not-found':
      return jobError('NoSuchUnit', `${unit.id} is not there`);
    case 'bad-setting':
      return jobError('BadUnitSetting', `${unit.id} has a bad setting, so it is not loaded`);
    case 'masked':
      return jobError('UnitMasked', `${unit.id} is masked`);
    default:
      return jobError('LoadFailed', `${unit.id} cannot be loaded`);
  }
}

/** A job of a type that such a unit never has. */
export function notApplicable(unit: GraphUnit, type: JobType): TransactionError {
  return jobError('JobTypeNotApplicable', `${unit.id} cannot ${verbOf(type)}`);
}

function verbOf(type: JobType): string {
  if (type === 'restart') return 'be restarted';
  if (type === 'reload') return 'be reloaded';
  return type === 'stop' ? 'be stopped' : `take a ${type} job`;
}
