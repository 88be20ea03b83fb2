import { directive } from '../../knowledge/directives.ts';
import { manualUrl } from '../../knowledge/manual.ts';
import { append } from '../../lists/append.ts';
import { type AssignmentNode, assignments } from '../../parse/unitFile.ts';
import { sourceSpan } from '../../text/mappedText.ts';
import type { Context, Link } from '../kind.ts';
import type { UnitDocument } from './document.ts';

/** Addresses in `Documentation=`, and paths that the root has. */
export function linksOf(document: UnitDocument, context: Context): Link[] {
  const out: Link[] = [];
  for (const { section, node } of assignments(document.file)) {
    if (section === undefined) continue;
    if (section === 'Unit' && node.key === 'Documentation') append(out, documentation(node));
    else if (directive(section, node.key)) append(out, paths(node, context));
  }
  return out;
}

function documentation(node: AssignmentNode): Link[] {
  return [...node.value.text.matchAll(/\S+/g)].flatMap((match) => {
    const target = targetOf(match[0]);
    return target ? [{ span: sourceSpan(node.value, match.index, match.index + match[0].length), ...target }] : [];
  });
}

function targetOf(word: string): Pick<Link, 'target' | 'tooltip'> | undefined {
  if (/^https?:\/\/./.test(word)) return { target: { url: word } };
  if (/^file:\/+/.test(word)) return { target: { path: word.replace(/^file:\/*/, '/') } };
  const page = /^man:([^()\s]+)\((\w+)\)$/.exec(word);
  if (!page) return undefined;
  const own =
    /^(systemd|journal|login|machine|network|resolve|udev|timedate|hostname|locale|bootctl|kernel-install)/.test(
      page[1]!,
    );
  const url = own ? manualUrl(page[1]!) : `https://manpages.debian.org/${page[1]}.${page[2]}`;
  return { target: { url }, tooltip: `Manual page ${page[1]}(${page[2]})` };
}

/** The absolute paths in values that a root may be asked about. */
export function pathsIn(document: UnitDocument): string[] {
  const out = new Set<string>();
  for (const { section, node } of assignments(document.file)) {
    if (section !== undefined && directive(section, node.key))
      for (const found of absolutePaths(node)) out.add(found.path);
  }
  return [...out];
}

function paths(node: AssignmentNode, context: Context): Link[] {
  const out: Link[] = [];
  for (const { path, index } of absolutePaths(node)) {
    if (context.workspace.exists(path) !== true) continue;
    const span = sourceSpan(node.value, index, index + path.length);
    if (span.end - span.start === path.length) out.push({ span, target: { path } });
  }
  return out;
}

/** Absolute paths without specifiers, variables or wildcards. */
function absolutePaths(node: AssignmentNode): { path: string; index: number }[] {
  return [...node.value.text.matchAll(/(?<![\w.%${}*?[/])\/[\w.+@/-]*\w/g)]
    .filter((match) => !/^\/?[%$*?[{]/.test(node.value.text.slice(match.index + match[0].length)))
    .map((match) => ({ path: match[0], index: match.index }));
}
