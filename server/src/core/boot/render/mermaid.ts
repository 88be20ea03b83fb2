import type { Boot, ScheduledJob } from '../result.ts';
import { plainText } from './words.ts';

/**
 * The boot as a Gantt chart in the language of Mermaid: a section for each phase, a bar for each job, those of the
 * critical chain marked. Times are counted in milliseconds.
 */
export function bootMermaid(boot: Boot): string {
  const critical = new Set(boot.criticalChain.map(({ unit }) => unit));
  const lines = [
    'gantt',
    `  title ${word(`systemd ${boot.systemd}, ${boot.anchor}`)}`,
    '  dateFormat x',
    '  axisFormat %S.%L s',
  ];
  let phase: string | undefined;
  for (const [index, job] of boot.schedule.entries()) {
    if (job.phase !== phase) lines.push(`  section ${word(job.phase)}`);
    phase = job.phase;
    lines.push(`  ${task(job, critical.has(job.unit), index)}`);
  }
  return `${lines.join('\n')}\n`;
}

function task(job: ScheduledJob, critical: boolean, index: number): string {
  const action = job.action === 'start' ? '' : `${job.action} `;
  const note = job.outcome === 'done' ? '' : ` (${job.outcome})`;
  const tags = [
    ...(critical ? ['crit'] : []),
    ...(job.outcome === 'done' ? [] : ['done']),
    ...(job.end === job.start ? ['milestone'] : []),
    `j${index}`,
    milliseconds(job.start),
    milliseconds(job.end),
  ];
  return `${word(`${action}${job.unit}${note}`)} :${tags.join(', ')}`;
}

function milliseconds(usec: number): string {
  return String(Math.round(usec / 1000));
}

/** Colons, semicolons and hashes end a name in this language, and nothing escapes them: look-alikes stand for them. */
function word(text: string): string {
  return plainText(text).replaceAll(':', '\ua789').replaceAll(';', '\u037e').replaceAll('#', '\uff03');
}
