import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { EXTRACT } from '../words.ts';
import { badQuoting, complain, expandPiece } from './complaints.ts';
import { type Piece, takePieces, wholePiece } from './pieces.ts';
import { rangeOf } from './ranges.ts';

const CPU_MAX = 8191;
const UINT_MAX = 0xffffffff;
const SEPARATORS = ' \t\n\r,';
/** From here on each bad range is skipped by itself; before, the first of them ended the assignment. */
const SKIPS_BAD_RANGES = 262;
/** NUMAMask= expands specifiers from here on. */
const NUMA_SPECIFIERS = 262;

const cpuSet: ValueJudge = (value, _row, context) => {
  const problems: ValueProblem[] = [];
  const expanded = expandPiece(wholePiece(value), context, problems);
  return expanded ? [...problems, ...judgeSet(expanded, context)] : problems;
};

const cpuAffinity: ValueJudge = (value, row, context, argument) =>
  value === 'numa' ? [] : cpuSet(value, row, context, argument);

const numaMask: ValueJudge = (value, row, context, argument) => {
  if (value === 'all') return [];
  return context.version < NUMA_SPECIFIERS
    ? judgeSet(wholePiece(value), context)
    : cpuSet(value, row, context, argument);
};

/** `parse_cpu_set_full` (252, 257) and `config_parse_cpu_set` (262) of shared/cpu-set-util.c. */
function judgeSet(source: Piece, context: ValueContext): ValueProblem[] {
  const problems: ValueProblem[] = [];
  const { pieces, invalid } = takePieces(source, 0, SEPARATORS, EXTRACT.UNQUOTE);
  for (const piece of pieces) {
    const problem = rangeProblem(piece, context.version);
    if (!problem) continue;
    problems.push(problem.complaint);
    if (problem.stops && context.version < SKIPS_BAD_RANGES) return problems;
  }
  return invalid ? [...problems, badQuoting(invalid, context)] : problems;
}

function rangeProblem(piece: Piece, version: number): { complaint: ValueProblem; stops: boolean } | undefined {
  const range = rangeOf(piece);
  if (typeof range === 'string')
    return { complaint: bad(piece, 'is neither a number nor a range such as 0-3'), stops: true };
  const [low, high] = range;
  if (low > high) return { complaint: swapped(piece, low, high), stops: false };
  // The old loop over a range never reaches the biggest number there is, so it finds no fault with that one alone.
  if (low === UINT_MAX && version < SKIPS_BAD_RANGES) return undefined;
  return high > CPU_MAX
    ? { complaint: bad(piece, `is beyond the largest number, ${CPU_MAX}`), stops: true }
    : undefined;
}

function bad(piece: Piece, reason: string): ValueProblem {
  return complain(piece, 'value.cpu-set', `'${piece.text}' ${reason}.`);
}

function swapped(piece: Piece, low: number, high: number): ValueProblem {
  const turned = `${high}-${low}`;
  return complain(piece, 'value.cpu-set', `'${piece.text}' runs backwards; write ${turned}.`, turned);
}

/** Parsers of sets of processors and memory nodes. */
export const cpuSetJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_allowed_cpuset: cpuSet,
  config_parse_exec_cpu_affinity: cpuAffinity,
  config_parse_numa_mask: numaMask,
  config_parse_unit_cpu_set: cpuSet,
};
