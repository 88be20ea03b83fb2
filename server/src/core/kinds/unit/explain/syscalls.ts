import { valueText } from '../../../knowledge/documentation.ts';
import { enumeration } from '../../../knowledge/enums.ts';
import { isKnownSyscall } from '../../../values/resource/syscallNames.ts';
import type { Explainer } from './ask.ts';
import { bullets, code, count, paragraphs } from './markdown.ts';
import { invertibleList } from './wordLists.ts';

/** More calls than these are counted instead of named. */
const MOST_NAMED = 80;

/** A filter of system calls, its groups opened up. */
export const explainSyscalls: Explainer = ({ value, key, context }) => {
  const { inverted, words } = invertibleList(value);
  if (words.length === 0) return undefined;
  const version = context.systemdVersion;
  const all = new Set(words.flatMap((word) => callsOf(nameOf(word), version)));
  const lines = words.map((word) => lineOf(word, version));
  const names = [...all].sort();
  return paragraphs(
    `**${headOf(key, inverted)} ${count(all.size, 'system call')}:**`,
    bullets(lines),
    words.some((word) => word.startsWith('@')) && names.length <= MOST_NAMED && `All: ${names.map(code).join(' ')}`,
  );
};

function headOf(key: string, inverted: boolean): string {
  if (key === 'SystemCallLog') return inverted ? 'Logs all but' : 'Logs';
  return inverted ? 'Forbids' : 'Allows';
}

function lineOf(word: string, version: number): string {
  const name = nameOf(word);
  const action = word.slice(name.length + 1);
  const size = name.startsWith('@') ? ` · ${count(callsOf(name, version).length, 'call')}` : '';
  const text = valueText('syscall_group', name);
  return `${code(name)}${size}${action ? ` · ${actionWords(action)}` : ''}${text ? ` · ${text}` : ''}`;
}

function actionWords(action: string): string {
  return action === 'kill' ? 'kills the process' : `fails with ${code(action)}`;
}

function nameOf(word: string): string {
  const colon = word.indexOf(':');
  return colon < 0 ? word : word.slice(0, colon);
}

/** The calls of a group with those of the groups in it; a call is itself. */
function callsOf(name: string, version: number, seen: ReadonlySet<string> = new Set()): string[] {
  if (!name.startsWith('@')) return isKnownSyscall(name, version) ? [name] : [];
  if (seen.has(name)) return [];
  const members = enumeration('syscall_group')?.members?.[name] ?? [];
  const within = new Set([...seen, name]);
  return [...new Set(members.flatMap((member) => callsOf(member, version, within)))];
}
