import { FIELDS, MACRO_NAMES, MONTH_NAMES, WEEKDAY_NAMES } from '../../cron/fields.ts';
import { CRON_VARIABLES } from '../../cron/variables.ts';
import type { Span } from '../../text/span.ts';
import { timezoneNames } from '../../values/timezone.ts';
import type { Completion, Context } from '../kind.ts';
import { completeCommand } from './commandCompletion.ts';
import { type CrontabDocument, contentOf, cronOf } from './document.ts';

/** Where in a crontab a cursor stands. */
export type Place =
  | { readonly in: 'field'; readonly index: number; readonly word: Span; readonly first: boolean }
  | { readonly in: 'user' | 'command'; readonly word: Span; readonly start: number }
  | { readonly in: 'value'; readonly name: string; readonly word: Span }
  | { readonly in: 'elsewhere' };

/** No line that somebody types is longer. */
const LONGEST_LINE = 20_000;

/** Tells what a cursor at this offset is about to write. */
export function placeAt({ text, system }: CrontabDocument, offset: number): Place {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  if (offset - lineStart > LONGEST_LINE) return { in: 'elsewhere' };
  const before = text.slice(lineStart, offset);
  if (/^[ \t]*#/.test(before)) return { in: 'elsewhere' };
  const assigned = /^[ \t]*["']?([^\s="']+)["']?[ \t]*=[ \t]*(.*)$/s.exec(before);
  if (assigned && !/^[\d*@~-]/.test(assigned[1]!)) {
    const start = offset - assigned[2]!.length;
    return { in: 'value', name: assigned[1]!, word: { start, end: lineEnd(text, offset) } };
  }
  const words = [...before.matchAll(/[^ \t]+/g)];
  const typing = before !== '' && !/[ \t]$/.test(before);
  const index = words.length - (typing ? 1 : 0);
  const start = typing ? lineStart + words.at(-1)!.index : offset;
  const word = { start, end: wordEnd(text, offset) };
  const fields = words[0]?.[0].replace(/^-/, '').startsWith('@') && index > 0 ? 1 : 5;
  if (index < fields && !(index === 1 && fields === 1)) return { in: 'field', index, word, first: index === 0 };
  if (system && index === fields) return { in: 'user', word, start };
  const command = words[system ? fields + 1 : fields];
  return { in: 'command', word, start: command ? lineStart + command.index : offset };
}

function wordEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !/[ \t\r\n]/.test(text[end]!)) end++;
  return end;
}

function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** What may be written at an offset; nothing that the program of the context would refuse there. */
export function completeCrontab(document: CrontabDocument, offset: number, context: Context): Completion[] {
  const place = placeAt(document, offset);
  switch (place.in) {
    case 'field':
      return [
        ...(place.first ? [...completeMacros(place.word), ...completeVariables(document, place.word, context)] : []),
        ...completeField(place.index, place.word, document.text.slice(place.word.start, offset), context),
      ];
    case 'user':
      return completeUsers(place.word, context);
    case 'command':
      return completeCommand(document.text, offset, place, context);
    case 'value':
      return completeValue(place.name, place.word, context);
    default:
      return [];
  }
}

function completeMacros(word: Span): Completion[] {
  return MACRO_NAMES.map((name, index) => ({
    label: `@${name}`,
    kind: 'value',
    edit: { span: word, newText: `@${name} ` },
    documentationKey: `macros:${name}`,
    rank: `1${index}`,
    retrigger: true,
  }));
}

function completeVariables(document: CrontabDocument, word: Span, context: Context): Completion[] {
  const { cron } = cronOf(context);
  const set = new Set(
    document.as(cron).nodes.flatMap((node) => {
      const content = contentOf(node);
      return content?.type === 'assignment' ? [content.name] : [];
    }),
  );
  const isSettable = (name: string) => name !== 'LOGNAME' && (name !== 'USER' || cron === 'debian');
  return CRON_VARIABLES.filter((row) => row.implementations.includes(cron) && isSettable(row.name)).map((row) => ({
    label: row.name,
    kind: 'directive',
    edit: { span: word, newText: `${row.name}=` },
    documentationKey: `variables:${row.name}`,
    rank: `${set.has(row.name) ? 3 : 2}${row.name}`,
    retrigger: true,
  }));
}

