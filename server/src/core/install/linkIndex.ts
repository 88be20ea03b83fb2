import type { TreeNode } from '../tree/node.ts';
import { joinPath } from '../tree/systemTree.ts';
import { isHiddenFile } from '../units/confFiles.ts';
import { unitNameTemplate } from '../units/names.ts';
import { unitNameForm, unitNameReplaceInstance } from '../values/unitNames.ts';
import { upholds } from './differences.ts';
import { type Errno, failed } from './errno.ts';
import type { InstallInfo } from './installInfo.ts';
import type { RootView } from './rootView.ts';
import type { Session } from './session.ts';

/** The links of one folder of the search path, by what is asked of them. */
interface LinkIndex {
  /** Names of links in `.wants/` and its like. */
  readonly wanted: ReadonlySet<string>;
  /** The same by their templates. */
  readonly wantedOf: ReadonlyMap<string, readonly string[]>;
  /** Links right in the folder: name to the last part of the target. */
  readonly links: ReadonlyMap<string, string>;
  /** The same turned around. */
  readonly linksTo: ReadonlyMap<string, readonly string[]>;
}

/** What `find_symlinks` found in a folder. */
export interface FoundLinks {
  /** A link by which the unit is enabled. */
  readonly enabled: boolean;
  /** A link of the unit's own name to a file of its name elsewhere. */
  readonly sameName: boolean;
}

interface KnownIndexes {
  readonly revision: number;
  readonly folders: Map<string, LinkIndex>;
}

const indexes = new WeakMap<RootView, KnownIndexes>();

/**
 * `find_symlinks`: looks in one folder of the search path for links to the unit. systemctl reads the folder again for
 * every unit; here the links are put in order once, as long as nothing changes.
 *
 * @param matchName only names that `[Install]` asks for
 * @param ignoreSameName the folder counts less than that of the unit file, so a link of the same name says nothing
 */
export function findSymlinks(
  session: Session,
  folder: string,
  info: InstallInfo,
  matchName: boolean,
  ignoreSameName: boolean,
): FoundLinks | Errno {
  const index = indexOf(session, folder);
  if (failed(index)) return index;
  if (index.wanted.has(info.name)) return { enabled: true, sameName: false };
  const instances = index.wantedOf.get(info.name) ?? [];
  if (instances.some((name) => !matchName || isKnownName(info, name))) return { enabled: true, sameName: false };
  return findInFolder(index, info, matchName, ignoreSameName);
}

function findInFolder(index: LinkIndex, info: InstallInfo, matchName: boolean, ignoreSameName: boolean): FoundLinks {
  let sameName = false;
  const own = ignoreSameName ? undefined : index.links.get(info.name);
  if (own === info.name) sameName = true;
  else if (own !== undefined) return { enabled: true, sameName };
  for (const name of index.linksTo.get(info.name) ?? []) {
    if (name === info.name && !ignoreSameName) continue;
    if (!matchName || isKnownName(info, name)) return { enabled: true, sameName };
  }
  return { enabled: false, sameName };
}

/** `is_symlink_with_known_name`: its own, that of an alias, or of the default instance. */
function isKnownName(info: InstallInfo, name: string): boolean {
  if (name === info.name || info.aliases.includes(name)) return true;
  if (info.defaultInstance === undefined || unitNameForm(info.name) !== 'template') return false;
  return unitNameReplaceInstance(info.name, info.defaultInstance) === name;
}

function indexOf(session: Session, folder: string): LinkIndex | Errno {
  const { revision } = session.view;
  let known = indexes.get(session.view);
  if (!known || known.revision !== revision) {
    known = { revision, folders: new Map() };
    indexes.set(session.view, known);
  }
  const before = known.folders.get(folder);
  if (before) return before;
  const index = readLinks(session, folder);
  if (!failed(index)) known.folders.set(folder, index);
  return index;
}

const NOTHING: LinkIndex = { wanted: new Set(), wantedOf: new Map(), links: new Map(), linksTo: new Map() };

function readLinks({ view, version }: Session, folder: string): LinkIndex | Errno {
  const listed = view.list(folder);
  if (failed(listed)) return listed === 'ENOENT' || listed === 'ENOTDIR' ? NOTHING : listed;
  const suffix = upholds(version) ? /\.(?:wants|requires|upholds)$/ : /\.(?:wants|requires)$/;
  const wanted = new Set<string>();
  const links = new Map<string, string>();
  for (const name of listed.names) {
    if (isHiddenFile(name, version)) continue;
    const path = joinPath(listed.path, name);
    const node = view.node(path);
    if (node?.type === 'symlink') links.set(name, targetName(node));
    if (node?.type !== 'directory' || !suffix.test(name)) continue;
    for (const one of view.names(path)) {
      if (!isHiddenFile(one, version) && view.node(joinPath(path, one))?.type === 'symlink') wanted.add(one);
    }
  }
  return {
    wanted,
    wantedOf: groupBy([...wanted].map((name) => [unitNameTemplate(name) ?? '', name])),
    links,
    linksTo: groupBy([...links].map(([name, target]) => [target, name])),
  };
}

function targetName(node: TreeNode): string {
  const target = node.type === 'symlink' ? (node.target ?? '') : '';
  return target.replace(/\/+$/, '').replace(/^.*\//s, '');
}

function groupBy(pairs: readonly (readonly [key: string, value: string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
