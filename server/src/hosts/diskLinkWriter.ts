import { constants } from 'node:fs';
import { access, lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LinkWriter, Written } from './linkWriter.ts';
import { undoChanges, type WriteOutcome, writeChanges } from './writeChanges.ts';

/** Where links of a verb go, unless it says otherwise. */
const ADMINISTRATOR = '/etc/systemd/system/x';

/** Makes links in roots on the disk of this machine. */
export const diskLinkWriter: LinkWriter = {
  refusal: async (root, paths) => {
    if (!root.startsWith('file:'))
      return 'Its files are not on the disk of this machine: run the command there instead.';
    const top = fileURLToPath(root);
    const folders = new Set((paths.length === 0 ? [ADMINISTRATOR] : paths).map((path) => dirname(path)));
    for (const folder of folders) {
      const nearest = await nearestFolder(top, folder);
      if (!(await isWritable(nearest))) return `You may not write to ${nearest}: run the command as a user who may.`;
    }
    return undefined;
  },
  write: (root, planned) => written(() => writeChanges(fileURLToPath(root), planned)),
  undo: (root, steps) => written(() => undoChanges(fileURLToPath(root), steps)),
};

function written(write: () => WriteOutcome): Written {
  const outcome = write();
  if (outcome.done) return { undo: outcome.undo };
  const left = outcome.notUndone.length === 0 ? '' : ` These could not be put back: ${outcome.notUndone.join(', ')}.`;
  return { refused: `Nothing was changed: ${outcome.path} ${outcome.reason}.${left}` };
}

/** The folder, or what there is of it; links count as what they are, as nothing is written through them. */
async function nearestFolder(root: string, folder: string): Promise<string> {
  for (let path = folder; ; path = dirname(path)) {
    const stat = await lstat(join(root, path)).catch(() => undefined);
    if (stat || path === '/') return join(root, path);
  }
}

function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
