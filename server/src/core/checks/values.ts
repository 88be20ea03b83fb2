import type { Context, Diagnostic, Fix } from '../kinds/kind.ts';
import type { UnitDocument } from '../kinds/unit/document.ts';
import { type Directive, directive, isKnownTo, type UnitType } from '../knowledge/directives.ts';
import type { AssignmentNode } from '../parse/unitFile.ts';
import { sourceSpan } from '../text/mappedText.ts';
import type { Span } from '../text/span.ts';
import { judgeValue } from '../values/index.ts';
import type { ValueProblem } from '../values/judge.ts';
import { manualUrl, type UnitCheck } from './check.ts';
import { isReadSection } from './sections.ts';

/** Values that systemd refuses, or takes with a complaint: the `config_parse_*` functions of load-fragment.c. */
export const values: UnitCheck = (document, context) => {
  const out: Diagnostic[] = [];
  const earlier = new Map<Directive, string[]>();
  for (const section of document.file.sections) {
    if (!isReadSection(document, section.name)) continue;
    for (const node of section.nodes) {
      if (node.type !== 'assignment') continue;
      const row = directive(section.name!, node.key);
      if (!row || !isKnownTo(row, context.systemdVersion)) continue;
      const before = earlier.get(row) ?? [];
      earlier.set(row, before);
      for (const problem of judge(document, section.name!, node, row, before, context.systemdVersion)) {
        out.push(say(node, row, problem, isSilent(problem, context)));
      }
      note(before, node, row);
    }
  }
  return out;
};

function judge(
  document: UnitDocument,
  section: string,
  node: AssignmentNode,
  row: Directive,
  earlier: readonly string[],
  version: number,
): readonly ValueProblem[] {
  const unitType: UnitType = document.type ?? 'service';
  const unitName = document.identity.reach === 'unit' ? document.identity.name : undefined;
  return judgeValue(row, node.value.text, { version, unitType, unitName, section, key: node.key, earlier });
}

/** Notes a value for those after it; an empty one clears the list. */
function note(earlier: string[], node: AssignmentNode, row: Directive): void {
  if (node.value.text !== '') earlier.push(node.value.text);
  else if (row.empty === 'reset') earlier.length = 0;
}

/**
 * Debian's 252 speaks of paths below /var/run only in files of the administrator, whose packages are checked elsewhere;
 * there it is our advice alone.
 */
function isSilent(problem: ValueProblem, context: Context): boolean {
  return problem.code === 'value.legacy-path' && context.systemdVersion < 257 && !/(^|\/)etc\//.test(context.path);
}

function say(node: AssignmentNode, row: Directive, problem: ValueProblem, silent: boolean): Diagnostic {
  const whole = problem.end <= problem.start;
  const span = whole
    ? { start: node.keySpan.start, end: node.valueSpan.end }
    : sourceSpan(node.value, problem.start, problem.end);
  return {
    span,
    severity: silent ? 'information' : problem.severity === 'fatal' ? 'error' : 'warning',
    code: problem.code,
    message: problem.message,
    documentation: manualUrl(row.manual ?? 'systemd.directives(7)', `${row.key}=`),
    fixes: problem.fix ? [fix(problem.fix.title, fixSpan(node, problem, span), problem.fix.newText)] : [],
  };
}

function fixSpan(node: AssignmentNode, { fix: answer }: ValueProblem, whole: Span): Span {
  return answer?.span ? sourceSpan(node.value, answer.span.start, answer.span.end) : whole;
}

function fix(title: string, span: Span, newText: string): Fix {
  return { title, edits: [{ span, newText }], preferred: true };
}
