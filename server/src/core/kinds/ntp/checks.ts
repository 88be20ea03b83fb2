import type { Context, Diagnostic } from '../kind.ts';
import { adviceOf, SOURCE_COMMANDS } from './advice.ts';
import { dialectOf, type NtpDocument } from './document.ts';
import { refusals } from './problems.ts';

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
  const commands = all.filter(({ applied }) => applied);
  const sources = commands.filter(({ name }) => SOURCE_COMMANDS.test(name));
  const whole = text.length <= LONGEST_JUDGED_AS_A_WHOLE;
  const found = [...refusals(all, dialect), ...(whole ? adviceOf({ text, commands, sources, dialect, context }) : [])];
  return found.sort((a, b) => a.span.start - b.span.start);
}
