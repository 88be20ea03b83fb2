import { formatTimespan } from '../../values/timespan.ts';
import type { Boot, BootStage, ScheduledJob } from '../result.ts';

/** A time or duration as systemd writes it, to the millisecond: `1.234s`, `40ms`; shorter ones in microseconds. */
export function timeWords(usec: number): string {
  const whole = Math.max(Math.round(usec), 0);
  if (whole === 0 || whole >= MINUTE) return formatTimespan(BigInt(whole), 1000n);
  if (whole < 1000) return `${whole}us`;
  if (whole < SECOND) return `${Math.floor(whole / 1000)}ms`;
  const rest = whole % SECOND;
  const seconds = Math.floor(whole / SECOND);
  return rest === 0 ? `${seconds}s` : `${seconds}.${String(Math.floor(rest / 1000)).padStart(3, '0')}s`;
}

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;

/** How long a job takes; one that is only assumed has a tilde before it. Empty for no time. */
export function tookWords({ start, end, assumed }: Pick<ScheduledJob, 'start' | 'end' | 'assumed'>): string {
  if (end === start) return '';
  return `${assumed ? '~' : ''}${timeWords(end - start)}`;
}

/** What became of a job, in words; empty for one that is done. */
export function outcomeWords({ outcome, because }: ScheduledJob): string {
  if (outcome === 'done') return because ?? '';
  const what = { skipped: 'skipped', failed: 'fails', dependency: 'not started' }[outcome];
  return because === undefined ? what : `${what}: ${because}`;
}

/** One line about the whole boot. */
export function headline(boot: Boot): string {
  const { instead } = boot;
  const of = `systemd ${boot.systemd}, ${boot.anchor}${instead ? ` (${instead.text}; ${instead.unit} takes its place)` : ''}`;
  if (boot.error) return `${of}: refused. ${boot.error.text}`;
  const count = (outcome: ScheduledJob['outcome']) => boot.schedule.filter((job) => job.outcome === outcome).length;
  const parts = [
    `${boot.schedule.length} ${boot.schedule.length === 1 ? 'job' : 'jobs'}`,
    counted(count('skipped'), 'skipped'),
    counted(count('failed') + count('dependency'), 'failed'),
    counted(boot.dropped.length, 'dropped'),
  ];
  return `${of}: ${parts.filter(Boolean).join(', ')}`;
}

function counted(number: number, what: string): string {
  return number === 0 ? '' : `${number} ${what}`;
}

const PLAIN = /^[ -~]*$/;

/** The text without what a terminal, or an XML reader, takes for more than text. */
export function plainText(text: string): string {
  return PLAIN.test(text) ? text : text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd');
}

/** What a stage does here, and what is not known of it: a line for each thing. */
export function stageWords({ details, unknown }: BootStage): readonly string[] {
  return unknown.length === 0 ? details : [...details, `not known: ${unknown.join(', ')}`];
}
