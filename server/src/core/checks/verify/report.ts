import type { Diagnostic, Fix } from '../../kinds/kind.ts';
import type { AssignmentNode } from '../../parse/unitFile.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { Span } from '../../text/span.ts';
import type { Reading } from './reading.ts';

/** One thing that systemd checks of a unit; undefined when it is content. An error ends the checks, as in systemd. */
export type Rule = (unit: Reading) => Diagnostic | undefined;

interface Extra {
  readonly fixes?: readonly Fix[];
  readonly related?: NonNullable<Diagnostic['related']>;
}

/** The unit does not load. Points at the assignment, without one at the unit's own section. */
export function refuse(
  unit: Reading,
  code: string,
  node: AssignmentNode | undefined,
  message: string,
  extra: Extra = {},
): Diagnostic {
  return { span: placeOf(unit, node), severity: 'error', code: `unit.${code}`, message, ...extra };
}

/** systemd logs it and goes on. */
export function warn(
  unit: Reading,
  code: string,
  node: AssignmentNode | undefined,
  message: string,
  extra: Extra = {},
): Diagnostic {
  return { ...refuse(unit, code, node, message, extra), severity: 'warning' };
}

/** Key and value of an assignment. */
export function assignmentSpan(node: AssignmentNode): Span {
  return { start: node.keySpan.start, end: Math.max(node.valueSpan.end, node.equals + 1) };
}

function placeOf(unit: Reading, node: AssignmentNode | undefined): Span {
  if (node) return assignmentSpan(node);
  const sections = unit.document.file.sections;
  const own = sections.find((section) => section.name === unit.section) ?? sections.find((section) => section.header);
  if (own?.header) return own.header.header;
  const end = unit.document.text.search(/[\r\n]|$/);
  return { start: 0, end };
}

/** Puts another value in the place of the one that an assignment has. */
export function replaceValue(node: AssignmentNode, value: string): Fix {
  return {
    title: `Write '${node.key}=${value}'`,
    edits: [{ span: valuePlace(node), newText: value }],
    preferred: true,
  };
}

function valuePlace(node: AssignmentNode): Span {
  if (node.value.text !== '') return node.valueSpan;
  return { start: node.equals + 1, end: node.equals + 1 };
}

/** Takes out all lines of an assignment. */
export function removeAssignment(node: AssignmentNode): Fix {
  return { title: `Remove '${node.key}='`, edits: [{ span: node.span, newText: '' }] };
}

/** Writes one more line behind an assignment, or at the head of the unit's own section. */
export function addAssignment(unit: Reading, line: string, behind?: AssignmentNode): Fix | undefined {
  const place = behind ?? unit.document.file.sections.find((section) => section.name === unit.section)?.header;
  if (!place) return undefined;
  const source = unit.document.text.slice(place.span.start, place.span.end);
  const ending = /\r\n|\n|\r/.exec(source.slice(-2))?.[0];
  const newText = ending ? `${line}${ending}` : `\n${line}`;
  const edit: TextEdit = { span: { start: place.span.end, end: place.span.end }, newText };
  return { title: `Add '${line}'`, edits: [edit] };
}

/** The fixes that there are, in the form that diagnostics take. */
export function fixes(...found: readonly (Fix | undefined)[]): Extra {
  const real = found.filter((fix) => fix !== undefined);
  return real.length === 0 ? {} : { fixes: real };
}
