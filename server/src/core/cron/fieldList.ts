import type { Span } from '../text/span.ts';
import { allOf, type FieldRule, type FieldSet } from './fields.ts';
import type { CronImplementation } from './implementation.ts';

/** One item of a list: `*`, `5`, `mon-fri`, `1-9/2`, `10~20`. */
export interface FieldItem {
  readonly span: Span;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** cronie draws one number out of it when it reads the table. */
  readonly random: boolean;
  readonly star: boolean;
}

export type FieldProblem =
  | 'empty'
  | 'not-a-number'
  | 'out-of-range'
  | 'step-without-range'
  | 'bad-step'
  | 'garbage'
  | 'random-unknown'
  | 'random-reversed'
  | 'random-out-of-range';

export interface FieldText {
  /** From the first character to the last one of the field, without the blanks behind it. */
  readonly span: Span;
  readonly rule: FieldRule;
  readonly items: readonly FieldItem[];
  readonly set: FieldSet;
  /** Characters that Debian's cron passes over behind a number. */
  readonly ignored?: Span;
  readonly problem?: { readonly kind: FieldProblem; readonly span: Span };
  /** Where reading goes on: at the next field, the user, the command or the end of the line. */
  readonly next: number;
}

const LONG_MAX = 9223372036854775807n;

/** `(int) strtol(digits)`: what a C program makes of a number that may be too large. */
export function cInt(digits: string): number {
  if (digits.length < 10) return Number(digits);
  const value = BigInt(digits);
  return Number(BigInt.asIntN(32, value > LONG_MAX ? LONG_MAX : value));
}

/**
 * Reads one field that begins at an offset: `get_list` of entry.c.
 *
 * Debian's cron reads `/` behind a number, `5-70`, and numbers out of range as errors, and passes over other characters
 * behind an item up to the next blank. cronie takes `~` for a random number and no characters behind an item.
 */
export function readField(text: string, start: number, rule: FieldRule, implementation: CronImplementation): FieldText {
  const items: FieldItem[] = [];
  const numbers = new Numbers(rule);
  let at = start;
  for (;;) {
    const read = implementation === 'debian' ? debianItem(text, at, rule) : cronieItem(text, at, rule);
    if ('problem' in read) return failed(text, start, rule, items, read.problem, read.span);
    numbers.add(read);
    if (items.length < MOST_ITEMS) items.push(read);
    at = read.span.end;
    if (text[at] !== ',') break;
    at++;
  }
  const end = wordEnd(text, at, implementation);
  // Debian's `get_range` gives the next character back as a char: byte 0xFF looks like the end of the file.
  if (implementation === 'debian' && text[at] === '\udcff') {
    return failed(text, start, rule, items, 'garbage', { start: at, end });
  }
  const ignored = end > at ? { ignored: { start: at, end } } : {};
  const next = skipBlanks(text, end);
  // So does `get_list` with the character that the next field begins with.
  if (implementation === 'debian' && text[next] === '\udcff') {
    return failed(text, start, rule, items, 'garbage', { start: next, end: next + 1 });
  }
  return { span: { start, end }, rule, items, set: numbers.set(text[start] === '*'), ...ignored, next };
}

/** The offset of the first character that is no blank, from an offset on. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

function wordEnd(text: string, from: number, implementation: CronImplementation): number {
  let at = from;
  while (at < text.length && text[at] !== ' ' && text[at] !== '\t' && text[at] !== '\n') {
    if (text[at] === '\0' && implementation === 'cronie') break;
    at++;
  }
  return at;
}

function failed(
  text: string,
  start: number,
  rule: FieldRule,
  items: readonly FieldItem[],
  kind: FieldProblem,
  span: Span,
): FieldText {
  const end = Math.max(wordEnd(text, start, 'cronie'), span.end);
  const set = { values: [], star: text[start] === '*' };
  return { span: { start, end }, rule, items, set, problem: { kind, span }, next: skipBlanks(text, end) };
}

type Read = FieldItem | { readonly problem: FieldProblem; readonly span: Span };

interface Numeral {
  readonly value: number | undefined;
  readonly end: number;
}

/** `get_number`: letters and digits, as a word of the field or as a number. */
function numeral(text: string, start: number, words: readonly string[], low: number): Numeral {
  let end = start;
  while (/[A-Za-z0-9]/.test(text[end] ?? '')) end++;
  const word = text.slice(start, end);
  if (/^\d+$/.test(word)) return { value: cInt(word), end };
  const index = words.indexOf(word.toLowerCase());
  return { value: index < 0 ? undefined : index + low, end };
}

function badNumeral(text: string, start: number, { end }: Numeral): Read {
  const kind = end === start ? 'empty' : 'not-a-number';
  return { problem: kind, span: { start, end: Math.max(end, start + (/[\n]/.test(text[start] ?? '\n') ? 0 : 1)) } };
}

/** `get_range` of Debian's cron. */
function debianItem(text: string, start: number, rule: FieldRule): Read {
  if (text[start] === '*') return debianStep(text, start, start + 1, rule, rule.low, rule.high, true);
  const first = numeral(text, start, rule.words, rule.low);
  if (first.value === undefined) {
    if (text[start] === '~') return { problem: 'random-unknown', span: { start, end: start + 1 } };
    return badNumeral(text, start, first);
  }
  if (text[first.end] !== '-') {
    const span = { start, end: first.end };
    if (text[first.end] === '/') return { problem: 'step-without-range', span: { start, end: first.end + 1 } };
    if (first.value < rule.low || first.value > rule.high) return { problem: 'out-of-range', span };
    return { span, from: first.value, to: first.value, step: 1, random: false, star: false };
  }
  const second = numeral(text, first.end + 1, rule.words, rule.low);
  if (second.value === undefined) return badNumeral(text, first.end + 1, second);
  return debianStep(text, start, second.end, rule, first.value, second.value, false);
}

