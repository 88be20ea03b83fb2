import type { Context, Diagnostic, Fix } from '../../kinds/kind.ts';
import type { AssignmentNode } from '../../parse/unitFile.ts';
import { sourceSpan } from '../../text/mappedText.ts';
import type { Span } from '../../text/span.ts';
import { manualUrl } from '../check.ts';
import type { Reading } from '../verify/reading.ts';
import { assignmentSpan } from '../verify/report.ts';

/** One piece of advice: what systemd takes in silence, though it is likely not what was meant. */
export type AdviceRule = (unit: Reading, context: Context) => readonly Diagnostic[];

/** What to say, where to read more about it, and what can be done. */
export interface Advice {
  /** Without the `advice.` before it. */
  readonly code: string;
  readonly message: string;
  /** A manual page such as `systemd.service(5)`, and a directive in it. */
  readonly page: string;
  readonly anchor?: string;
  readonly fixes?: readonly (Fix | undefined)[];
}

/** Advice about a stretch of the text, at the level of information. */
export function adviseAt(span: Span, { code, message, page, anchor, fixes = [] }: Advice): Diagnostic {
  const real = fixes.filter((fix) => fix !== undefined);
  return {
    span,
    severity: 'information',
    code: `advice.${code}`,
    message,
    documentation: manualUrl(page, anchor),
    ...(real.length > 0 ? { fixes: real } : {}),
  };
}

/** Advice about an assignment. */
export function advise(node: AssignmentNode, advice: Advice): Diagnostic {
  return adviseAt(assignmentSpan(node), advice);
}

/** Advice about a stretch of a value. */
export function adviseWord(node: AssignmentNode, start: number, end: number, advice: Advice): Diagnostic {
  return adviseAt(sourceSpan(node.value, start, end), advice);
}

/** Writes one more line behind an assignment. */
export function addLineBehind(unit: Reading, node: AssignmentNode, line: string): Fix {
  const source = unit.document.text.slice(node.span.start, node.span.end);
  const ending = /\r\n|\n|\r/.exec(source.slice(-2))?.[0];
  const span = { start: node.span.end, end: node.span.end };
  return { title: `Add '${line}'`, edits: [{ span, newText: ending ? `${line}${ending}` : `\n${line}` }] };
}
