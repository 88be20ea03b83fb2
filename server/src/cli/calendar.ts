import { NEWEST_VERSION } from '../core/knowledge/directives.ts';
import { majorVersion } from '../core/knowledge/versions.ts';
import { nextElapses } from '../core/values/calendar/elapses.ts';
import { conflictingWeekday, describeCalendar, formatCalendar, parseCalendar } from '../core/values/calendar.ts';
import { formatTimespan, USEC } from '../core/values/timespan.ts';
import { formatTimestamp, parseTimestamp } from '../core/values/timestamp.ts';
import { type Timezone, timezone, UTC } from '../core/values/timezone.ts';
import { readClock } from '../hosts/clock.ts';
import { jsonOf, labelled } from './answers.ts';
import { oneOf, readOptions } from './options.ts';
import { type Command, type Terminal, UsageError } from './terminal.ts';

/** What OnCalendar= means, and when it elapses next. */
export const calendar: Command = {
  usage:
    'calendar EXPRESSION... [--iterations N] [--base-time TIME] [--timezone ZONE] [--systemd VERSION] [--format text|json]',
  summary: 'says what a calendar event means, and when it elapses next',
  help: `EXPRESSION is a calendar event as OnCalendar= takes it, such as "Mon..Fri 03:00". Put it in quotes.

  --iterations N      how many elapses to tell (default 1)
  --base-time TIME    the moment after which they lie, such as "2026-11-22 10:00" or "tomorrow" (default: now)
  --timezone ZONE     the zone of events that name none, such as Europe/Berlin (default: that of this machine)
  --systemd VERSION   the version to answer for, such as 252 (default: the newest known)
  --format FORMAT     text (default) or json: {"expression", "valid", "normalized", "elapses"}, an array of these where
                      several are asked for. Elapses are in UTC, such as "2026-11-23T03:00:00Z"; without a next elapse
                      the array is empty. "normalized" is null where the expression is not valid.

Exit status: 0 all are valid, 1 one is not, 2 it could not be done.
`,
  run: async (args, terminal) => {
    const { values, rest } = readOptions(args, ['iterations', 'base-time', 'timezone', 'systemd', 'format']);
    if (rest.length === 0) throw new UsageError('write a calendar event, such as "Mon..Fri 03:00".');
    const format = oneOf('format', values.format, ['text', 'json'] as const, 'text');
    const asked = question(values);
    const answers = rest.map((expression) => answer(expression, asked));
    if (format === 'json') terminal.out(jsonOf(answers.map(toJson)));
    else for (const [i, found] of answers.entries()) say(found, asked, i > 0, terminal);
    return answers.every(({ valid }) => valid) ? 0 : 1;
  },
};

interface Question {
  readonly version: number;
  readonly zone: Timezone;
  readonly after: bigint;
  readonly iterations: number;
}

interface Answer {
  readonly expression: string;
  readonly valid: boolean;
  readonly normalized: string | undefined;
  readonly words: string | undefined;
  /** Microseconds since the epoch. */
  readonly elapses: readonly bigint[];
  /** The weekday of the date where it is none of those asked for. */
  readonly conflict: string | undefined;
}

function question(values: Readonly<Record<string, string | undefined>>): Question {
  const clock = readClock();
  const version = values.systemd === undefined ? NEWEST_VERSION : majorVersion(values.systemd);
  if (version === undefined)
    throw new UsageError(`--systemd=${values.systemd} is not a version; write a number such as 252.`);
  const zone = values.timezone === undefined ? (timezone(clock.timezone) ?? UTC) : timezone(values.timezone);
  if (!zone) throw new UsageError(`--timezone=${values.timezone} is no time zone; write one such as Europe/Berlin.`);
  const base = values['base-time'];
  const after = base === undefined ? clock.now : parseTimestamp(base, clock.now, zone, version);
  if (after === undefined)
    throw new UsageError(`--base-time=${base} is no time; write one such as "2026-11-22 10:00", "tomorrow" or "+2h".`);
  const iterations = values.iterations ?? '1';
  if (!/^\d{1,6}$/.test(iterations))
    throw new UsageError(`--iterations=${iterations} is no number; write one such as 5.`);
  return { version, zone, after, iterations: Number(iterations) };
}

function answer(expression: string, { version, zone, after, iterations }: Question): Answer {
  const spec = parseCalendar(expression, version, zone);
  if (!spec) {
    return { expression, valid: false, normalized: undefined, words: undefined, elapses: [], conflict: undefined };
  }
  return {
    expression,
    valid: true,
    normalized: formatCalendar(spec),
    words: describeCalendar(spec),
    elapses: nextElapses(spec, after, zone, iterations),
    conflict: conflictingWeekday(spec),
  };
}

function toJson({ expression, valid, normalized, elapses }: Answer): object {
  return { expression, valid, normalized: normalized ?? null, elapses: elapses.map(isoTime) };
}

/** `2026-11-23T03:00:00Z`, with six digits of a second where it is not full. */
function isoTime(usec: bigint): string {
  const seconds = new Date(Number(usec / USEC.s) * 1000).toISOString().slice(0, 19);
  const fraction = usec % USEC.s;
  return `${seconds}${fraction > 0n ? `.${String(fraction).padStart(6, '0')}` : ''}Z`;
}

function say(found: Answer, asked: Question, apart: boolean, terminal: Terminal): void {
  if (apart) terminal.out('\n');
  if (!found.valid) {
    terminal.error(
      `bootwright calendar: "${found.expression}" is no calendar event that systemd ${asked.version} takes.\n`,
    );
    return;
  }
  const rows: [string, string][] = [
    ['expression', found.expression],
    ['normalized', found.normalized ?? ''],
    ['in words', found.words ?? ''],
    ...found.elapses.map((usec, i): [string, string] => [i === 0 ? 'next' : `then`, timeWords(usec, asked)]),
  ];
  if (found.elapses.length < asked.iterations) {
    const never = found.conflict === undefined ? '' : `: the date is a ${found.conflict}`;
    rows.push([found.elapses.length === 0 ? 'next' : 'then', `never${never}`]);
  }
  terminal.out(labelled(rows, terminal.colours));
}

function timeWords(usec: bigint, { zone, after }: Question): string {
  const precise = usec % USEC.s === 0n ? 'pretty' : 'us';
  const local = formatTimestamp(usec, precise, zone) ?? '';
  const utc = zone.name === 'UTC' || local.endsWith(' UTC') ? '' : ` = ${formatTimestamp(usec, 'utc', zone)}`;
  return `${local}${utc} (in ${formatTimespan(usec - after, USEC.s)})`;
}
