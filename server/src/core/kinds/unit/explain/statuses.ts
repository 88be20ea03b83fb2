import { valueText } from '../../../knowledge/documentation.ts';
import { enumeration } from '../../../knowledge/enums.ts';
import { signalFromString, signalNames } from '../../../values/signals.ts';
import { splitWords } from '../../../values/words.ts';
import type { Explainer } from './ask.ts';
import { bullets, code } from './markdown.ts';

/** Exit statuses and signals, by number and name. */
export const explainStatuses: Explainer = ({ value }) => {
  const { words } = splitWords(value);
  const lines = words.flatMap(({ word }) => statusWords(word) ?? signalWords(word) ?? []);
  return lines.length === 0 ? undefined : bullets(lines);
};

/** A signal with its number. */
export const explainSignal: Explainer = ({ value }) => signalWords(value);

function statusWords(word: string): string | undefined {
  const numbers = enumeration('exit_status')?.number ?? {};
  const name = Object.hasOwn(numbers, word) ? word : Object.keys(numbers).find((key) => String(numbers[key]) === word);
  const number = name === undefined ? word : String(numbers[name]);
  if (!/^\d{1,3}$/.test(number)) return undefined;
  const text = name === undefined ? undefined : valueText('exit_status', name);
  return `exit status ${number}${name === undefined ? '' : ` (${code(name)})`}${text ? `: ${text}` : ''}`;
}

function signalWords(word: string): string | undefined {
  const number = signalFromString(word);
  if (number === undefined) return undefined;
  const name = signalNames()[number - 1];
  const text = name === undefined ? undefined : valueText('signal', name);
  return `signal ${number} (${code(name === undefined ? realtimeName(number) : `SIG${name}`)})${text ? `: ${text}` : ''}`;
}

const SIGRTMIN = 34;

function realtimeName(number: number): string {
  return number === SIGRTMIN ? 'SIGRTMIN' : `SIGRTMIN+${number - SIGRTMIN}`;
}