function debianStep(
  text: string,
  start: number,
  end: number,
  rule: FieldRule,
  from: number,
  to: number,
  star: boolean,
): Read {
  let step: Numeral = { value: 1, end };
  if (text[end] === '/') {
    step = numeral(text, end + 1, [], 0);
    if (step.value === undefined) return badNumeral(text, end + 1, step);
    if (step.value <= 0) return { problem: 'bad-step', span: { start: end + 1, end: step.end } };
  }
  if (isOutside(from, rule) || isOutside(to, rule)) return { problem: 'out-of-range', span: { start, end } };
  if (overflows(from, to, step.value!)) return { problem: 'bad-step', span: { start: end + 1, end: step.end } };
  return { span: { start, end: step.end }, from, to, step: step.value!, random: false, star };
}

/** Whether counting leaves the field downwards: with a step beyond 2^31, or where the sum is beyond it. */
function overflows(from: number, to: number, step: number): boolean {
  if (from > to) return false;
  return step < 0 || from + Math.floor((to - from) / step) * step + step > 2147483647;
}

function isOutside(value: number, rule: FieldRule): boolean {
  return value < rule.low || value > rule.high;
}

/** `get_range` of cronie, which ends an item only at a blank, a comma or the end of the line. */
function cronieItem(text: string, start: number, rule: FieldRule): Read {
  if (text[start] === '*') {
    if (text[start + 1] === '/') return cronieStep(text, start, start + 1, rule, rule.low, rule.high, true);
    return ended(text, plain(start, start + 1, rule.low, rule.high, true), rule);
  }
  if (text[start] === '~') return cronieRandom(text, start, start, rule, rule.low);
  const first = numeral(text, start, rule.words, rule.low);
  if (first.value === undefined) return badNumeral(text, start, first);
  if (text[first.end] === '~') return cronieRandom(text, start, first.end, rule, first.value);
  if (text[first.end] === '/') return { problem: 'step-without-range', span: { start, end: first.end + 1 } };
  if (text[first.end] !== '-') {
    return ended(text, plain(start, first.end, first.value, first.value), rule);
  }
  const second = numeral(text, first.end + 1, rule.words, rule.low);
  if (second.value === undefined) return badNumeral(text, first.end + 1, second);
  if (text[second.end] === '/') return cronieStep(text, start, second.end, rule, first.value, second.value, false);
  return ended(text, plain(start, second.end, first.value, second.value), rule);
}

function plain(start: number, end: number, from: number, to: number, star = false): FieldItem {
  return { span: { start, end }, from, to, step: 1, random: false, star };
}

function cronieStep(
  text: string,
  start: number,
  slash: number,
  rule: FieldRule,
  from: number,
  to: number,
  star: boolean,
): Read {
  const step = numeral(text, slash + 1, [], 0);
  if (step.value === undefined) return badNumeral(text, slash + 1, step);
  if (step.value === 0 || overflows(from, to, step.value)) {
    return { problem: 'bad-step', span: { start: slash + 1, end: step.end } };
  }
  return ended(text, { span: { start, end: step.end }, from, to, step: step.value, random: false, star }, rule);
}

function cronieRandom(text: string, start: number, tilde: number, rule: FieldRule, from: number): Read {
  let end = tilde + 1;
  let to = rule.high;
  if (!isSeparator(text[end])) {
    const second = numeral(text, end, rule.words, rule.low);
    if (second.value === undefined) return badNumeral(text, end, second);
    to = second.value;
    end = second.end;
  }
  const span = { start, end };
  if (from > to) return { problem: 'random-reversed', span };
  if (isOutside(from, rule) || isOutside(to, rule)) return { problem: 'random-out-of-range', span };
  return ended(text, { span, from, to, step: 1, random: true, star: false }, rule);
}

function isSeparator(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === ',';
}

/** Checks what stands behind an item, and its numbers: those it counts through, so none of `70-5`. */
function ended(text: string, item: FieldItem, rule: FieldRule): Read {
  const { start, end } = item.span;
  if (!isSeparator(text[end])) return { problem: 'garbage', span: { start: end, end: wordEnd(text, end, 'cronie') } };
  if (item.from > item.to) return item;
  const last = item.from + Math.floor((item.to - item.from) / item.step) * item.step;
  if (isOutside(item.from, rule) || isOutside(last, rule)) return { problem: 'out-of-range', span: { start, end } };
  return item;
}

/** Items of one list that are kept one by one; all of them count. */
const MOST_ITEMS = 1000;

/** The numbers that the items of a field stand for. */
class Numbers {
  readonly #rule: FieldRule;
  readonly #found: boolean[] = [];
  #all = false;

  constructor(rule: FieldRule) {
    this.#rule = rule;
  }

  add({ from, to, step, star }: FieldItem): void {
    if (star && step === 1) this.#all = true;
    else for (let value = from; value <= to; value += Math.max(step, 1)) this.#found[value] = true;
  }

  /** Sunday is 0, also where 7 is written. */
  set(star: boolean): FieldSet {
    const everything = allOf(this.#rule);
    if (this.#all) return { values: everything, star };
    const found = this.#found;
    const isIn = (value: number) => found[value] || (value === 0 && found[7] && this.#rule.name === 'dayOfWeek');
    return { values: everything.filter(isIn), star };
  }
}
