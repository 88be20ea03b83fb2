import type { Severity } from '../../core/kinds/kind.ts';
import { lineSpan, positionAt } from '../../core/text/lineIndex.ts';
import type { Finding } from '../judge.ts';

const COLOURS: Readonly<Record<Severity, string>> = { error: '31', warning: '33', information: '36', hint: '2' };
/** Wider lines are cut around the place that matters. In characters. */
const WIDEST = 120;

/** For people: each finding with its line and a marker below the place, then a summary. Hints are left to editors. */
export function asText(files: number, findings: readonly Finding[], colours: boolean): string {
  const paint = (code: string, text: string) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);
  const shown = findings.filter(({ diagnostic }) => diagnostic.severity !== 'hint');
  return shown.map((finding) => one(finding, paint)).join('') + summary(files, shown);
}

function one({ path, text, index, diagnostic }: Finding, paint: (code: string, text: string) => string): string {
  const start = positionAt(index, diagnostic.span.start);
  const line = lineSpan(index, text, start.line);
  const width = Math.max(1, Math.min(diagnostic.span.end, line.end) - diagnostic.span.start);
  const { source, column } = cut(text.slice(line.start, line.end), start.character);
  const number = String(start.line + 1);
  const gutter = ' '.repeat(number.length);
  const pad = source.slice(0, column).replace(/[^\t]/g, ' ');
  const marker = `^${'~'.repeat(Math.max(0, Math.min(width, source.length - column) - 1))}`;
  const colour = COLOURS[diagnostic.severity];
  const place = paint('1', `${printable(path)}:${start.line + 1}:${start.character + 1}:`);
  return (
    `${place} ${paint(colour, `${diagnostic.severity}:`)} ${printable(diagnostic.message)} ${paint('2', `[${diagnostic.code}]`)}\n` +
    ` ${number} | ${source}\n ${gutter} | ${pad}${paint(colour, marker)}\n`
  );
}

/** Control characters and undecodable bytes of a file or its name must not reach the terminal. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  return text.replace(/[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff\ufeff]/gu, '\ufffd');
}

/** The part of a long line around a column. */
function cut(line: string, column: number): { source: string; column: number } {
  const clean = printable(line);
  if (clean.length <= WIDEST) return { source: clean, column };
  const from = Math.max(0, Math.min(column - 20, clean.length - WIDEST));
  const head = from > 0 ? '…' : '';
  const tail = from + WIDEST < clean.length ? '…' : '';
  return { source: head + clean.slice(from, from + WIDEST) + tail, column: column - from + head.length };
}

function summary(files: number, findings: readonly Finding[]): string {
  const count = (level: Severity) => findings.filter(({ diagnostic }) => diagnostic.severity === level).length;
  const looked = plural(files, 'file');
  const parts = [
    [count('error'), 'error'] as const,
    [count('warning'), 'warning'] as const,
    [count('information'), 'note'] as const,
  ].filter(([n]) => n > 0);
  return parts.length === 0
    ? `${looked}: no problems\n`
    : `${looked}: ${parts.map(([n, word]) => plural(n, word)).join(', ')}\n`;
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
