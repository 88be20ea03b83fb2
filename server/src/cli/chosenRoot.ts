import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { NEWEST_VERSION } from '../core/knowledge/directives.ts';
import { majorVersion } from '../core/knowledge/versions.ts';
import { diskHostAtOnce } from '../hosts/disk.ts';
import { findRoot, isRoot, systemdVersionOf } from '../hosts/root.ts';
import { UsageError } from './terminal.ts';

/** The folder that `--root` names; without it the root around the current folder, else `/`. */
export async function chosenRoot(given: string | undefined): Promise<string> {
  if (given === undefined) {
    const here = pathToFileURL(process.cwd()).href;
    const around = (await isRoot(diskHostAtOnce, here)) ? here : await findRoot(diskHostAtOnce, `${here}/x`);
    return around === undefined ? '/' : fileURLToPath(around) || '/';
  }
  const folder = resolve(given);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--root=${given} is no folder.`);
  return folder;
}

/** The version that `--systemd` names; without it that of the root's systemd, else the newest known. */
export async function chosenVersion(folder: string, given: string | undefined): Promise<number> {
  if (given === undefined || given === 'auto') {
    return (await systemdVersionOf(diskHostAtOnce, pathToFileURL(folder).href)) ?? NEWEST_VERSION;
  }
  const version = majorVersion(given);
  if (version === undefined) throw new UsageError(`--systemd=${given} is not a version; write a number such as 252.`);
  return version;
}
