import type { Directive, UnitType } from '../knowledge/directives.ts';

/** What a value is judged against. */
export interface ValueContext {
  /** Major version of the systemd that is asked, e.g. 252. */
  readonly version: number;
  readonly unitType: UnitType;
  /** Full unit name such as `foo@.service`; unknown for a buffer without a name. */
  readonly unitName: string | undefined;
  readonly section: string;
  readonly key: string;
  /** Earlier values of the same directive in the same file, oldest first, since the last reset. */
  readonly earlier: readonly string[];
}

/** What systemd holds against a value. Offsets are UTF-16 offsets in the value, half-open. */
export interface ValueProblem {
  readonly start: number;
  readonly end: number;
  /**
   * - `fatal`: the unit does not load, and systemd reads no further line of the file
   * - `warning`: systemd logs it at info level or above and goes on (the value, or one word of it, is ignored or adjusted)
   */
  readonly severity: 'fatal' | 'warning';
  /** Namespaced: `value.boolean`, `value.timespan`, ... */
  readonly code: string;
  /** Names the thing, says what is wrong and what to write instead. */
  readonly message: string;
  /** The likely answer, when there is one: replaces `start` to `end`, or the `span` of the value that it names. */
  readonly fix?: {
    readonly title: string;
    readonly newText: string;
    readonly span?: { readonly start: number; readonly end: number };
  };
}

/**
 * Judges one value as the parser function of systemd does in this version.
 *
 * The value is what systemd hands to its parser: continuation lines joined, blanks around it removed. A value that
 * systemd takes without a word gives an empty list. Never throws.
 */
export type ValueJudge = (value: string, row: Directive, context: ValueContext, argument: string) => ValueProblem[];
