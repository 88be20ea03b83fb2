import type { Span } from '../../text/span.ts';
import type { NtpDialect } from './dialect.ts';
import { actingName, type NtpCommand } from './parse.ts';
import { summaryOf } from './permissions.ts';
import { type Entry, restrictionsOf } from './restrictions.ts';

/** What is shown over the restrict lines that stand together. */
export interface AccessLens {
  readonly span: Span;
  /** Such as `everybody: time, rate limited · no ntpq, 2 exceptions`. */
  readonly title: string;
}

/**
 * One for each block of restrict lines, with what all lines of the configuration say together.
 *
 * @param commands those of the file itself
 * @param beside those of the files that it includes
 */
export function accessLenses(
  commands: readonly NtpCommand[],
  beside: readonly NtpCommand[],
  dialect: NtpDialect,
): AccessLens[] {
  const starts = commands.filter((one, i) => isRestrict(one) && !(i > 0 && isRestrict(commands[i - 1]!)));
  if (starts.length === 0) return [];
  const { entries } = restrictionsOf([...commands, ...beside], dialect);
  const title = titleOf(entries);
  return starts.map(({ span }) => ({ span, title }));
}

function isRestrict(command: NtpCommand): boolean {
  return /^(?:un)?restrict$/.test(actingName(command));
}

function titleOf(entries: readonly Entry[]): string {
  const everybody = entries.filter(({ mask, ntpport }) => mask === 0n && !ntpport);
  const said = new Map(everybody.map(({ bits, flags }) => [bits, summaryOf(flags)]));
  const [v4, v6] = [said.get(32) ?? '', said.get(128) ?? ''];
  const head = v4 === v6 ? `everybody: ${v4}` : `everybody: ${v4} (IPv6: ${v6})`;
  const others = entries.length - everybody.length;
  return others === 0 ? head : `${head}, ${others} ${others === 1 ? 'exception' : 'exceptions'}`;
}
