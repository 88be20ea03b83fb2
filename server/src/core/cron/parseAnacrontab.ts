import { type MappedText, sourceOffset, sourceSpan } from '../text/mappedText.ts';
import { anacronLines, type LogicalLine } from './anacronLines.ts';
import type {
  AnacronAssignment,
  AnacronJob,
  AnacronLine,
  AnacronProblem,
  Anacrontab,
  PeriodName,
  Word,
} from './anacrontab.ts';
import { cInt } from './fieldList.ts';
import type { AnacronImplementation } from './implementation.ts';

/** The names of periods, as the program compares them: by their first letters only. */
const PERIODS: Readonly<Record<AnacronImplementation, readonly (readonly [prefix: string, name: PeriodName])[]>> = {
  debian: [
    ['@monthl', 'monthly'],
    ['@yearly', 'yearly'],
  ],
  cronie: [
    ['@monthly', 'monthly'],
    ['@yearly', 'yearly'],
    ['@annually', 'yearly'],
    ['@annualy', 'yearly'],
    ['@daily', 'daily'],
    ['@weekly', 'weekly'],
  ],
};

const INT_MAX = 2147483647;

/** The period that a name such as `@weekly` stands for; undefined when the program knows none. */
export function periodNamed(name: string, implementation: AnacronImplementation): PeriodName | undefined {
  return PERIODS[implementation].find(([prefix]) => name.startsWith(prefix))?.[1];
}

/** Reads an anacrontab as the program does: `parse_tab_line` of readtab.c. Never fails. */
export function parseAnacrontab(text: string, implementation: AnacronImplementation): Anacrontab {
  const lines = anacronLines(text, implementation);
  return { lines: lines.map((line, index) => readLine(line, index + 1, implementation)) };
}

