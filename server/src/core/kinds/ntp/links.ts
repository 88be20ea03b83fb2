import { folderOf } from '../../tree/systemTree.ts';
import type { Context, Link } from '../kind.ts';
import { commandsOf, dialectOf, type NtpDocument } from './document.ts';
import { includedBy, type NamedPath, namedPaths, stemOf } from './files.ts';
import type { NtpCommand } from './parse.ts';

const MOST_PATHS = 2000;

/** The files that a configuration names, as links to where they are in the root. */
export function linksOf(document: NtpDocument, context: Context): Link[] {
  return pathsOf(document, context).flatMap(({ placed, path }): Link[] => {
    if (path === undefined || isThere(path, context) !== true) return [];
    // A folder is none that an editor could open.
    if (context.ntp?.files?.folders.has(path)) return [];
    return [{ span: placed.token.span, target: { path }, tooltip: placed.name }];
  });
}

/** Whether a path is in the root; undefined when that is not known. */
export function isThere(path: string, { ntp, workspace }: Context): boolean | undefined {
  return ntp?.files?.there.get(path) ?? workspace.exists(path);
}

/** The paths in a document. */
export function pathsOf(document: NtpDocument, context: Context): NamedPath[] {
  return namedPaths(commandsOf(document, context), pathInRoot(context), dialectOf(context));
}

/** The path of a document in its root. */
export function pathInRoot({ path, ntp }: Context): string {
  return ntp?.files?.path ?? path;
}

/** The paths that a document names, in either dialect. */
export function pathsIn(document: NtpDocument): string[] {
  const paths = namedPaths(document.as('ntpsec').commands, '', 'classic').flatMap(({ path }) => path ?? []);
  return [...new Set(paths.flatMap((path) => [path, folderOf(path), stemOf(path) ?? path]))].slice(0, MOST_PATHS);
}

/** The commands of a document with those of the files that it includes, whose spans are of their own texts. */
export function configurationOf(document: NtpDocument, context: Context): readonly NtpCommand[] {
  const commands = commandsOf(document, context);
  const { files } = includedBy(commands, pathInRoot(context), dialectOf(context), context.ntp?.files);
  return files.length === 0 ? commands : [...commands, ...files.flatMap((file) => file.commands)];
}
