import type { MappedText } from '../text/mappedText.ts';
import type { Span } from '../text/span.ts';

export type PeriodName = 'daily' | 'weekly' | 'monthly' | 'yearly';

export type AnacronProblem =
  /** The line fits no form. */
  | 'syntax'
  | 'identifier-slash'
  | 'missing-fields'
  /** A number larger than an int. */
  | 'period-too-large'
  | 'delay-too-large'
  /** Complained about, but the job is kept, with a period that nobody knows. */
  | 'unknown-period'
  | 'bad-range'
  /** The range ends before it begins: no job that ran before starts any more. */
  | 'reversed-range'
  | 'bad-random-delay'
  /** The program divides by zero and dies. */
  | 'deadly-random-delay'
  | 'bad-preferred-hour';

/** A word of a line, where it stands in the source. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

interface LineBase {
  /** With the newline. */
  readonly span: Span;
  /** The number that the program gives in its messages: lines that go on count as one. From 1. */
  readonly number: number;
  /** The line as the program puts it together. */
  readonly mapped: MappedText;
  readonly problem?: { readonly kind: AnacronProblem; readonly span: Span };
}

export interface AnacronBlank extends LineBase {
  readonly type: 'comment' | 'blank';
}

export interface AnacronAssignment extends LineBase {
  readonly type: 'assignment';
  readonly name: Word;
  readonly equals: number;
  /** All behind the `=`, blanks and quotes included. */
  readonly value: Word;
}

export interface AnacronJob extends LineBase {
  readonly type: 'job';
  readonly period: Word;
  /** A number of days, or the length that a name stands for; undefined when it is refused or not known. */
  readonly every: number | PeriodName | undefined;
  readonly delay: Word;
  /** In minutes; undefined when it is too large. */
  readonly minutes: number | undefined;
  readonly identifier: Word;
  readonly command: Word;
}

/** A line that is neither. */
export interface AnacronBroken extends LineBase {
  readonly type: 'broken';
  /** Its words, for what an editor can still say. */
  readonly words: readonly Word[];
}

export type AnacronLine = AnacronBlank | AnacronAssignment | AnacronJob | AnacronBroken;

export interface Anacrontab {
  readonly lines: readonly AnacronLine[];
}
