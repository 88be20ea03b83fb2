import { joinPath, nameOf } from '../tree/systemTree.ts';
import { compareBytes, isHiddenFile } from '../units/confFiles.ts';
import { confFilesChased } from './differences.ts';
import { type Errno, failed } from './errno.ts';
import { isNullDevice, type Located, type RootView } from './rootView.ts';
import type { Session } from './session.ts';

/**
 * `conf_files_list_strv` of basic/conf-files.c: the files with that suffix in several folders, sorted by name; of two
 * with the same name the one in the earlier folder.
 *
 * @param insideRoot whether links are followed inside the root. Where systemctl hands over paths of drop-in folders it
 *   has put the root before them, and links are followed as the kernel does.
 */
export function confFilesList(
  session: Session,
  suffix: string,
  folders: readonly string[],
  insideRoot: boolean,
): string[] {
  const { view, version } = session;
  const seen = new Set<string>();
  const files = new Map<string, string>();
  for (const folder of folders) {
    const found = insideRoot ? view.chase(folder) : view.resolve(folder, true);
    if (failed(found) || found.node?.type !== 'directory' || seen.has(found.path)) continue;
    seen.add(found.path);
    for (const name of view.names(found.path)) {
      if (!name.endsWith(suffix) || files.has(name) || isHiddenFile(name, version)) continue;
      const path = joinPath(found.path, name);
      if (!confFilesChased(version) || isChasable(view, path, insideRoot)) files.set(name, path);
    }
  }
  return [...files.values()].sort((a, b) => compareBytes(nameOf(a), nameOf(b)));
}

/** Whether a file can be reached, or would be if the end of its way existed. */
function isChasable(view: RootView, path: string, insideRoot: boolean): boolean {
  const node = view.node(path);
  if (node?.type !== 'symlink') return true;
  if (insideRoot || view.isMachine) return !failed(view.chase(path, { nonexistent: true }));
  // An absolute link leaves the root; what is there is not ours to know, and counts as not there.
  const found: Located | Errno = view.resolve(path, true);
  return !failed(found) || found === 'ENOENT' || (node.target !== undefined && isNullDevice(node.target));
}
