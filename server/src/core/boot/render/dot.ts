import type { Boot, ScheduledJob } from '../result.ts';
import { outcomeWords, plainText, timeWords } from './words.ts';

/** The colours of `systemd-analyze dot`, by kind of dependency. */
const REQUIREMENTS = { Requires: 'black', Requisite: 'darkblue', BindsTo: 'darkviolet', Wants: 'gray60' } as const;

/**
 * The boot as a graph for Graphviz: its jobs, what pulls in what (solid), and for each job the one that it waits for
 * longest (dashed), which is bold on the critical chain.
 */
export function bootDot(boot: Boot): string {
  const there = new Set(boot.schedule.map(({ unit }) => unit));
  const critical = new Set(boot.criticalChain.map(({ unit }) => unit));
  const lines = [
    'digraph boot {',
    '  rankdir=LR;',
    `  label=${quoted(`systemd ${boot.systemd}, ${boot.anchor}`)};`,
    '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif", fontsize=10];',
    ...boot.schedule.map((job) => `  ${quoted(job.unit)} [${attributes(job, critical)}];`),
    ...boot.schedule.flatMap(({ unit }) => requirements(boot, unit, there)),
    ...boot.schedule.flatMap((job) => waiting(job, critical)),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

const FILLS = { done: 'honeydew', skipped: 'gray92', failed: 'mistyrose', dependency: 'mistyrose' } as const;

function attributes(job: ScheduledJob, critical: ReadonlySet<string>): string {
  const action = job.action === 'start' ? '' : `${job.action} `;
  const label = `${action}${job.unit}\n${outcomeWords(job) || `@${timeWords(job.start)}`}`;
  return `label=${quoted(label)}, fillcolor=${FILLS[job.outcome]}${critical.has(job.unit) ? ', penwidth=2' : ''}`;
}

function requirements(boot: Boot, unit: string, there: ReadonlySet<string>): string[] {
  const dependencies = boot.units[unit]?.dependencies ?? {};
  return Object.entries(REQUIREMENTS).flatMap(([kind, colour]) =>
    Object.keys(dependencies[kind as keyof typeof REQUIREMENTS] ?? {})
      .filter((other) => there.has(other))
      .map((other) => `  ${quoted(unit)} -> ${quoted(other)} [color=${colour}, tooltip=${quoted(kind)}];`),
  );
}

function waiting({ unit, waitedFor }: ScheduledJob, critical: ReadonlySet<string>): string[] {
  if (waitedFor === undefined) return [];
  const weight = critical.has(unit) && critical.has(waitedFor) ? ', penwidth=2' : '';
  return [`  ${quoted(unit)} -> ${quoted(waitedFor)} [color=forestgreen, style=dashed, tooltip="After"${weight}];`];
}

/** A string of the DOT language: only the quote itself has to be escaped, and what Graphviz takes for an escape. */
function quoted(text: string): string {
  const lines = text.split('\n').map((line) => plainText(line).replaceAll('\\', '\\\\').replaceAll('"', '\\"'));
  return `"${lines.join('\\n')}"`;
}