const EMPTY = /^[ \t]*(?:$|#)/;
const ASSIGNMENT = /^([ \t]*)([^ \t=]+)[ \t]*=/;
const JOB = /^([ \t]*)([0-9]+|@[^ \t]+)([ \t]+)([0-9]+)([ \t]+)([^ \t/]+)([ \t]+)([^ \t].*)$/s;

function readLine(line: LogicalLine, number: number, implementation: AnacronImplementation): AnacronLine {
  const base = { span: line.span, number, mapped: line.mapped };
  const { text } = line.mapped;
  if (EMPTY.test(text)) return { type: text.includes('#') ? 'comment' : 'blank', ...base };
  const assigned = ASSIGNMENT.exec(text);
  if (assigned) return assignment(base, assigned, implementation);
  const job = JOB.exec(text);
  if (job) return readJob(base, job, implementation);
  return { type: 'broken', ...base, words: wordsOf(line.mapped), problem: whyBroken(line.mapped) };
}

type Base = Pick<AnacronLine, 'span' | 'number' | 'mapped'>;

function word(mapped: MappedText, start: number, length: number): Word {
  const text = mapped.text.slice(start, start + length);
  if (length === 0) {
    const at = start === 0 ? sourceOffset(mapped, 0) : sourceOffset(mapped, start - 1) + 1;
    return { text, span: { start: at, end: at } };
  }
  return { text, span: sourceSpan(mapped, start, start + length) };
}

function assignment(base: Base, match: RegExpExecArray, implementation: AnacronImplementation): AnacronAssignment {
  const { mapped } = base;
  const name = word(mapped, match[1]!.length, match[2]!.length);
  const value = word(mapped, match[0].length, mapped.text.length - match[0].length);
  const kind = implementation === 'cronie' ? valueProblem(name.text, value.text) : undefined;
  const equals = sourceOffset(mapped, match[0].length - 1);
  const problem = kind && { problem: { kind, span: value.span.end > value.span.start ? value.span : name.span } };
  return { type: 'assignment', ...base, name, equals, value, ...problem };
}

/** The variable that a name sets in cronie, which compares only as many letters as its own names have. */
export function numericVariable(name: string): 'START_HOURS_RANGE' | 'RANDOM_DELAY' | 'PREFERRED_HOUR' | undefined {
  return (['START_HOURS_RANGE', 'RANDOM_DELAY', 'PREFERRED_HOUR'] as const).find((one) => name.startsWith(one));
}

function valueProblem(name: string, value: string): AnacronProblem | undefined {
  switch (numericVariable(name)) {
    case 'START_HOURS_RANGE': {
      const range = startHours(value);
      if (!range) return 'bad-range';
      return range.to < range.from ? 'reversed-range' : undefined;
    }
    case 'RANDOM_DELAY': {
      if (!/^[0-9]+$/.test(value)) return 'bad-random-delay';
      // `RAND_MAX / (max + 1)` is 0 for INT_MAX, and no division by that ends well; larger numbers have become negative.
      const most = cInt(value);
      return most === INT_MAX || most < 0 ? 'deadly-random-delay' : undefined;
    }
    case 'PREFERRED_HOUR': {
      if (!/^[0-9]+$/.test(value)) return undefined;
      const hour = cInt(value);
      return hour < 0 || hour > 24 ? 'bad-preferred-hour' : undefined;
    }
    default:
      return undefined;
  }
}

/** The hours of START_HOURS_RANGE, from the first one to the one in which no job starts any more. */
export function startHours(value: string): { readonly from: number; readonly to: number } | undefined {
  const match = /^([0-9]+)-([0-9]+)$/.exec(value);
  return match ? { from: cInt(match[1]!), to: cInt(match[2]!) } : undefined;
}

function readJob(base: Base, match: RegExpExecArray, implementation: AnacronImplementation): AnacronJob {
  const { mapped } = base;
  let at = 0;
  const [, , period, , delay, , identifier, , command] = match.map((part, index) => {
    if (index === 0) return { text: '', span: base.span };
    const found = word(mapped, at, part.length);
    at += part.length;
    return found;
  }) as [Word, Word, Word, Word, Word, Word, Word, Word, Word];
  const minutes = toInt(delay.text);
  const named = period.text.startsWith('@');
  const every = named ? periodNamed(period.text, implementation) : toInt(period.text);
  const problem = jobProblem(period, every, delay, minutes);
  const parts = { period, every, delay, minutes, identifier, command };
  return { type: 'job', ...base, ...parts, ...(problem ? { problem } : {}) };
}

function jobProblem(period: Word, every: AnacronJob['every'], delay: Word, minutes: number | undefined) {
  const named = period.text.startsWith('@');
  if (!named && every === undefined) return { kind: 'period-too-large' as const, span: period.span };
  if (minutes === undefined) return { kind: 'delay-too-large' as const, span: delay.span };
  return every === undefined ? { kind: 'unknown-period' as const, span: period.span } : undefined;
}

/** `conv2int`: undefined beyond 2147483647. */
function toInt(digits: string): number | undefined {
  const value = digits.length > 15 ? Number.POSITIVE_INFINITY : Number(digits);
  return value <= INT_MAX ? value : undefined;
}

function wordsOf(mapped: MappedText): Word[] {
  const words: Word[] = [];
  for (const match of mapped.text.matchAll(/[^ \t]+/g)) {
    if (words.length === 4) break;
    words.push(word(mapped, match.index, match[0].length));
  }
  return words;
}

function whyBroken(mapped: MappedText): { kind: AnacronProblem; span: Word['span'] } {
  const words = wordsOf(mapped);
  const [first, second, third] = words;
  const last = words.at(-1);
  const whole = first && last ? { start: first.span.start, end: last.span.end } : word(mapped, 0, 0).span;
  const startsJob = first !== undefined && /^(?:[0-9]+|@.+)$/.test(first.text);
  if (startsJob && second && /^[0-9]+$/.test(second.text) && third) {
    if (third.text.includes('/')) return { kind: 'identifier-slash', span: third.span };
    if (words.length < 4) return { kind: 'missing-fields', span: whole };
  }
  if (startsJob && words.length < 3 && (!second || /^[0-9]+$/.test(second.text))) {
    return { kind: 'missing-fields', span: whole };
  }
  return { kind: 'syntax', span: whole };
}
