import { largest } from '../../lists/largest.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { InitScriptDocument } from './document.ts';

/**
 * Aligns the values of the LSB header, and writes `# Key:` as all readers want it. The rest of the script is the shell's
 * and stays as it is, and so does a value that holds tabs, which mean something to insserv.
 */
export function formatInitScript({ lsb, text }: InitScriptDocument): TextEdit[] {
  if (!lsb.begin || !lsb.end) return [];
  const known = lsb.entries.filter(({ key, nameSpan }) => key !== undefined && nameSpan.end - nameSpan.start < 40);
  const widest = largest(known.map(({ nameSpan }) => nameSpan.end - nameSpan.start));
  return known.flatMap(({ nameSpan, value, valueSpan }) => {
    const lineStart = text.lastIndexOf('\n', nameSpan.start) + 1;
    const colon = text.indexOf(':', nameSpan.end);
    const newline = text.indexOf('\n', colon);
    const lineEnd = newline < 0 ? text.length : newline;
    const end = value === '' ? endOfBlanks(text, colon + 1, lineEnd) : valueSpan.start;
    const gap = value === '' ? '' : ' '.repeat(widest - (nameSpan.end - nameSpan.start) + 1);
    const edits = [
      { span: { start: lineStart, end: nameSpan.start }, newText: '# ' },
      { span: { start: nameSpan.end, end }, newText: `:${gap}` },
    ];
    return edits.filter(({ span, newText }) => text.slice(span.start, span.end) !== newText);
  });
}

function endOfBlanks(text: string, from: number, to: number): number {
  let end = from;
  while (end < to && (text[end] === ' ' || text[end] === '\t')) end++;
  return end;
}
