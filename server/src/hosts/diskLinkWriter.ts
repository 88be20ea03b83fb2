import { constants } from 'node:fs';
import { access, lstat, mkdir, readlink, symlink, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SymlinkChange } from '../core/install/plan.ts';
import type { LinkWriter } from './linkWriter.ts';

/** Makes links in roots on the disk of this machine. */
export const diskLinkWriter: LinkWriter = {
  refusal: async (root, paths) => {
    if (!root.startsWith('file:'))
      return 'Its files are not on the disk of this machine: run the command there instead.';
    const folder = fileURLToPath(root);
    for (const path of paths.length === 0 ? ['/etc/systemd/system/x'] : paths) {
      const nearest = await nearestFolder(folder, dirname(path));
      if (!(await isWritable(nearest)))
        return `You may not write to ${nearest}: run the command with more rights instead.`;
    }
    return undefined;
  },
  write: async (root, changes) => {
    const folder = fileURLToPath(root);
    const undo: (() => Promise<unknown>)[] = [];
    try {
      for (const change of changes) undo.unshift(await make(join(folder, change.path), change));
    } catch (fault) {
      for (const step of undo) await step();
      throw fault;
    }
  },
};

async function make(path: string, change: SymlinkChange): Promise<() => Promise<unknown>> {
  if (change.op === 'unlink') {
    const old = await readlink(path);
    await unlink(path);
    return () => symlink(old, path);
  }
  await mkdir(dirname(path), { recursive: true });
  await symlink(change.target, path);
  return () => unlink(path);
}

async function nearestFolder(root: string, path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const stat = await lstat(join(root, at)).catch(() => undefined);
    if (stat || at === '/') return join(root, at);
  }
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
