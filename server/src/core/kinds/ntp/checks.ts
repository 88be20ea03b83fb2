import type { Context, Diagnostic } from '../kind.ts';
import { adviceOf, isSource } from './advice.ts';
import { appliedComplaints } from './applied.ts';
import type { NtpDialect } from './dialect.ts';
import { dialectOf, type NtpDocument } from './document.ts';
import { includedBy, usableKeys } from './files.ts';
import { pathInRoot } from './links.ts';
import type { NtpCommand } from './parse.ts';
import { appliedRefusals, refusals } from './problems.ts';
import { restrictionsOf } from './restrictions.ts';

/** Texts beyond this length are judged line by line alone. In UTF-16 code units. */
const LONGEST_JUDGED_AS_A_WHOLE = 2_000_000;

/**
 * Everything there is to say about an ntp.conf, in the order of the file. Errors are what the daemon refuses, warnings
 * what it complains about; the rest is advice.
 */
export function diagnoseNtp(document: NtpDocument, context: Context): Diagnostic[] {
  const dialect = dialectOf(context);
  const { text } = document;
  const all = document.as(dialect).commands;
  const whole = text.length <= LONGEST_JUDGED_AS_A_WHOLE;
  const found = [...refusals(all, dialect), ...(whole ? together(text, all, dialect, context) : [])];
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** What is said of the lines of a file together, and with those of the files that it includes. */
function together(text: string, all: readonly NtpCommand[], dialect: NtpDialect, context: Context): Diagnostic[] {
  const commands = all.filter(({ applied }) => applied);
  const sources = commands.filter(isSource);
  const files = context.ntp?.files;
  const included = includedBy(commands, pathInRoot(context), dialect, files);
  const { complete } = included;
  const beside = included.files.flatMap((one) => one.commands.filter(({ applied }) => applied));
  const configuration = [...commands, ...beside];
  const keys = usableKeys(configuration, complete, files);
  const restrictions = restrictionsOf(configuration, dialect);
  const elsewhere = new Set(beside.flatMap(({ placed }) => placed));
  const said = appliedRefusals(
    appliedComplaints(configuration, dialect, { keys }, restrictions).filter(
      ({ placed, kind }) => !elsewhere.has(placed) && (complete || !OF_ALL_FILES.test(kind)),
    ),
    dialect,
  );
  return [...said, ...adviceOf({ text, commands, sources, beside, complete, restrictions, dialect, context })];
}

/** What other files could change. */
const OF_ALL_FILES = /^(?:minsane|locked-out|key-missing)$/;
