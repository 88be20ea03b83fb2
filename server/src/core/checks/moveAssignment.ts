import type { Fix } from '../kinds/kind.ts';
import type { UnitDocument } from '../kinds/unit/document.ts';
import type { AssignmentNode, SectionNode } from '../parse/unitFile.ts';
import type { TextEdit } from '../text/edit.ts';

/** Moves an assignment, with its continuation lines, to the end of a section; makes the section when there is none. */
export function moveFix(document: UnitDocument, node: AssignmentNode, section: string): Fix {
  const { text } = document;
  const lines = text.slice(node.span.start, node.span.end);
  const newline = newlineOf(text);
  const body = /[\r\n]$/.test(lines) ? lines : `${lines}${newline}`;
  const removal: TextEdit = { span: node.span, newText: '' };
  const home = document.file.sections.findLast((candidate) => candidate.name === section);
  const insertion = home ? append(text, home, body, newline) : create(text, section, body, newline);
  return { title: `Move to [${section}]`, edits: [removal, insertion], preferred: true };
}

function append(text: string, section: SectionNode, body: string, newline: string): TextEdit {
  const last = section.nodes.findLast((node) => node.type !== 'blank' && node.type !== 'comment') ?? section.nodes[0]!;
  const at = last.span.end;
  const lead = at > 0 && !/[\r\n]/.test(text[at - 1]!) ? newline : '';
  return { span: { start: at, end: at }, newText: lead + body };
}

function create(text: string, section: string, body: string, newline: string): TextEdit {
  const lead = text === '' || /[\r\n]$/.test(text) ? newline : newline + newline;
  return { span: { start: text.length, end: text.length }, newText: `${lead}[${section}]${newline}${body}` };
}

/** The line ending of the first line; told without a look at all of a text that may need thousands of fixes. */
function newlineOf(text: string): string {
  return text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
}
