import { flavorOf, RUNLEVELS, type Runlevel, rcFolder } from '../../sysv/layout.ts';
import { joinPath, type SystemTree } from '../../tree/systemTree.ts';
import { type Diagnostic, EMPTY_WORKSPACE, type FileKind } from '../kind.ts';
import { diagnoseRcLinks } from './checks.ts';
import { parseRcLinks } from './document.ts';
import { entryLine, folderLinks, LINES_ABOVE } from './listing.ts';

/** Something to say about a link of a root. */
export interface LinkFinding {
  /** The link, as a path in the root without links in it. */
  readonly path: string;
  /** Its line in a listing; the diagnostic's places are in that. */
  readonly line: string;
  /** The number of the line in the listing of its folder, from 0. */
  readonly number: number;
  readonly diagnostic: Diagnostic;
}

/** A folder with the links of a runlevel, and what there is to say about them. */
export interface FolderFindings {
  readonly level: Runlevel;
  /** The folder, as a path in the root without links in it. */
  readonly folder: string;
  /** How many links it has. */
  readonly links: number;
  readonly findings: readonly LinkFinding[];
}

/**
 * Judges the links of all runlevels of a root, or of some, as if each folder were a listing. Fixes are left out: they are
 * edits of a listing.
 */
export function rootLinkFindings(tree: SystemTree, levels: readonly Runlevel[] = RUNLEVELS): FolderFindings[] {
  const flavor = flavorOf(tree);
  const seen = new Set<string>();
  return levels.flatMap((level) => {
    const folder = rcFolder(tree, level);
    if (folder === undefined || seen.has(folder)) return [];
    seen.add(folder);
    const { links } = folderLinks(tree, folder);
    const text = links.map((entry) => `${entryLine(entry)}\n`).join('');
    const document = parseRcLinks(KIND, text);
    const sysv = { flavor, tree, path: `/etc/rc${level}.d` };
    const context = { path: sysv.path, languageId: 'rc-links', systemdVersion: 0, workspace: EMPTY_WORKSPACE, sysv };
    const byStart = new Map(document.links.map((line, index) => [line.span.start, { line, index }]));
    const findings = diagnoseRcLinks(document, context).flatMap((diagnostic): LinkFinding[] => {
      const start = text.lastIndexOf('\n', diagnostic.span.start - 1) + 1;
      const at = byStart.get(start);
      if (!at) return [];
      const { line, index } = at;
      const path = joinPath(folder, line.name.text);
      const number = index + LINES_ABOVE;
      return [{ path, line: text.slice(start, line.span.end), number, diagnostic: onLine(diagnostic, start) }];
    });
    return [{ level, folder, links: links.length, findings }];
  });
}

/** Documents are made here for their findings alone, which do not ask for their kind. */
const KIND = { id: 'rc-links' } as FileKind;

/** The same with its place in the line; other lines are not at hand. */
function onLine({ span, severity, code, message, tag }: Diagnostic, start: number): Diagnostic {
  const at = { start: span.start - start, end: span.end - start };
  return { span: at, severity, code, message, ...(tag ? { tag } : {}) };
}
