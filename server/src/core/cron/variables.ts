import type { CronImplementation } from './implementation.ts';

/** A variable that a program gives a meaning to. */
export interface CronVariable {
  readonly name: string;
  readonly implementations: readonly CronImplementation[];
  /** Values worth offering. */
  readonly values: readonly string[];
}

const BOTH: readonly CronImplementation[] = ['debian', 'cronie'];
const CRONIE: readonly CronImplementation[] = ['cronie'];
const FOLDERS = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** crontab(5) of both programs, and their env.c and do_command.c. */
export const CRON_VARIABLES: readonly CronVariable[] = [
  { name: 'SHELL', implementations: BOTH, values: ['/bin/sh', '/bin/bash'] },
  { name: 'PATH', implementations: BOTH, values: [FOLDERS] },
  { name: 'HOME', implementations: BOTH, values: ['/', '/root'] },
  { name: 'LOGNAME', implementations: BOTH, values: [] },
  { name: 'USER', implementations: BOTH, values: [] },
  { name: 'MAILTO', implementations: BOTH, values: ['root', '""'] },
  { name: 'MAILFROM', implementations: BOTH, values: ['root'] },
  { name: 'CONTENT_TYPE', implementations: BOTH, values: ['"text/plain; charset=UTF-8"'] },
  { name: 'CONTENT_TRANSFER_ENCODING', implementations: BOTH, values: ['8bit'] },
  { name: 'CRON_TZ', implementations: CRONIE, values: ['UTC'] },
  { name: 'RANDOM_DELAY', implementations: CRONIE, values: ['15', '30', '45', '60'] },
  { name: 'MLS_LEVEL', implementations: CRONIE, values: [] },
];

/** anacrontab(5) of both programs, and readtab.c and runjob.c. */
export const ANACRON_VARIABLES: readonly CronVariable[] = [
  { name: 'SHELL', implementations: BOTH, values: ['/bin/sh'] },
  { name: 'PATH', implementations: BOTH, values: [FOLDERS] },
  { name: 'HOME', implementations: BOTH, values: ['/root'] },
  { name: 'LOGNAME', implementations: BOTH, values: ['root'] },
  { name: 'MAILTO', implementations: BOTH, values: ['root'] },
  { name: 'MAILFROM', implementations: CRONIE, values: ['root'] },
  { name: 'NO_MAIL_OUTPUT', implementations: CRONIE, values: ['1'] },
  { name: 'RANDOM_DELAY', implementations: CRONIE, values: ['45', '30', '15', '0'] },
  { name: 'START_HOURS_RANGE', implementations: CRONIE, values: ['3-22', '0-24', '0-6', '6-22', '22-24'] },
  { name: 'PREFERRED_HOUR', implementations: CRONIE, values: ['0', '3', '6', '12', '22'] },
];
