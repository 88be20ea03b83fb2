import type { Span } from '../../text/span.ts';
import type { NtpDialect } from './dialect.ts';
import { KeptLines } from './keptLines.ts';
import { Lexer, type Token } from './lexer.ts';
import type { Expected, Placed } from './match.ts';
import { readCommand } from './readCommand.ts';

/** A command of a file. */
export interface NtpCommand {
  readonly name: string;
  /** From its first token to its last. */
  readonly span: Span;
  /** Its tokens with their parts in it; from `problem` on they stand for nothing. */
  readonly placed: readonly Placed[];
  readonly tokens: readonly Token[];
  readonly problem?: SyntaxProblem | undefined;
  /** Whether the daemon acts on it: also where a whole command is followed by something that does not fit. */
  readonly applied: boolean;
  /**
   * The same command on a line that stands first in its file. All lines of the same text share it, also those of an
   * earlier state of the file: what follows from the words alone is found with it once, and kept.
   */
  readonly wording: Wording;
}

/** A command with what has been found out from its words. */
export interface Wording extends NtpCommand {
  /** By which it was read. */
  readonly dialect: NtpDialect;
  /** See `perWording`: each that asks has its own place. */
  readonly facts: unknown[];
}

/** The command that a line is about: another one may stand behind the file of `includefile`. */
export function actingName({ name, wording }: NtpCommand): string {
  if (name !== 'includefile') return name;
  return wording.placed.findLast(({ role }) => role === 'command')?.name ?? name;
}

/** Why the daemon's parser refuses a command. */
export interface SyntaxProblem {
  /** The token that does not fit; an empty span behind the last one where something is missing. */
  readonly span: Span;
  readonly token: Token | undefined;
  readonly expected: readonly Expected[];
  /** The daemon ends here, and what follows is never read. */
  readonly fatal?: 'too-long' | 'unrepresentable' | undefined;
}

export interface NtpFile {
  readonly commands: readonly NtpCommand[];
  /** Where the daemon stops reading: behind `end`, at a NUL, or where it dies. */
  readonly readTo: number;
}

/** Reads a file as a daemon's parser does: an error drops the rest of its line and nothing else. */
export function parseNtp(text: string, dialect: NtpDialect): NtpFile {
  const lexer = new Lexer(text, dialect);
  const lines = KeptLines.forFile(dialect);
  const commands: NtpCommand[] = [];
  for (;;) {
    if (lexer.startsLine && lines.place(text, lexer, commands)) continue;
    const readTo = readCommand(text, lexer, dialect, commands);
    if (readTo !== undefined) return { commands, readTo };
  }
}
