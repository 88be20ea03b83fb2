import { directive, isKnownTo } from '../../../knowledge/directives.ts';
import type { AssignmentNode } from '../../../parse/unitFile.ts';
import type { Span } from '../../../text/span.ts';
import type { Context, InlayHint } from '../../kind.ts';
import type { UnitDocument } from '../document.ts';
import type { Ask } from '../explain/ask.ts';
import { calendarHint } from './calendar.ts';
import { limitHint, sizeHint } from './size.ts';
import { timespanHint } from './timespan.ts';

/** Says more about a value in a few characters; undefined where that is nothing new. */
export type Hint = (ask: Ask) => Omit<InlayHint, 'offset'> | undefined;

/** By the kind of the value. */
const HINTS: Readonly<Record<string, Hint>> = {
  calendar: calendarHint,
  'percent-or-size': sizeHint,
  rlimit: limitHint,
  size: sizeHint,
  timespan: timespanHint,
};

/** Notes behind the values of the lines that a stretch of the text touches. */
export function inlayHintsOf(document: UnitDocument, span: Span, context: Context): InlayHint[] {
  const out: InlayHint[] = [];
  for (const section of document.file.sections) {
    if (section.name === undefined || section.span.start > span.end || section.span.end < span.start) continue;
    for (const node of section.nodes) {
      if (node.type !== 'assignment' || node.span.start > span.end || node.span.end < span.start) continue;
      const hint = hintOf(node, section.name, document, context);
      if (hint) out.push({ offset: node.valueSpan.end, ...hint });
    }
  }
  return out;
}

function hintOf(node: AssignmentNode, section: string, document: UnitDocument, context: Context) {
  const row = directive(section, node.key);
  const hint = row && Object.hasOwn(HINTS, row.kind) ? HINTS[row.kind] : undefined;
  if (!row || !hint || node.value.text === '' || !isKnownTo(row, context.systemdVersion)) return undefined;
  return hint({ row, section, key: node.key, value: node.value.text, document, context });
}
