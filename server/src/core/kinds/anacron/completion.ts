import { ANACRON_VARIABLES } from '../../cron/variables.ts';
import { largest } from '../../lists/largest.ts';
import type { Span } from '../../text/span.ts';
import { completeCommand } from '../crontab/commandCompletion.ts';
import type { Completion, Context } from '../kind.ts';
import { type AnacrontabDocument, cronOf } from './document.ts';
import { PERIOD_NAMES } from './problems.ts';

/** Where in an anacrontab a cursor stands. */
export type Place =
  | { readonly in: 'period' | 'delay' | 'identifier'; readonly word: Span; readonly words: readonly string[] }
  | { readonly in: 'command'; readonly word: Span; readonly start: number; readonly identifier: string }
  | { readonly in: 'value'; readonly name: string; readonly word: Span }
  | { readonly in: 'elsewhere' };

/** No line that somebody types is longer. */
const LONGEST_LINE = 20_000;

/** Tells what a cursor at this offset is about to write. */
export function placeAt({ text }: AnacrontabDocument, offset: number): Place {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  if (offset - lineStart > LONGEST_LINE || (lineStart >= 2 && text[lineStart - 2] === '\\')) return { in: 'elsewhere' };
  const before = text.slice(lineStart, offset);
  if (/^[ \t]*#/.test(before)) return { in: 'elsewhere' };
  const assigned = /^[ \t]*([^ \t=]+)[ \t]*=(.*)$/s.exec(before);
  if (assigned) {
    const word = { start: offset - assigned[2]!.length, end: endOf(text, offset, /[\r\n]/) };
    return { in: 'value', name: assigned[1]!, word };
  }
  const words = [...before.matchAll(/[^ \t]+/g)];
  const typing = before !== '' && !/[ \t]$/.test(before);
  const index = words.length - (typing ? 1 : 0);
  const word = { start: typing ? lineStart + words.at(-1)!.index : offset, end: endOf(text, offset, /[ \t\r\n]/) };
  const field = (['period', 'delay', 'identifier'] as const)[index];
  if (field) return { in: field, word, words: words.map((match) => match[0]) };
  const start = words[3] ? lineStart + words[3].index : offset;
  return { in: 'command', word, start, identifier: words[2]?.[0] ?? '' };
}

function endOf(text: string, offset: number, stop: RegExp): number {
  let end = offset;
  while (end < text.length && !stop.test(text[end]!)) end++;
  return end;
}

/** What may be written at an offset; nothing that the program of the context would refuse there. */
export function completeAnacrontab(document: AnacrontabDocument, offset: number, context: Context): Completion[] {
  const place = placeAt(document, offset);
  switch (place.in) {
    case 'period':
      return [...completePeriods(place.word, context), ...completeVariables(document, place.word, context)];
    case 'delay':
      return completeDelays(document, place.word, offset, context);
    case 'identifier':
      return completeIdentifiers(document, place.word, place.words[0] ?? '', offset, context);
    case 'command':
      return completeCommand(document.text, offset, place, context);
    case 'value':
      return completeValues(place.name, place.word, context);
    default:
      return [];
  }
}

const DAYS: readonly (readonly [string, string])[] = [
  ['1', 'each day'],
  ['7', 'each week'],
  ['14', 'each fortnight'],
  ['30', 'each 30 days'],
];

function completePeriods(word: Span, context: Context): Completion[] {
  const names = PERIOD_NAMES[cronOf(context).anacron];
  const days = DAYS.map(([label, detail]) => ({ label, detail, key: 'anacronFields:period' }));
  const named = names.map((label) => ({ label, detail: 'period', key: `periods:${label}` }));
  return [...days, ...named].map(({ label, detail, key }, index) => ({
    label,
    kind: 'value',
    edit: { span: word, newText: label },
    detail,
    documentationKey: key,
    rank: `0${String(index).padStart(2, '0')}`,
  }));
}

function completeVariables(document: AnacrontabDocument, word: Span, context: Context): Completion[] {
  const { anacron } = cronOf(context);
  const set = new Set(
    document.as(anacron).lines.flatMap((line) => (line.type === 'assignment' ? [line.name.text] : [])),
  );
  return ANACRON_VARIABLES.filter((row) => row.implementations.includes(anacron)).map((row) => ({
    label: row.name,
    kind: 'directive',
    edit: { span: word, newText: `${row.name}=` },
    documentationKey: `anacronVariables:${row.name}`,
    rank: `${set.has(row.name) ? 2 : 1}${row.name}`,
    retrigger: true,
  }));
}

/** The delay that no job has yet, five minutes behind the last one, and the usual ones. */
function completeDelays(document: AnacrontabDocument, word: Span, offset: number, context: Context): Completion[] {
  const taken = jobsBut(document, offset, context).flatMap((job) => job.minutes ?? []);
  const next = String(largest(taken.filter((minutes) => minutes < 1000)) + 5);
  const values = [...new Set([next, '5', '10', '15', '20', '25', '45', '60'])];
  return values.map((label, index) => ({
    label,
    kind: 'value',
    edit: { span: word, newText: label },
    detail: taken.includes(Number(label)) ? 'minutes; another job has it' : 'minutes',
    documentationKey: 'anacronFields:delay',
    rank: `0${index}`,
  }));
}

const BY_PERIOD: Readonly<Record<string, string>> = {
  '1': 'cron.daily',
  '@daily': 'cron.daily',
  '7': 'cron.weekly',
  '@weekly': 'cron.weekly',
  '30': 'cron.monthly',
  '@monthly': 'cron.monthly',
  '@yearly': 'cron.yearly',
  '@annually': 'cron.yearly',
};

/** Identifiers that are free: the one that goes with the period first. */
function completeIdentifiers(
  document: AnacrontabDocument,
  word: Span,
  period: string,
  offset: number,
  context: Context,
): Completion[] {
  const taken = new Set(jobsBut(document, offset, context).map((job) => job.identifier.text));
  const folders = [...(cronOf(context).system?.scripts.keys() ?? [])].map((folder) => folder.slice('/etc/'.length));
  const usual = BY_PERIOD[period];
  const names = [
    ...new Set([...(usual ? [usual] : []), 'cron.daily', 'cron.weekly', 'cron.monthly', 'cron.yearly', ...folders]),
  ];
  const free = names.filter((name) => !taken.has(name) && /^cron\.(?!d$|hourly$)/.test(name));
  let n = 1;
  while (taken.has(`job-${n}`)) n++;
  return [...free, `job-${n}`].map((label, index) => ({
    label,
    kind: 'value',
    edit: { span: word, newText: label },
    documentationKey: 'anacronFields:identifier',
    rank: `0${index}`,
  }));
}

function jobsBut(document: AnacrontabDocument, offset: number, context: Context) {
  const { lines } = document.as(cronOf(context).anacron);
  return lines.filter((line) => line.type === 'job').filter(({ span }) => offset < span.start || offset >= span.end);
}

function completeValues(name: string, word: Span, context: Context): Completion[] {
  const row = ANACRON_VARIABLES.find((one) => one.name === name);
  const users = name === 'MAILTO' ? [...(cronOf(context).system?.users?.keys() ?? [])].slice(0, 200) : [];
  return [...new Set([...(row?.values ?? []), ...users])].map((label, index) => ({
    label,
    kind: 'value',
    edit: { span: word, newText: label },
    ...(row ? { documentationKey: `anacronVariables:${name}` } : {}),
    rank: String(index).padStart(3, '0'),
  }));
}
