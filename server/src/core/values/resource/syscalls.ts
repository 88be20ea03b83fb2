import { enumValues } from '../../knowledge/enums.ts';
import { type Candidates, candidates, nearestOf } from '../../text/nearest.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { warnAll } from '../problem.ts';
import { badQuoting, complain, notOneOf, unlessEmpty } from './complaints.ts';
import { parseErrno } from './errnoNames.ts';
import { type Piece, slicePiece, takePieces, unquotedWords, wholePiece } from './pieces.ts';
import { filterGroups, filterWords, isKnownSyscall } from './syscallNames.ts';

/** SystemCallArchitectures= knows this one from here on. */
const LOONGARCH_SINCE = 257;

/** `[~]CALL[:ERRNO]…`; `config_parse_syscall_filter` of core/load-fragment.c. */
const syscallFilter: ValueJudge = (value, _row, context) =>
  judgeList(value, context, (word, inverted) => {
    const colon = word.text.indexOf(':');
    if (colon < 0) return nameProblem(word, context);
    return actionProblem(word, colon, inverted) ?? nameProblem(slicePiece(word, 0, colon), context);
  });

/** `[~]CALL…`; `config_parse_syscall_log`. */
const syscallLog: ValueJudge = (value, _row, context) =>
  judgeList(value, context, (word) => nameProblem(word, context));

function judgeList(
  value: string,
  context: ValueContext,
  judgeWord: (word: Piece, inverted: boolean) => ValueProblem | undefined,
): ValueProblem[] {
  const inverted = value.startsWith('~');
  const { pieces, invalid } = takePieces(slicePiece(wholePiece(value), inverted ? 1 : 0), 0);
  const problems = pieces.flatMap((word) => judgeWord(word, inverted) ?? []);
  return invalid ? [...problems, badQuoting(invalid, context)] : problems;
}

/** `parse_syscall_and_errno` of shared/seccomp-util.c, and the rule that only denied calls get an error number. */
function actionProblem(word: Piece, colon: number, inverted: boolean): ValueProblem | undefined {
  const action = slicePiece(word, colon + 1);
  if (action.text !== 'kill' && parseErrno(action.text) === undefined) {
    return complain(
      action,
      'value.errno',
      `'${action.text}' is no error; write a name such as EPERM, a number up to 4095, or 'kill'.`,
    );
  }
  if (colon === 0) return complain(word, 'value.syscall', 'The name of a system call is missing before the colon.');
  if (inverted) return undefined;
  const message = `An allowed system call has no error number; leave out '${word.text.slice(colon)}'.`;
  return complain(word, 'value.syscall', message, word.text.slice(0, colon));
}

const callsByVersion = new Map<number, Candidates>();

/** All system calls and groups of a version, ready for looking up what a misspelt one means. */
function callsOf(version: number): Candidates {
  const known = callsByVersion.get(version) ?? candidates(filterWords(version));
  callsByVersion.set(version, known);
  return known;
}

function nameProblem(name: Piece, context: ValueContext): ValueProblem | undefined {
  if (name.text.startsWith('@')) {
    const groups = filterGroups(context.version);
    return groups.includes(name.text) ? undefined : notOneOf(name, groups, context);
  }
  if (isKnownSyscall(name.text, context.version)) return undefined;
  const likely = nearestOf(callsOf(context.version), name.text);
  const hint = likely === undefined ? '' : ` Did you mean '${likely}'?`;
  return complain(
    name,
    'value.syscall',
    `'${name.text}' is no system call that systemd ${context.version} knows.${hint}`,
    likely,
  );
}

const syscallErrno: ValueJudge = (value) => {
  if (value === 'kill' || parseErrno(value) === 'error') return [];
  return warnAll(
    value,
    'value.errno',
    `'${value}' is no error; write a name such as EPERM, a number from 1 to 4095, or 'kill'.`,
  );
};

/** Architectures, space-separated; `seccomp_arch_from_string` of shared/seccomp-util.c. */
const syscallArchitectures: ValueJudge = (value, _row, context) => {
  const known = enumValues('seccomp_arch', context.version).filter(
    (name) => name !== 'loongarch64' || context.version >= LOONGARCH_SINCE,
  );
  const { pieces, invalid } = unquotedWords(wholePiece(value));
  const unknown = pieces.filter((piece) => !known.includes(piece.text));
  const problems = unknown.map((piece) => notOneOf(piece, known, context));
  return invalid ? [...problems, badQuoting(invalid, context)] : problems;
};

/** Parsers of system call filters. */
export const syscallJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_syscall_archs: unlessEmpty(syscallArchitectures),
  config_parse_syscall_errno: unlessEmpty(syscallErrno),
  config_parse_syscall_filter: unlessEmpty(syscallFilter),
  config_parse_syscall_log: unlessEmpty(syscallLog),
};
