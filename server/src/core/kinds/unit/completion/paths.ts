import type { Directive } from '../../../knowledge/directives.ts';
import type { Span } from '../../../text/span.ts';
import type { Completion, Context } from '../../kind.ts';
import { sourceOf, type ValuePlace } from './values.ts';

const PATH_KINDS = new Set([
  'path',
  'path-list',
  'path-glob',
  'condition-path',
  'command-line',
  'bind-paths',
  'mount-source',
]);

/** Directives in whose value paths stand. */
export function takesPath(row: Directive): boolean {
  return PATH_KINDS.has(row.kind);
}

/** The names in the folder that has been typed so far, as the root has them. */
export function completePaths(place: ValuePlace, word: Span, context: Context): Completion[] {
  const typed = typedPath(place);
  const folder = typed === undefined ? undefined : folderOf(typed);
  if (typed === undefined || folder === undefined) return [];
  const start = place.at - typed.length;
  const end = Math.max(word.end, place.at);
  return context.workspace.list(folder).map((name) => ({
    label: folder + name,
    kind: 'path' as const,
    edit: { span: sourceOf(place, { start, end }), newText: folder + name },
    rank: name,
    ...(name.endsWith('/') ? { retrigger: true } : {}),
  }));
}

/** The folder of the path at an offset of a value; undefined where no path is being typed. */
export function folderAtPlace(place: ValuePlace): string | undefined {
  const typed = place.row && takesPath(place.row) ? typedPath(place) : undefined;
  return typed === undefined ? undefined : folderOf(typed);
}

function typedPath(place: ValuePlace): string | undefined {
  const before = place.node.value.text.slice(0, place.at);
  const typed = /[^\s"'=:]*$/.exec(before)![0].replace(/^[-+!@|~]+(?=\/)/, '');
  return typed === '' || typed.startsWith('/') ? typed : undefined;
}

function folderOf(typed: string): string {
  return typed.slice(0, typed.lastIndexOf('/') + 1) || '/';
}
