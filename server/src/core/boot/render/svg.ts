import { largest } from '../../lists/largest.ts';
import type { Boot, ScheduledJob } from '../result.ts';
import { axisTicks } from './axis.ts';
import { headline, outcomeWords, plainText, timeWords, tookWords } from './words.ts';

const ROW = 20;
const BAR = 12;
const LABELS = 330;
const CHART = 900;
/** Room at the right for the words behind the last bars. */
const MARGIN = 220;
const TOP = 84;
const BOTTOM = 56;

/** Colours that are told apart on light and on dark ground; the reader's own setting chooses. */
const STYLE = `
svg { --ground: #ffffff; --text: #1f2328; --faint: #6e7781; --line: #d8dee4; --band: #f6f8fa; --bar: #4a8fd4;
  --critical: #d1603d; --failed: #cf222e; --skipped: #8c959f; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { svg { --ground: #1b1f24; --text: #e6edf3; --faint: #8d96a0; --line: #3d444d;
  --band: #22272e; --bar: #58a6ff; --critical: #f0883e; --failed: #ff7b72; --skipped: #768390; } }
text { font: 12px system-ui, sans-serif; fill: var(--text); }
.title { font-size: 16px; font-weight: 600; } .faint { fill: var(--faint); font-size: 11px; }
.unit { text-anchor: end; } .ground { fill: var(--ground); } .band { fill: var(--band); }
.tick, .wait { stroke: var(--line); fill: none; } .wait { stroke: var(--faint); stroke-width: .7; opacity: .6; }
.end { stroke: var(--faint); stroke-dasharray: 3 3; }
.job { fill: var(--bar); } .assumed { fill-opacity: .45; stroke: var(--bar); }
.skipped { fill: none; stroke: var(--skipped); } .failed { fill: var(--failed); stroke: none; fill-opacity: 1; }
.critical { fill: var(--critical); } .critical.assumed { stroke: var(--critical); } .wait.critical { fill: none;
  stroke: var(--critical); stroke-width: 1.4; opacity: 1; } text.critical { fill: var(--critical); font-weight: 600; }`;

interface Drawing {
  readonly boot: Boot;
  /** Microseconds at the right end of the axis. */
  readonly until: number;
  readonly rows: ReadonlyMap<string, number>;
  readonly critical: ReadonlySet<string>;
  readonly height: number;
}

/**
 * The boot as a drawing: a row for each job in the order in which they start, bars along the time, thin lines from the
 * job that each one waited for, the critical chain in a colour of its own. It needs nothing besides itself.
 */
export function bootSvg(boot: Boot): string {
  const until = largest(
    boot.schedule.map(({ end }) => end),
    1,
  );
  const rows = new Map(boot.schedule.map(({ unit }, index) => [unit, index]));
  const critical = new Set(boot.criticalChain.map(({ unit }) => unit));
  const height = TOP + boot.schedule.length * ROW + BOTTOM;
  const drawing: Drawing = { boot, until, rows, critical, height };
  const width = LABELS + CHART + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(headline(boot))}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    `<text class="title" x="16" y="28">${escaped(headline(boot))}</text>`,
    ...axis(drawing),
    ...phaseMarks(drawing),
    ...boot.schedule.map((job) => waitLine(drawing, job)),
    ...boot.schedule.map((job, index) => row(drawing, job, index)),
    ...legend(drawing),
    '</svg>',
    '',
  ]
    .filter((line, index, all) => line !== '' || index === all.length - 1)
    .join('\n');
}

function axis({ until, height, boot }: Drawing): string[] {
  const bands = boot.schedule
    .map((_, index) => index)
    .filter((index) => index % 2 === 1)
    .map(
      (index) =>
        `<rect class="band" x="0" y="${TOP + index * ROW}" width="${LABELS + CHART + MARGIN}" height="${ROW}"/>`,
    );
  const ticks = axisTicks(until).flatMap((at) => [
    `<path class="tick" d="M${x(at, until)} ${TOP - 6}V${height - BOTTOM}"/>`,
    `<text class="faint" x="${x(at, until)}" y="${TOP - 12}" text-anchor="middle">${timeWords(at)}</text>`,
  ]);
  return [...bands, ...ticks];
}

/** Marks nearer to each other than this share one line of words. */
const NEAR = 120;

