import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Context, ParsedDocument } from '../core/kinds/kind.ts';
import { DEFAULT_DIALECT, dialectOfPath, type NtpContext, type NtpDialect } from '../core/kinds/ntp/dialect.ts';
import type { NtpDocument } from '../core/kinds/ntp/document.ts';
import { type NtpFiles, wantedBy } from '../core/kinds/ntp/files.ts';
import type { NtpCommand } from '../core/kinds/ntp/parse.ts';
import { diskHostAtOnce } from '../hosts/disk.ts';
import { readNtpFiles } from '../hosts/ntpFiles.ts';
import { installedNtp, rootOfNtp } from '../hosts/ntpRoot.ts';
import { findRoot, pathInRoot } from '../hosts/root.ts';

const installed = new Map<string, Promise<NtpDialect | undefined>>();

/** The daemon that reads a file: the one the user named, else that of the root around it. */
export async function ntpAround(
  path: string,
  given: string | undefined,
  chosen: NtpDialect | undefined,
): Promise<NtpContext> {
  if (chosen !== undefined) return { dialect: chosen };
  const root = await rootAround(path, given);
  if (root === undefined) return { dialect: dialectOfPath(path) ?? DEFAULT_DIALECT };
  const known = installed.get(root) ?? installedNtp(diskHostAtOnce, root);
  installed.set(root, known);
  return { dialect: (await known) ?? dialectOfPath(path) ?? DEFAULT_DIALECT };
}

/** What the root around a file holds of the files that it names; undefined where none is around it. */
export async function ntpFilesAround(
  path: string,
  given: string | undefined,
  commands: readonly NtpCommand[],
  dialect: NtpDialect,
): Promise<NtpFiles | undefined> {
  const uri = pathToFileURL(path).href;
  // A folder is no root only because it has an etc.
  const root = given === undefined ? await findRoot(diskHostAtOnce, uri) : pathToFileURL(resolve(given)).href;
  if (root === undefined) return undefined;
  const inside = pathInRoot(root, uri);
  return readNtpFiles(diskHostAtOnce, root, inside, wantedBy(commands, inside, dialect), dialect);
}

async function rootAround(path: string, given: string | undefined): Promise<string | undefined> {
  if (given !== undefined) return pathToFileURL(resolve(given)).href;
  const uri = pathToFileURL(path).href;
  return rootOfNtp(uri) ?? (await findRoot(diskHostAtOnce, uri));
}

/** The context of an ntp.conf with the files that it names; that of other files as it is. */
export async function withNtpFiles(
  context: Context,
  document: ParsedDocument,
  given: string | undefined,
): Promise<Context> {
  if (!context.ntp) return context;
  const { dialect } = context.ntp;
  const { commands } = (document as NtpDocument).as(dialect);
  return { ...context, ntp: { dialect, files: await ntpFilesAround(context.path, given, commands, dialect) } };
}
