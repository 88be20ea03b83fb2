import { largest } from '../../../lists/largest.ts';

/** More entries of a list than these are only counted. */
const MOST_LISTED = 24;

/** A text as code, whatever it holds: control characters are shown as escape sequences. */
export function code(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const shown = text.replace(/[\x00-\x1f\x7f]/g, (char) => ESCAPES[char] ?? `\\x${hex(char)}`);
  if (shown === '') return '` `';
  const ticks = largest((shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(ticks + 1);
  const pad = ticks > 0 || shown.trim() !== shown ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

function hex(char: string): string {
  return char.charCodeAt(0).toString(16).padStart(2, '0');
}

/** A bulleted list; what is too much for a hover is counted. */
export function bullets(lines: readonly string[], most = MOST_LISTED): string {
  const shown = lines.length > most + 1 ? lines.slice(0, most) : lines;
  const more = lines.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${more} more`] : [])].map((line) => `- ${line}`).join('\n');
}

/** Paragraphs; empty ones are left out. */
export function paragraphs(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter(Boolean).join('\n\n');
}

/** `1 byte`, `2 bytes`; digits in groups of three. */
export function count(number: bigint | number, singular: string, plural = `${singular}s`): string {
  return `${grouped(number)} ${number === 1 || number === 1n ? singular : plural}`;
}

/** A whole number with its digits in groups of three. */
export function grouped(number: bigint | number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
