import type { TextEdit } from '../../text/edit.ts';
import type { NtpDocument } from './document.ts';

/**
 * Takes blanks off the ends of lines and off the front of commands, and leaves one blank where several stood between
 * words. Quoted texts and comments are left alone, so that the daemon reads the same.
 */
export function formatNtp({ text }: NtpDocument): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    formatLine(text, at, text[end - 1] === '\r' && newline >= 0 && end > at ? end - 1 : end, edits);
    at = end + 1;
  }
  return edits;
}

const LONGEST_LINE = 10_000;

function formatLine(text: string, start: number, end: number, edits: TextEdit[]): void {
  if (end - start > LONGEST_LINE) return;
  const line = text.slice(start, end);
  const comment = /^\s*#/.test(line);
  for (const match of line.matchAll(/"[^"]*"?|#.*|[ \t]+/g)) {
    const [found] = match;
    const from = start + match.index;
    const to = from + found.length;
    if (found.startsWith('#')) {
      const kept = found.trimEnd();
      if (kept !== found) edits.push({ span: { start: from + kept.length, end: to }, newText: '' });
      continue;
    }
    if (found.startsWith('"')) continue;
    const wanted = from === start || to === end ? '' : beforeComment(text, to, found);
    if (comment && from === start) continue;
    if (found !== wanted) edits.push({ span: { start: from, end: to }, newText: wanted });
  }
}

/** Comments behind commands may be lined up. */
function beforeComment(text: string, to: number, found: string): string {
  return text[to] === '#' ? found : ' ';
}
