import { takePieces, wholePiece } from '../../../values/resource/pieces.ts';
import { rangeOf } from '../../../values/resource/ranges.ts';
import { EXTRACT } from '../../../values/words.ts';
import type { Explainer } from './ask.ts';
import { code, count } from './markdown.ts';

const SEPARATORS = ' \t\n\r,';
const CPU_MAX = 8191;

/** A set of processors or memory nodes, as a list in order. */
export const explainCpuSet: Explainer = ({ value, key }) => {
  if (value === 'numa') return 'The processors that are near the memory nodes of `NUMAMask=`.';
  const noun = /NUMA|MemoryNodes/.test(key) ? 'memory node' : 'CPU';
  if (value === 'all') return `All ${noun}s`;
  const numbers = new Set<number>();
  for (const piece of takePieces(wholePiece(value), 0, SEPARATORS, EXTRACT.UNQUOTE).pieces) {
    const range = rangeOf(piece);
    if (typeof range === 'string' || range[1] > CPU_MAX) continue;
    for (let number = range[0]; number <= range[1]; number++) numbers.add(number);
  }
  if (numbers.size === 0) return undefined;
  return `**${count(numbers.size, noun)}**: ${code(rangesOf([...numbers].sort((a, b) => a - b)))}`;
};

/** `0-3, 8`. */
function rangesOf(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const previous = runs.at(-1);
    if (previous?.[1] === number - 1) previous[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(', ');
}
