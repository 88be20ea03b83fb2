import type { Context, Diagnostic } from '../kinds/kind.ts';
import type { UnitDocument } from '../kinds/unit/document.ts';
import type { UnitNode } from '../parse/unitFile.ts';
import { advice } from './advice/index.ts';
import type { UnitCheck } from './check.ts';
import { directiveNames } from './directiveNames.ts';
import { legacy } from './legacy.ts';
import { missingSection } from './missingSection.ts';
import { overridden } from './overridden.ts';
import { sectionHeaders } from './sections.ts';
import { syntax } from './syntax.ts';
import { values } from './values.ts';
import { verifyUnit } from './verify/index.ts';

/** The checks that look at single lines, in the order in which their findings are made. */
const LINE_CHECKS: readonly UnitCheck[] = [syntax, sectionHeaders, directiveNames, values];
/** Our own advice. */
const ADVICE: readonly UnitCheck[] = [legacy, overridden, missingSection, advice];

/**
 * Everything there is to say about a unit file, in the order of the file. Errors and warnings are what systemd of the
 * context's version says; a line behind one at which systemd gives up is only information, as it never gets there.
 */
export function diagnoseUnit(document: UnitDocument, context: Context): Diagnostic[] {
  const lines = LINE_CHECKS.flatMap((check) => check(document, context));
  const end = endOfReading(document, lines);
  const whole =
    end === undefined && document.identity.role === 'fragment' ? verifyUnit(document, context.systemdVersion) : [];
  const complained = new Set(lines.map((found) => lineOf(document, found)));
  const counsel = ADVICE.flatMap((check) => check(document, context)).filter(
    (found) => found.tag !== 'deprecated' || !complained.has(lineOf(document, found)),
  );
  const reached = lines.map((found) => (end !== undefined && found.span.start >= end ? unreached(found) : found));
  return [...reached, ...whole, ...counsel].sort((a, b) => a.span.start - b.span.start);
}

/** The offset behind the first line at which systemd gives up on the file. */
function endOfReading(document: UnitDocument, found: readonly Diagnostic[]): number | undefined {
  let first: number | undefined;
  for (const { severity, span } of found) {
    if (severity === 'error' && span.start < (first ?? Number.POSITIVE_INFINITY)) first = span.start;
  }
  return first === undefined ? undefined : nodeHolding(document.file.nodes, first)?.span.end;
}

function unreached(found: Diagnostic): Diagnostic {
  return {
    ...found,
    severity: 'information',
    message: `${found.message} (systemd does not get this far: it gives up on the file further up.)`,
  };
}

function lineOf(document: UnitDocument, found: Diagnostic): number {
  return nodeHolding(document.file.nodes, found.span.start)?.span.start ?? -1;
}

function nodeHolding(nodes: readonly UnitNode[], offset: number): UnitNode | undefined {
  let low = 0;
  let high = nodes.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (nodes[middle]!.span.start <= offset) low = middle;
    else high = middle;
  }
  return nodes[low];
}
