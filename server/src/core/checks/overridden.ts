import type { Diagnostic } from '../kinds/kind.ts';
import { directive } from '../knowledge/directives.ts';
import { type AssignmentNode, assignments } from '../parse/unitFile.ts';
import type { UnitCheck } from './check.ts';
import { isReadSection } from './sections.ts';

/**
 * Assignments that a later one in the same file makes void: the directive takes one value, or the list is cleared by an
 * empty assignment further down. systemd says nothing, so this is advice.
 */
export const overridden: UnitCheck = (document) => {
  const out: Diagnostic[] = [];
  const live = new Map<string, AssignmentNode[]>();
  for (const { section, node } of assignments(document.file)) {
    if (section === undefined || !isReadSection(document, section)) continue;
    const row = directive(section, node.key);
    if (!row) continue;
    const name = `${section}.${node.key}`;
    const before = live.get(name) ?? [];
    const clears = node.value.text === '' && row.empty === 'reset';
    if (clears || (!row.list && node.value.text !== '')) {
      for (const dead of before) out.push(say(dead, node, clears));
      live.set(name, clears ? [] : [node]);
    } else if (node.value.text !== '') {
      before.push(node);
      live.set(name, before);
    }
  }
  return out;
};

function say(dead: AssignmentNode, later: AssignmentNode, clears: boolean): Diagnostic {
  const name = `${dead.key}=`;
  return {
    span: { start: dead.keySpan.start, end: dead.valueSpan.end },
    severity: 'hint',
    code: 'unit.overridden-assignment',
    message: clears
      ? `This ${name} has no effect: the empty ${name} further down clears the list.`
      : `This ${name} has no effect: the one further down replaces it.`,
    tag: 'unnecessary',
    related: [{ span: later.keySpan, message: clears ? 'cleared here' : 'replaced here' }],
    fixes: [{ title: `Remove this ${name}`, edits: [{ span: dead.span, newText: '' }] }],
  };
}
