import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EMPTY_WORKSPACE, type Workspace } from '../core/kinds/kind.ts';
import { DEFAULT_DIALECT, dialectOfPath, type NtpContext, type NtpDialect } from '../core/kinds/ntp/dialect.ts';
import { diskHost } from '../hosts/disk.ts';
import { installedNtp, rootOfNtp } from '../hosts/ntpRoot.ts';
import { resolveInRoot } from '../hosts/resolve.ts';
import { findRoot } from '../hosts/root.ts';

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
  const known = installed.get(root) ?? installedNtp(diskHost, root);
  installed.set(root, known);
  return { dialect: (await known) ?? dialectOfPath(path) ?? DEFAULT_DIALECT };
}

/** What of the paths that a file names is there in the root around it. */
export async function ntpWorkspace(
  path: string,
  given: string | undefined,
  mentioned: readonly string[],
): Promise<Workspace> {
  const root = await rootAround(path, given);
  if (root === undefined) return EMPTY_WORKSPACE;
  const there = new Map<string, boolean>();
  for (const one of mentioned) there.set(one, (await resolveInRoot(diskHost, root, one)) !== undefined);
  return { ...EMPTY_WORKSPACE, exists: (one) => there.get(one) };
}

async function rootAround(path: string, given: string | undefined): Promise<string | undefined> {
  if (given !== undefined) return pathToFileURL(resolve(given)).href;
  const uri = pathToFileURL(path).href;
  return rootOfNtp(uri) ?? (await findRoot(diskHost, uri));
}
