import type { Span } from '../text/span.ts';
import type { CronAssignment } from './environment.ts';
import type { FieldText } from './fieldList.ts';
import type { Schedule } from './fields.ts';

/** What is wrong with an entry. */
export type EntryProblem =
  | { readonly kind: 'field'; readonly span: Span; readonly field: FieldText }
  | {
      readonly kind:
        | 'missing-field'
        | 'unknown-macro'
        | 'no-command'
        | 'no-user'
        | 'star-command'
        | 'command-too-long'
        | 'dash-not-allowed'
        | 'bad-option'
        | 'assignment';
      readonly span: Span;
    };

/** `@daily` in place of the five fields. */
export interface MacroText {
  /** With its `@`. */
  readonly span: Span;
  /** Without it. */
  readonly name: string;
}

export interface WordText {
  readonly span: Span;
  readonly text: string;
}

export interface CommentNode {
  readonly type: 'comment' | 'blank';
  readonly span: Span;
}

export interface AssignmentNode extends CronAssignment {
  readonly type: 'assignment';
  readonly span: Span;
  /** The line was longer than what is kept of it, which ends here. */
  readonly cutAt?: number;
}

export interface EntryNode {
  readonly type: 'entry';
  readonly span: Span;
  /** The `-` in front, which keeps cronie from logging. */
  readonly dash?: Span;
  readonly macro?: MacroText;
  /** As many as could be read. */
  readonly fields: readonly FieldText[];
  /** Undefined for `@reboot` and for entries that are refused. */
  readonly schedule: Schedule | undefined;
  readonly user?: WordText;
  /** The `-n` of cronie in front of the command. */
  readonly option?: Span;
  readonly command?: WordText;
  /** cronie keeps no more than this of the command. */
  readonly cutAt?: number;
  readonly problem?: EntryProblem;
}

/** Something the program does not get to the end of: the last line without a newline. */
export interface UnfinishedNode {
  readonly type: 'unfinished';
  readonly span: Span;
  /** What stands there, read as if it were finished. */
  readonly content: AssignmentNode | EntryNode;
}

export type CrontabNode = CommentNode | AssignmentNode | EntryNode | UnfinishedNode;

/** What keeps a whole table from being used. */
export type TableProblem =
  | { readonly kind: 'too-many-lines' | 'too-many-entries' | 'too-many-assignments'; readonly span: Span }
  /** cronie gives up on comments and blanks that fill more than 32 KiB without an entry. */
  | { readonly kind: 'too-many-comments'; readonly span: Span };

/** A crontab as a program reads it. */
export interface Crontab {
  readonly nodes: readonly CrontabNode[];
  readonly problem: TableProblem | undefined;
}

/** How a table is read. */
export interface CrontabOptions {
  readonly implementation: 'debian' | 'cronie';
  /** Whether entries name their user: /etc/crontab and /etc/cron.d. */
  readonly system: boolean;
  /** Whose table it is, when it is a user's and that is known. */
  readonly owner?: string | undefined;
}
