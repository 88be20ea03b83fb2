import type { Diagnostic } from '../kind.ts';
import type { NtpDialect } from './dialect.ts';
import { moved } from './keptLines.ts';
import type { NtpCommand } from './parse.ts';

/** How many ask for facts. */
let places = 0;
/** Stands for a fact that is undefined. */
const NONE = Symbol('none');

/**
 * Keeps what a function finds out from the words of a command alone. It is kept with the command: for thousands of them
 * weak maps cost more than what they spare.
 *
 * @returns a function that tells it of a command; places in it are those of the command's wording
 */
export function perWording<Found>(
  find: (wording: NtpCommand, dialect: NtpDialect) => Found,
): (command: NtpCommand, dialect: NtpDialect) => Found {
  const place = places++;
  return ({ wording }, dialect) => {
    if (wording.dialect !== dialect) return find(wording, dialect);
    const known = wording.facts[place];
    if (known !== undefined) return known === NONE ? (undefined as Found) : (known as Found);
    const found = find(wording, dialect);
    wording.facts[place] = found === undefined ? NONE : found;
    return found;
  };
}

/** The same for diagnostics, which are told at the place of the command. */
export function saidPerWording(
  find: (wording: NtpCommand, dialect: NtpDialect) => readonly Diagnostic[],
): (command: NtpCommand, dialect: NtpDialect) => readonly Diagnostic[] {
  const found = perWording(find);
  return (command, dialect) => {
    const said = found(command, dialect);
    const by = command.span.start - command.wording.span.start;
    return by === 0 || said.length === 0 ? said : said.map((one) => movedDiagnostic(one, by));
  };
}

function movedDiagnostic(diagnostic: Diagnostic, by: number): Diagnostic {
  const { span, related, fixes } = diagnostic;
  return {
    ...diagnostic,
    span: moved(span, by),
    ...(related ? { related: related.map((one) => ({ ...one, span: moved(one.span, by) })) } : {}),
    ...(fixes ? { fixes: fixes.map((fix) => ({ ...fix, edits: movedEdits(fix.edits, by) })) } : {}),
  };
}

function movedEdits<Edit extends { readonly span: Diagnostic['span'] }>(edits: readonly Edit[], by: number): Edit[] {
  return edits.map((edit) => ({ ...edit, span: moved(edit.span, by) }));
}
