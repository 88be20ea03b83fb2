import type { Context, Link } from '../kind.ts';
import { familyOf } from './dialect.ts';
import { dialectOf, type NtpDocument } from './document.ts';
import type { Placed } from './match.ts';

const MOST_PATHS = 2000;

/** The files that a configuration names, as links to where they are in the root. */
export function linksOf(document: NtpDocument, context: Context): Link[] {
  const relative = familyOf(dialectOf(context)) === 'ntpsec';
  return pathsOf(document, context).flatMap(({ token, name }): Link[] => {
    const path = absolute(token.text, context.path, relative);
    if (path === undefined || context.workspace.exists(path) !== true) return [];
    return [{ span: token.span, target: { path }, tooltip: name }];
  });
}

/** The places of paths in a document. */
export function pathsOf(document: NtpDocument, context: Context): Placed[] {
  const { commands } = document.as(dialectOf(context));
  const all = commands.flatMap(({ placed }) => placed.filter(({ role }) => role === 'path'));
  return all.slice(0, MOST_PATHS);
}

/** The paths that a document names, in either dialect. */
export function pathsIn(document: NtpDocument): string[] {
  const { commands } = document.as('ntpsec');
  const paths = commands.flatMap(({ placed }) =>
    placed.flatMap(({ role, token }) => (role === 'path' && token.text.startsWith('/') ? [token.text] : [])),
  );
  const folders = paths.flatMap((path) => [path, path.slice(0, path.lastIndexOf('/')) || '/']);
  return [...new Set(folders)].slice(0, MOST_PATHS);
}

/** NTPsec takes a path from the folder of the file that names it; the classic daemon from where it runs. */
export function absolute(path: string, from: string, relative: boolean): string | undefined {
  if (path.startsWith('/')) return path;
  return relative && path !== '' ? `${from.slice(0, from.lastIndexOf('/'))}/${path}` : undefined;
}
