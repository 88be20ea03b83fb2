import type { Diagnostic, Fix } from '../kinds/kind.ts';
import type { UnitDocument } from '../kinds/unit/document.ts';
import type { JunkNode } from '../parse/unitFile.ts';
import { nearest } from '../text/nearest.ts';
import { SYNTAX_URL, type UnitCheck } from './check.ts';
import { isReadSection, keysFor } from './sections.ts';

/**
 * Lines that are no assignment, and lines before the first section header: conf-parser.c, `parse_line`. systemd drops
 * each with a warning, except for bytes that are not UTF-8 and lines that are too long, at which it gives up on the file.
 */
export const syntax: UnitCheck = (document) => {
  const out: Diagnostic[] = [];
  for (const section of document.file.sections) {
    const outside = section.header === undefined;
    const silent = !outside && !isReadSection(document, section.name);
    for (const node of section.nodes) {
      if (node.type === 'junk' && isFatal(node)) out.push(unreadable(node));
      else if (silent) continue;
      else if (outside && (node.type === 'junk' || node.type === 'assignment'))
        out.push(outsideSection(document, node.span));
      else if (node.type === 'junk') out.push(notAnAssignment(document, node, section.name!));
    }
  }
  return out;
};

/** Whether systemd reads no further after this line. */
export function isFatal(node: JunkNode): boolean {
  return node.reason === 'not-utf8' || node.reason === 'too-long';
}

function unreadable(node: JunkNode): Diagnostic {
  const message =
    node.reason === 'too-long'
      ? 'This line is longer than 1 MiB; systemd gives up on the whole file here. Split it, or move the content to a file that the line names.'
      : 'This line holds bytes that are not valid UTF-8; systemd gives up on the whole file here. Save the file as UTF-8.';
  const code = node.reason === 'too-long' ? 'unit.line-too-long' : 'unit.invalid-utf8';
  return { span: node.text, severity: 'error', code, message, documentation: SYNTAX_URL };
}

function outsideSection(document: UnitDocument, span: { start: number; end: number }): Diagnostic {
  const text = document.text.slice(span.start, span.end);
  const start = span.start + text.length - text.trimStart().length;
  return {
    span: { start, end: start + text.trim().length },
    severity: 'warning',
    code: 'unit.outside-section',
    message:
      'This line stands before the first section header, so systemd ignores it. Put a header such as [Unit] above it.',
    documentation: SYNTAX_URL,
  };
}

function notAnAssignment(document: UnitDocument, node: JunkNode, section: string): Diagnostic {
  const text = document.text.slice(node.text.start, node.text.end);
  if (node.reason === 'missing-key') {
    const message = 'There is no directive name before the "=", so systemd ignores the line. Write NAME=VALUE.';
    return { span: node.text, severity: 'warning', code: 'unit.missing-key', message, documentation: SYNTAX_URL };
  }
  const fix = equalsFix(text, node, keysFor(document, section));
  return {
    span: node.text,
    severity: 'warning',
    code: 'unit.missing-equals',
    message: `"${shorten(text)}" has no "=", so systemd ignores the line. Write NAME=VALUE, or start the line with "#" if it is a comment.`,
    documentation: SYNTAX_URL,
    ...(fix ? { fixes: [fix] } : {}),
  };
}

/** A first word that is a directive, or nearly one, lacks only its `=`. */
function equalsFix(text: string, node: JunkNode, keys: readonly string[]): Fix | undefined {
  const match = /^(\S+?)(\s*:\s*|\s+|$)/.exec(text);
  if (!match) return undefined;
  const key = keys.includes(match[1]!) ? match[1] : nearest(match[1]!, keys);
  if (key === undefined) return undefined;
  const span = { start: node.text.start, end: node.text.start + match[0].length };
  return { title: `Write "${key}="`, edits: [{ span, newText: `${key}=` }], preferred: true };
}

function shorten(text: string): string {
  const line = text.split(/[\r\n]/, 1)[0]!;
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
