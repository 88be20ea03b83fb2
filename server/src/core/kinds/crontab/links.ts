import type { Context, Link } from '../kind.ts';
import { type CrontabDocument, contentOf } from './document.ts';

/** Longer commands than this hold data, not paths that somebody wants to open. */
const LONGEST_COMMAND = 20_000;
const MOST_PATHS = 2000;

/** Absolute paths in commands, with where they stand. */
export function pathsInText(text: string, start: number): { readonly path: string; readonly at: number }[] {
  const found = text.slice(0, LONGEST_COMMAND).matchAll(/(?<![\w.$}*?/-])\/[\w.+@/-]*\w/g);
  return [...found].map((match) => ({ path: match[0], at: start + match.index }));
}

function paths(document: CrontabDocument) {
  return document
    .as('debian')
    .nodes.flatMap((node) => {
      const content = contentOf(node);
      const part = content?.type === 'entry' ? content.command : undefined;
      return part ? pathsInText(part.text, part.span.start) : [];
    })
    .slice(0, MOST_PATHS);
}

/** Paths in commands that the root has. */
export function linksOf(document: CrontabDocument, { workspace }: Context): Link[] {
  return paths(document)
    .filter(({ path }) => workspace.exists(path) === true)
    .map(({ path, at }) => ({ span: { start: at, end: at + path.length }, target: { path } }));
}

export function pathsIn(document: CrontabDocument): string[] {
  return [...new Set(paths(document).map(({ path }) => path))];
}
