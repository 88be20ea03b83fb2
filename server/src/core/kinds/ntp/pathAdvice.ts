import { folderOf } from '../../tree/systemTree.ts';
import type { Diagnostic, Severity } from '../kind.ts';
import { advice, type Judged } from './advice.ts';
import { commandsNamed } from './commandsNamed.ts';
import { familyOf } from './dialect.ts';
import { type NamedPath, namedPaths, stemOf } from './files.ts';
import { isThere, pathInRoot } from './links.ts';
import type { NtpCommand } from './parse.ts';

/** What is missed when the file of a command is not there. */
interface Effect {
  readonly text: string;
  readonly severity: Severity;
  /** The daemon makes the file itself: its folder is what must be there. */
  readonly made?: boolean;
}

const EFFECTS: Readonly<Record<string, Effect>> = {
  driftfile: {
    text: 'the drift cannot be written, and is learnt anew at each start',
    severity: 'information',
    made: true,
  },
  logfile: { text: 'the daemon cannot write its log there', severity: 'warning', made: true },
  statsdir: { text: 'no statistics are written', severity: 'information' },
  leapfile: { text: 'leap seconds come from the servers alone', severity: 'warning' },
  keys: { text: 'no key is known, and signed packets are refused', severity: 'warning' },
  includefile: { text: 'nothing is included', severity: 'warning' },
};

/** Paths of which the root shows that they are not there. Warnings are what the daemon itself complains about. */
export function missingPaths(judged: Judged): Diagnostic[] {
  const { commands, context, dialect } = judged;
  const serves = familyOf(dialect) === 'ntpsec' && servesNts(commands);
  return namedPaths(commands, pathInRoot(context), dialect).flatMap((named): Diagnostic[] => {
    const effect = effectOf(named, serves);
    if (!effect || named.path === undefined) return [];
    const wanted = effect.made ? folderOf(named.path) : named.path.replace(/(.)\/$/, '$1');
    // What lies there is made anew at each start.
    if (/^\/(?:run|tmp|var\/run|dev|proc|sys)(?:\/|$)/.test(wanted)) return [];
    const stem = stemOf(named.path);
    if (isThere(wanted, context) !== false || (stem !== undefined && isThere(stem, context) === false)) return [];
    const what = effect.made ? `The folder ${wanted}` : wanted;
    const message = `${what} is not there: ${effect.text}.`;
    return [advice('missing-file', named.placed.token.span, message, [], effect.severity)];
  });
}

function effectOf({ command, placed }: NamedPath, serves: boolean): Effect | undefined {
  if (command.name !== 'nts') return EFFECTS[command.name];
  if (!serves || !/^(?:cert|key)$/.test(placed.name)) return undefined;
  return { text: 'a server for NTS cannot start without it, and the daemon ends', severity: 'warning' };
}

/** Whether the last word about it switches the server for NTS on. */
export function servesNts(commands: readonly NtpCommand[]): boolean {
  const words = commandsNamed('nts', commands).flatMap(({ placed }) => placed.slice(1));
  return words.findLast(({ role, name }) => role === 'option' && /^(?:en|dis)able$/.test(name))?.name === 'enable';
}
