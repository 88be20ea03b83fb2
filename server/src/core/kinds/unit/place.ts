import { type Directive, directive } from '../../knowledge/directives.ts';
import { type AssignmentNode, nodeAt, sectionAt } from '../../parse/unitFile.ts';
import { mappedOffset } from '../../text/mappedText.ts';
import type { Span } from '../../text/span.ts';
import type { UnitDocument } from './document.ts';

/** Where in a unit file a cursor stands. */
export type Place =
  | { readonly in: 'header'; readonly word: Span; readonly section: string | undefined }
  | { readonly in: 'key'; readonly word: Span; readonly section: string | undefined; readonly hasEquals: boolean }
  | {
      readonly in: 'value';
      readonly section: string;
      readonly node: AssignmentNode;
      readonly row: Directive | undefined;
      /** The cursor's offset in the value as systemd reads it. */
      readonly at: number;
      /** The same in the source. */
      readonly offset: number;
    }
  | { readonly in: 'elsewhere' };

/** Tells what a cursor at this offset is about to write. */
export function placeAt(document: UnitDocument, offset: number): Place {
  const { text, file } = document;
  const lineStart = startOfLine(text, offset);
  const node = nodeAt(file, offset === text.length && offset > lineStart ? offset - 1 : offset);
  const section = sectionAt(file, Math.max(offset - 1, 0))?.name;
  const before = text.slice(lineStart, offset);
  if (node?.type === 'assignment' && node.equals < offset && offset <= endOfNode(text, node)) {
    if (/^\s*[#;]/.test(before)) return { in: 'elsewhere' };
    const name = sectionAt(file, node.span.start)?.name;
    if (name === undefined) return { in: 'elsewhere' };
    const reached = withBlanks(text, node, offset);
    const at = offset >= reached.valueSpan.start ? mappedOffset(reached.value, offset) : 0;
    return { in: 'value', section: name, node: reached, row: directive(name, node.key), at, offset };
  }
  if (/^\s*\[[^\]]*$/.test(before)) return headerPlace(text, lineStart, offset, section);
  if (/^\s*[A-Za-z0-9-]*$/.test(before)) return keyPlace(text, lineStart, offset, section);
  return { in: 'elsewhere' };
}

function headerPlace(text: string, lineStart: number, offset: number, section: string | undefined): Place {
  const start = lineStart + text.slice(lineStart, offset).indexOf('[');
  const after = /^[^\]\r\n]*\]?/.exec(text.slice(offset, offset + 200))![0];
  return { in: 'header', word: { start, end: offset + after.length }, section };
}

function keyPlace(text: string, lineStart: number, offset: number, section: string | undefined): Place {
  const blank = /^\s*/.exec(text.slice(lineStart, offset))![0].length;
  const after = /^[A-Za-z0-9-]*(\s*=)?/.exec(text.slice(offset, offset + 200))!;
  const hasEquals = after[1] !== undefined;
  const end = offset + after[0].length - (after[1]?.length ?? 0);
  return { in: 'key', word: { start: lineStart + blank, end }, section, hasEquals };
}

/**
 * The node with its value up to a cursor that stands in the blanks behind it: systemd drops those, but whoever types
 * there is about to write the next word.
 */
function withBlanks(text: string, node: AssignmentNode, offset: number): AssignmentNode {
  const { value, valueSpan } = node;
  if (value.text === '') {
    return {
      ...node,
      value: { text: '', pieces: [{ at: 0, source: offset }] },
      valueSpan: { start: offset, end: offset },
    };
  }
  if (offset <= valueSpan.end) return node;
  const lineStart = startOfLine(text, offset);
  const length = value.text.length;
  if (lineStart <= valueSpan.end) {
    const extended = { ...value, text: value.text + text.slice(valueSpan.end, offset) };
    return { ...node, value: extended, valueSpan: { ...valueSpan, end: offset } };
  }
  const pieces = [...value.pieces, { at: length, source: valueSpan.end }, { at: length + 1, source: lineStart }];
  const extended = { text: `${value.text} ${text.slice(lineStart, offset)}`, pieces };
  return { ...node, value: extended, valueSpan: { ...valueSpan, end: offset } };
}

/** The end of a node without the line ending, so that a cursor on the next line is not in it unless the value goes on. */
function endOfNode(text: string, node: AssignmentNode): number {
  const lines = text.slice(node.span.start, node.span.end);
  const ending = /(?:\r\n|\n\r|[\r\n\0])$/.exec(lines)?.[0].length ?? 0;
  const backslashes = /\\*$/.exec(lines.slice(0, lines.length - ending))![0].length;
  return backslashes % 2 === 1 ? node.span.end : node.span.end - ending;
}

function startOfLine(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}
