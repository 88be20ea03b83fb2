import { append } from '../../lists/append.ts';
import { appliedComplaints } from './applied.ts';
import { complaintsOf } from './complaints.ts';
import type { NtpDialect } from './dialect.ts';
import { parseNtp } from './parse.ts';

/** What a daemon says of a file, in the form in which its own answers are recorded. */
export interface NtpVerdicts {
  /** Lines with a syntax error, counted from 1. */
  readonly refused: readonly number[];
  /** Whether the daemon ends as it reads. */
  readonly dies: boolean;
  /** The kinds of what else it says, sorted. */
  readonly says: readonly string[];
}

/** What is said while the file is read; the rest is said when it is applied. */
const EARLY = /^(?:boolean|stratum|driver|request-key|smear|key|version|poll|aead|option)$/;
const SILENT = /^(?:mssntp|variable)$/;

/** The verdicts on a file: a daemon that ends as it reads applies nothing of it. */
export function ntpVerdicts(text: string, dialect: NtpDialect): NtpVerdicts {
  const refused = new Set<number>();
  const says: string[] = [];
  const early: string[] = [];
  let dies = false;
  let line = 1;
  let at = 0;
  const { commands } = parseNtp(text, dialect);
  for (const command of commands) {
    for (; at < command.span.start; at++) if (text[at] === '\n') line++;
    if (command.problem?.fatal) dies = true;
    const complaints = dies ? [] : complaintsOf(command, dialect);
    for (const { kind, effect } of complaints) {
      if (SILENT.test(kind)) continue;
      (EARLY.test(kind) && command.name !== 'nts' ? early : says).push(kind);
      if (effect !== 'dies') continue;
      dies = true;
      break;
    }
    if (dies) break;
    if (command.problem) refused.add(line);
  }
  // Where the answers are recorded there are neither keys nor devices.
  const machine = { keys: new Set<number>(), noDevices: true };
  if (!dies)
    append(
      says,
      appliedComplaints(commands, dialect, machine).map(({ kind }) => kind),
    );
  return { refused: [...refused], dies, says: [...early, ...(dies ? [] : says)].sort() };
}
