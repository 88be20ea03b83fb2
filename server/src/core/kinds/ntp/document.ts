import type { Context, FileKind, ParsedDocument } from '../kind.ts';
import { DEFAULT_DIALECT, dialectOfPath, type NtpDialect } from './dialect.ts';
import { type NtpCommand, type NtpFile, parseNtp } from './parse.ts';

/** An ntp.conf. It is read when it is known by which daemon. */
export interface NtpDocument extends ParsedDocument {
  /** The file as a daemon reads it; kept. */
  as(dialect: NtpDialect): NtpFile;
}

export function parseNtpDocument(kind: FileKind, text: string): NtpDocument {
  const read = new Map<NtpDialect, NtpFile>();
  const as = (dialect: NtpDialect) => {
    const known = read.get(dialect) ?? parseNtp(text, dialect);
    read.set(dialect, known);
    return known;
  };
  return { kind, text, as };
}

/** The daemon that a document is judged by: the chosen one, else the one its path speaks of. */
export function dialectOf(context: Context): NtpDialect {
  return context.ntp?.dialect ?? dialectOfPath(context.path) ?? DEFAULT_DIALECT;
}

export function commandsOf(document: NtpDocument, context: Context): readonly NtpCommand[] {
  return document.as(dialectOf(context)).commands;
}

/** The command that holds an offset or touches it. */
export function commandAt(commands: readonly NtpCommand[], offset: number): NtpCommand | undefined {
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (commands[middle]!.span.start <= offset) low = middle + 1;
    else high = middle;
  }
  const found = commands[low - 1];
  return found && offset <= found.span.end ? found : undefined;
}
