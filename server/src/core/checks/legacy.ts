import type { Diagnostic, Fix } from '../kinds/kind.ts';
import type { UnitDocument } from '../kinds/unit/document.ts';
import { type Directive, directive, isIgnoredBy, isKnownTo } from '../knowledge/directives.ts';
import type { AssignmentNode } from '../parse/unitFile.ts';
import { manualUrl, type UnitCheck } from './check.ts';
import { moveFix } from './moveAssignment.ts';
import { isReadSection } from './sections.ts';

/**
 * Directives that still work under an old name, or are read without effect. systemd is silent about most of them, so
 * this is advice; where it does complain, the check of values says so.
 */
export const legacy: UnitCheck = (document, context) => {
  const out: Diagnostic[] = [];
  for (const section of document.file.sections) {
    if (!isReadSection(document, section.name)) continue;
    for (const node of section.nodes) {
      if (node.type !== 'assignment') continue;
      const row = directive(section.name!, node.key);
      if (!row?.legacy || row.legacy === 'removed' || !isKnownTo(row, context.systemdVersion)) continue;
      out.push(advise(document, section.name!, node, row, context.systemdVersion));
    }
  }
  return out;
};

function advise(
  document: UnitDocument,
  section: string,
  node: AssignmentNode,
  row: Directive,
  version: number,
): Diagnostic {
  const successor = successorOf(section, row, version);
  const dead = isIgnoredBy(row, version);
  const instead = successor
    ? ` Write ${successor.section === section ? '' : `[${successor.section}] `}${successor.key}= instead.`
    : row.alternatives
      ? ` See ${row.alternatives.map((key) => `${key}=`).join(' and ')}.`
      : '';
  const what = dead
    ? `${node.key}= has no effect in systemd ${version}.`
    : row.legacy === 'alias'
      ? `${node.key}= is an old name that systemd still takes.`
      : `${node.key}= is deprecated.`;
  return {
    span: node.keySpan,
    severity: 'hint',
    code: dead
      ? 'unit.ignored-directive'
      : row.legacy === 'alias'
        ? 'unit.renamed-directive'
        : 'unit.deprecated-directive',
    message: what + instead,
    tag: 'deprecated',
    documentation: manualUrl(row.manual ?? 'systemd.directives(7)'),
    fixes: successor ? fixesFor(document, section, node, successor) : [],
  };
}

interface Successor {
  readonly section: string;
  readonly key: string;
  readonly row: Directive;
}

function successorOf(section: string, row: Directive, version: number): Successor | undefined {
  if (!row.renamedTo) return undefined;
  const home = row.renamedSection ?? section;
  const found = directive(home, row.renamedTo);
  return found && isKnownTo(found, version) ? { section: home, key: row.renamedTo, row: found } : undefined;
}

/** A rename is offered only where the old value means the same under the new name: both are read by the same parser. */
function fixesFor(document: UnitDocument, section: string, node: AssignmentNode, successor: Successor): Fix[] {
  const old = directive(section, node.key)!;
  const carries = old.kind === successor.row.kind;
  if (!carries) return [];
  if (successor.section === section) {
    const edits = [{ span: node.keySpan, newText: successor.key }];
    return [{ title: `Change to ${successor.key}=`, edits, preferred: true }];
  }
  const move = moveFix(document, node, successor.section);
  const edits = move.edits.map((edit) =>
    edit.newText === '' ? edit : { ...edit, newText: edit.newText.replace(`${node.key}`, successor.key) },
  );
  return [{ title: `Move to [${successor.section}] as ${successor.key}=`, edits, preferred: true }];
}
