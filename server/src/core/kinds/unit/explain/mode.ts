import { parseMode } from '../../../values/numbers.ts';
import type { Explainer } from './ask.ts';
import { bullets, code, paragraphs } from './markdown.ts';

const WHO = ['Owner', 'Group', 'Others'];
const MAY = ['read', 'write', 'run, or enter a folder'];
const SPECIAL: readonly (readonly [bit: number, words: string])[] = [
  [0o4000, 'Set-user-ID: a program runs as its owner.'],
  [0o2000, 'Set-group-ID: a program runs as its group, and files in a folder get its group.'],
  [0o1000, 'Sticky: in a folder, only the owner of a file may delete it.'],
];

/** An access mode as `ls` shows it, and in words. A mask is shown by what it leaves. */
export const explainMode: Explainer = ({ value, key }) => {
  const mode = parseMode(value);
  if (typeof mode === 'string') return undefined;
  if (key === 'UMask') return explainMask(mode);
  const lines = WHO.map((who, i) => `${who}: ${mayWords((mode >> (6 - 3 * i)) & 7)}`);
  const special = SPECIAL.filter(([bit]) => mode & bit).map(([, words]) => words);
  return paragraphs(`**${code(letters(mode))}** · ${octal(mode)}`, bullets([...lines, ...special]));
};

function explainMask(mask: number): string {
  const files = 0o666 & ~mask;
  const folders = 0o777 & ~mask;
  return paragraphs(
    'What this takes away from the modes of new files:',
    bullets([
      `files become ${code(letters(files))} (${octal(files)}) at most`,
      `folders become ${code(letters(folders))} (${octal(folders)}) at most`,
    ]),
  );
}

function mayWords(bits: number): string {
  const may = MAY.filter((_, i) => bits & (4 >> i));
  return may.length === 0 ? 'nothing' : may.join(', ');
}

function octal(mode: number): string {
  return code(mode.toString(8).padStart(4, '0'));
}

/** `rwxr-xr-x`, with `s` and `t` for the special bits as `ls -l` has them. */
function letters(mode: number): string {
  return WHO.map((_, i) => {
    const bits = (mode >> (6 - 3 * i)) & 7;
    const special = mode & (0o4000 >> i) ? (i === 2 ? 't' : 's') : undefined;
    const run = special === undefined ? (bits & 1 ? 'x' : '-') : bits & 1 ? special : special.toUpperCase();
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${run}`;
  }).join('');
}