function phaseMarks({ boot, until, height }: Drawing): string[] {
  const marks: { left: number; words: string }[] = [];
  for (const { target, end } of boot.phases) {
    const left = x(end, until);
    const last = marks.at(-1);
    if (last && left - last.left < NEAR) last.words += `, ${target}`;
    else marks.push({ left, words: target });
  }
  const ends = new Set(boot.phases.map(({ end }) => x(end, until)));
  return [
    ...Array.from(ends, (at) => `<path class="end" d="M${at} ${TOP - 26}V${height - BOTTOM}"/>`),
    ...marks.map(({ left, words }) => `<text class="faint" x="${left + 4}" y="${TOP - 28}">${escaped(words)}</text>`),
  ];
}

function waitLine({ until, rows, critical }: Drawing, job: ScheduledJob): string {
  const from = job.waitedFor === undefined ? undefined : rows.get(job.waitedFor);
  const to = rows.get(job.unit);
  if (from === undefined || to === undefined) return '';
  const on = critical.has(job.unit) && critical.has(job.waitedFor ?? '') ? ' critical' : '';
  const y = (index: number) => TOP + index * ROW + ROW / 2;
  return `<path class="wait${on}" d="M${x(job.start, until)} ${y(from)}V${y(to)}"/>`;
}

function row({ until, critical, boot }: Drawing, job: ScheduledJob, index: number): string {
  const y = TOP + index * ROW;
  const action = job.action === 'start' ? '' : `${job.action} `;
  const on = critical.has(job.unit) ? ' critical' : '';
  const [left, right] = [x(job.start, until), x(job.end, until)];
  const words = [tookWords(job), outcomeWords(job)].filter(Boolean).join('  ');
  return [
    `<g><title>${escaped(tooltip(boot, job))}</title>`,
    `<text class="unit${on}" x="${LABELS - 10}" y="${y + 14}">${escaped(shortened(`${action}${job.unit}`))}</text>`,
    shape(job, on, left, right, y),
    words === ''
      ? ''
      : `<text class="faint" x="${Math.max(right, left + 6) + 6}" y="${y + 14}">${escaped(words)}</text>`,
    '</g>',
  ].join('');
}

function shape(job: ScheduledJob, on: string, left: number, right: number, y: number): string {
  const state =
    job.outcome === 'done' ? (job.assumed ? ' assumed' : '') : job.outcome === 'skipped' ? ' skipped' : ' failed';
  const middle = y + ROW / 2;
  if (right - left < 1) return `<path class="job${state}${on}" d="M${left} ${middle - 4}l4 4l-4 4l-4 -4z"/>`;
  return `<rect class="job${state}${on}" x="${left}" y="${middle - BAR / 2}" width="${round(right - left)}" height="${BAR}" rx="2"/>`;
}

function tooltip(boot: Boot, job: ScheduledJob): string {
  const description = boot.units[job.unit]?.description;
  return [
    `${job.action} ${job.unit}${description === undefined || description === job.unit ? '' : `: ${description}`}`,
    `from ${timeWords(job.start)} to ${timeWords(job.end)}${job.assumed ? ' (assumed)' : ''}`,
    outcomeWords(job),
    job.waitsFor.length === 0 ? '' : `waits for ${job.waitsFor.join(', ')}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function legend({ boot, height }: Drawing): string[] {
  const y = height - BOTTOM + 30;
  const entries = [
    ['job', 'measured'],
    ['job assumed', '~ assumed'],
    ['job critical', 'critical chain'],
    ['job skipped', 'skipped'],
    ['job failed', 'fails'],
  ] as const;
  if (boot.schedule.length === 0) return [];
  return entries.map(([style, text], index) => {
    const left = 16 + index * 130;
    return `<rect class="${style}" x="${left}" y="${y - 10}" width="22" height="${BAR}" rx="2"/><text class="faint" x="${left + 30}" y="${y}">${text}</text>`;
  });
}

function x(usec: number, until: number): number {
  return round(LABELS + (usec / until) * CHART);
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

const LONGEST = 40;

function shortened(name: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 13)}…${name.slice(-12)}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text
    .split('\n')
    .map((line) => plainText(line).replace(/[&<>"']/g, (char) => ENTITIES[char]!))
    .join('\n');
}