const COMMON: readonly (readonly string[])[] = [
  ['*', '0', '*/5', '*/10', '*/15', '*/30', '15', '30', '45'],
  ['*', '0', '3', '4', '6', '12', '18', '22', '*/2', '*/4', '*/6', '8-17'],
  ['*', '1', '15', '1,15', '*/2', '1-7'],
  ['*', '1', '1,4,7,10', '*/3', '*/6'],
  ['*', '0', '1-5', '6,7', '1'],
];

/** Values of a field, and behind a comma or a dash the words of it. */
function completeField(index: number, word: Span, typed: string, context: Context): Completion[] {
  const rule = FIELDS[index]!;
  const { cron } = cronOf(context);
  const part = /[^,-]*$/.exec(typed)![0];
  const inside = part.length < typed.length;
  const span = { start: word.start + typed.length - part.length, end: inside ? word.start + typed.length : word.end };
  const values = inside ? [] : [...COMMON[index]!, ...(cron === 'cronie' ? ['~'] : [])];
  const documentationKey = `fields:${rule.name}`;
  const numbers = values.map((value, at) => ({
    label: value,
    kind: 'value' as const,
    edit: { span, newText: value },
    detail: detailOf(value, index),
    documentationKey,
    rank: `0${String(at).padStart(2, '0')}`,
  }));
  const words = rule.words.map((name, at) => ({
    label: name,
    kind: 'value' as const,
    edit: { span, newText: name },
    detail: rule.name === 'month' ? MONTH_NAMES[at]! : WEEKDAY_NAMES[at]!,
    documentationKey,
    rank: `1${String(at).padStart(2, '0')}`,
  }));
  return [...numbers, ...words];
}

function detailOf(value: string, index: number): string {
  const { label } = FIELDS[index]!;
  if (value === '*') return `every ${label}`;
  if (value === '~') return `a ${label} drawn by cronie`;
  const step = /^\*\/(\d+)$/.exec(value)?.[1];
  if (step !== undefined) return index < 2 ? `every ${step} ${label}s` : `every ${step}. ${label}`;
  if (value === '1-5' && index === 4) return 'Monday to Friday';
  return value === '6,7' && index === 4 ? 'Saturday and Sunday' : label;
}

function completeUsers(word: Span, context: Context): Completion[] {
  const users = cronOf(context).system?.users;
  const rows = users ? [...users.values()] : [{ name: 'root', id: 0, realName: '', shell: '', home: '' }];
  return rows.map(({ name, id, realName }) => ({
    label: name,
    kind: 'value',
    edit: { span: word, newText: name },
    detail: realName === '' ? `user ${id}` : realName,
    documentationKey: 'fields:user',
    rank: `${id === 0 ? 0 : id >= 1000 && id < 65534 ? 1 : 2}${name}`,
  }));
}

function completeValue(name: string, word: Span, context: Context): Completion[] {
  const row = CRON_VARIABLES.find((one) => one.name === name);
  const users = name === 'MAILTO' ? [...(cronOf(context).system?.users?.keys() ?? [])].slice(0, 200) : [];
  const zones = name === 'CRON_TZ' && cronOf(context).cron === 'cronie' ? timezoneNames() : [];
  const values = [...new Set([...(row?.values ?? []), ...zones, ...users])];
  return values.map((value, index) => ({
    label: value,
    kind: 'value',
    edit: { span: word, newText: value },
    documentationKey: `variables:${name}`,
    rank: String(index).padStart(4, '0'),
  }));
}
