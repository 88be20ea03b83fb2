import type { Context, Diagnostic, Fix } from '../kinds/kind.ts';
import type { UnitDocument } from '../kinds/unit/document.ts';
import {
  type Directive,
  directive,
  directivesNamed,
  directivesOf,
  isKnownTo,
  typeOfSection,
} from '../knowledge/directives.ts';
import type { AssignmentNode } from '../parse/unitFile.ts';
import { type Candidates, candidates, nearestOf } from '../text/nearest.ts';
import { manualUrl, type UnitCheck } from './check.ts';
import { moveFix } from './moveAssignment.ts';
import { isReadSection, readSections } from './sections.ts';

/** A file with more unknown names than that is no unit file with typing errors, and looking for their likes takes long. */
const MOST_PROPOSALS = 500;

/** Keys that systemd does not know in their section: conf-parser.c, `next_assignment`. Names with X- are left alone. */
export const directiveNames: UnitCheck = (document, context) => {
  const out: Diagnostic[] = [];
  for (const section of document.file.sections) {
    if (section.name === undefined || !isReadSection(document, section.name)) continue;
    for (const node of section.nodes) {
      if (node.type !== 'assignment' || isKnown(section.name, node.key, context.systemdVersion)) continue;
      if (node.key.startsWith('X-')) continue;
      out.push(describe(document, section.name, node, context, out.length < MOST_PROPOSALS));
    }
  }
  return out;
};

/** Whether this version of systemd knows the directive in that section. */
export function isKnown(section: string, key: string, version: number): boolean {
  const row = directive(section, key);
  return row !== undefined && isKnownTo(row, version);
}

function describe(
  document: UnitDocument,
  section: string,
  node: AssignmentNode,
  context: Context,
  propose: boolean,
): Diagnostic {
  const row = directive(section, node.key);
  if (row) return otherVersion(section, node, row, context.systemdVersion);
  const homes = sectionsKnowing(document, node.key, context.systemdVersion);
  const near = propose ? nearestDirective(section, node.key, context.systemdVersion) : undefined;
  return homes.length > 0 ? wrongSection(document, section, node, homes, near) : unknown(section, node, near);
}

function otherVersion(section: string, node: AssignmentNode, row: Directive, version: number): Diagnostic {
  const name = `${node.key}=`;
  if (row.removed !== undefined && version >= row.removed) {
    const instead = row.renamedTo ? ` Write ${row.renamedTo}= instead.` : '';
    return {
      ...at(
        node,
        'unit.removed-directive',
        `${name} is no longer known to systemd ${version}, which ignores the line.${instead}`,
        row,
      ),
      fixes: row.renamedTo ? [renameFix(node, row.renamedTo)] : [],
    };
  }
  const since = row.since ?? row.first;
  return at(
    node,
    'unit.newer-directive',
    `${name} is new in systemd ${since}; version ${version} does not know it in [${section}] and ignores the line.`,
    row,
  );
}

function wrongSection(
  document: UnitDocument,
  section: string,
  node: AssignmentNode,
  homes: readonly string[],
  near: string | undefined,
): Diagnostic {
  const readable = homes.filter((home) => isReadSection(document, home));
  const target = readable[0];
  const where = (target ? readable : homes).map((home) => `[${home}]`).join(' or ');
  const types = homes.map((home) => typeOfSection(home)).filter((type) => type !== undefined);
  const elsewhere = types.length > 0 ? `, that is, into a ${types.map((type) => `.${type}`).join(' or ')} file` : '';
  const hint = target || !near ? '' : ` In [${section}] there is ${near}=.`;
  const row = directive(homes[0]!, node.key);
  const message = `${node.key}= belongs into ${where}${target ? '' : elsewhere}; in [${section}] systemd ignores it.${hint}`;
  return {
    ...at(node, 'unit.wrong-section', message, row),
    fixes: target ? [moveFix(document, node, target)] : [],
  };
}

function unknown(section: string, node: AssignmentNode, near: string | undefined): Diagnostic {
  const hint = near ? ` Did you mean ${near}=?` : ' Names that start with X- are ignored without a warning.';
  const message = `systemd knows no ${node.key}= in [${section}] and ignores the line.${hint}`;
  return {
    ...at(node, 'unit.unknown-directive', message, undefined),
    fixes: near ? [renameFix(node, near)] : [],
  };
}

const candidatesBySection = new Map<string, Candidates>();

/** The directive of the section that a misspelt name is most likely to mean; old names are not proposed. */
function nearestDirective(section: string, key: string, version: number): string | undefined {
  const place = `${version} ${section}`;
  const known = candidatesBySection.get(place);
  if (known) return nearestOf(known, key);
  const rows = directivesOf(section).filter((row) => isKnownTo(row, version) && !row.legacy);
  const fresh = candidates(rows.map((row) => row.key));
  candidatesBySection.set(place, fresh);
  return nearestOf(fresh, key);
}

/** The sections that know the directive: those of this unit type first. */
function sectionsKnowing(document: UnitDocument, key: string, version: number): string[] {
  const all = directivesNamed(key)
    .filter((row) => isKnownTo(row, version))
    .flatMap((row) => row.sections);
  const read = readSections(document);
  return [...all.filter((section) => read.includes(section)), ...all.filter((section) => !read.includes(section))];
}

function renameFix(node: AssignmentNode, name: string): Fix {
  return { title: `Change to ${name}=`, edits: [{ span: node.keySpan, newText: name }], preferred: true };
}

function at(node: AssignmentNode, code: string, message: string, row: Directive | undefined): Diagnostic {
  const page = row?.manual ?? 'systemd.directives(7)';
  return {
    // systemd names the last line of a continued assignment; the span holds that line too.
    span: node.lines > 1 ? { start: node.keySpan.start, end: node.valueSpan.end } : node.keySpan,
    severity: 'warning',
    code,
    message,
    documentation: manualUrl(page, row ? `${row.key}=` : undefined),
  };
}
