import { unitNameForm } from '../core/values/unitNames.ts';
import { child, type Host } from '../hosts/host.ts';
import { findRoot, isRoot, pathInRoot } from '../hosts/root.ts';

/** How far below a folder of the workspace roots are looked for, and in how many folders. */
const DEEPEST = 3;
const MOST_FOLDERS = 300;
const PASSED_OVER = /^\.|^(?:node_modules|proc|sys|dev|target|dist|build)$/;
/** The parts of a root that somebody opens as a folder of the workspace. */
const PARTS = /^\/(?:etc|usr|lib|run)(?:\/|$)/;

/** A root around or in a folder of the workspace. */
export interface FoundRoot {
  readonly uri: string;
  readonly system: boolean;
}

/**
 * The roots that belong to a folder of the workspace: the folder itself, the root that it is a part of, those below it,
 * or the folder as a plain one when unit files lie in it.
 */
export async function findRootsIn(host: Host, folder: string): Promise<FoundRoot[]> {
  if (await isRoot(host, folder)) return [{ uri: folder, system: true }];
  const around = await findRoot(host, folder);
  if (around !== undefined && PARTS.test(pathInRoot(around, folder))) return [{ uri: around, system: true }];
  const found: FoundRoot[] = [];
  let level = [folder];
  let visited = 0;
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    const next: string[] = [];
    for (const parent of level) {
      if (++visited > MOST_FOLDERS) break;
      for (const name of await folderNames(host, parent)) {
        const inner = child(parent, name);
        if (await isRoot(host, inner)) found.push({ uri: inner, system: true });
        else next.push(inner);
      }
    }
    level = next;
  }
  if (found.length > 0) return found;
  const names = ((await host.list(folder)) ?? []).map(({ name }) => name);
  return names.some((name) => unitNameForm(name) !== undefined) ? [{ uri: folder, system: false }] : [];
}

async function folderNames(host: Host, folder: string): Promise<string[]> {
  const entries = (await host.list(folder)) ?? [];
  return entries.filter(({ name, type }) => type === 'directory' && !PASSED_OVER.test(name)).map(({ name }) => name);
}
