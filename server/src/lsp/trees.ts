import { unitIdentity } from '../core/kinds/unit/identity.ts';
import { NEWEST_VERSION } from '../core/knowledge/directives.ts';
import { chase } from '../core/tree/chase.ts';
import { fileNode } from '../core/tree/node.ts';
import { applyChanges, folderOf, joinPath, nameOf, type SystemTree, type TreeChange } from '../core/tree/systemTree.ts';
import { type Host, parent, pathOf } from '../hosts/host.ts';
import { findRoot, isRoot, UNIT_FOLDERS, USER_UNIT_FOLDERS } from '../hosts/root.ts';
import { type FoundRoot, findRootsIn } from './findRoots.ts';
import { type Layered, Layers } from './layers.ts';
import { pathWithin } from './locations.ts';
import { standingPlace } from './rcListing.ts';
import { type RootOnDisk, RootSource } from './rootSource.ts';

/** A root as the user sees it now. The same object is given for as long as nothing changes. */
export interface RootTree {
  /** The root's folder, without a slash at its end. */
  readonly uri: string;
  /** The snapshot with all open editors laid over it. */
  readonly tree: SystemTree;
  /** The major version whose answers are given. */
  readonly systemdVersion: number;
  /** A system root, and not a plain folder of units. */
  readonly system: boolean;
  /** How the tree differs from the one it is made of. */
  readonly layered: Layered;
}

/** The roots of the workspace and of open documents, each read when it is first asked for. */
export interface Trees {
  /** The root that a document's units belong to; undefined where no files can be read. */
  of(uri: string): Promise<RootTree | undefined>;
  /** The same if it has been read; else it is read in the background. */
  peek(uri: string): RootTree | undefined;
  /** The system root around a plain folder of units, in which the rest of the units may be. */
  around(uri: string): Promise<RootTree | undefined>;
  /** The system root in that folder, with the version of its own systemd when that can be told. */
  systemAt(root: string): Promise<{ readonly tree: SystemTree; readonly systemdVersion: number | undefined }>;
  /** The roots of the workspace's folders and of open documents. */
  all(): Promise<RootTree[]>;
  /** Reads what stands at these locations again when it is next asked for. */
  changed(uris: readonly string[]): void;
  /** Forgets everything that was read. */
  forget(): void;
}

/** A document in an editor. */
export interface OpenText {
  readonly uri: string;
  readonly version: number;
  getText(): string;
}

/** What the roots depend on besides files. */
export interface TreeInputs {
  documents(): readonly OpenText[];
  /** The folders of the workspace. */
  folders(): readonly string[];
  /** The root that the user has set. */
  chosenRoot(): string | undefined;
  /** The version that the user has set. */
  chosenVersion(): number | undefined;
  /** Called when something has been read that `peek` could not give. */
  read(): void;
}

interface Home {
  readonly source: RootSource;
  readonly layers: Layers;
  last: { readonly key: string; readonly disk: RootOnDisk; readonly tree: RootTree } | undefined;
}

export function treesOn(host: Host, inputs: TreeInputs): Trees {
  let homes = new Map<string, Home>();
  let homeOfFolder = new Map<string, Promise<Home | undefined>>();
  let settled = new Map<string, Home | undefined>();

  const home = ({ uri, system }: FoundRoot): Home => {
    const known = homes.get(uri) ?? {
      source: new RootSource(host, uri, system),
      layers: new Layers(),
      last: undefined,
    };
    homes.set(uri, known);
    return known;
  };
  const homeOf = (document: string): Promise<Home | undefined> => {
    const uri = standingPlace(document);
    const folder = isReadable(uri) ? parent(uri) : undefined;
    if (folder === undefined) return Promise.resolve(undefined);
    const settledNow = settled;
    const known =
      homeOfFolder.get(folder) ??
      findHome(uri, folder).then((found) => {
        settledNow.set(folder, found);
        return found;
      });
    homeOfFolder.set(folder, known);
    return known;
  };
  const systemAround = async (document: string): Promise<Home | undefined> => {
    const uri = standingPlace(document);
    const chosen = inputs.chosenRoot();
    const inChosen = chosen !== undefined && pathWithin(chosen, uri) !== undefined && (await isRoot(host, chosen));
    const root = inChosen ? chosen : await findRoot(host, uri);
    return root === undefined ? undefined : home({ uri: root, system: true });
  };
  const findHome = async (uri: string, folder: string): Promise<Home> => {
    const around = await systemAround(uri);
    if (around && belongsTo((await around.source.read()).base, pathWithin(around.source.uri, uri)!)) return around;
    const units = /\.(?:d|wants|requires|upholds)$/.test(folder) ? parent(folder) : undefined;
    return home({ uri: units ?? folder, system: false });
  };
  const present = async (found: Home | undefined): Promise<RootTree | undefined> => {
    if (!found) return undefined;
    await found.source.read();
    return layer(found);
  };
  const layer = (found: Home): RootTree => {
    const { source, layers } = found;
    const disk = source.current!;
    const { base, changes, systemdVersion: own } = disk;
    const open = inputs.documents().filter(({ uri }) => pathWithin(source.uri, uri) !== undefined);
    const systemdVersion = inputs.chosenVersion() ?? own ?? NEWEST_VERSION;
    const key = [systemdVersion, ...open.map(({ uri, version }) => `${version} ${uri}`)].join('\n');
    const { last } = found;
    if (last?.key === key && last.disk === disk) return last.tree;
    const now = applyChanges(base, changes);
    const edited = open.flatMap((document) => changeOf(now, pathWithin(source.uri, document.uri)!, document));
    const layered = layers.over(base, [...changes, ...edited]);
    const tree = { uri: source.uri, tree: layered.tree, systemdVersion, system: source.system, layered };
    found.last = { key, disk, tree };
    return tree;
  };

  /** The folders that are being read for `peek`: however often it asks meanwhile, it is told once. */
  const awaited = new Set<string>();
  const readFor = async (folder: string, uri: string): Promise<void> => {
    if (awaited.has(folder)) return;
    awaited.add(folder);
    const read = await homeOf(uri)
      .then((found) => found?.source.read())
      .catch(() => undefined);
    awaited.delete(folder);
    if (read) inputs.read();
  };

  return {
    of: async (uri) => present(await homeOf(uri)),
    peek: (uri) => {
      const folder = parent(standingPlace(uri)) ?? '';
      const found = settled.get(folder);
      if (found?.source.current) return layer(found);
      void readFor(folder, uri);
      return undefined;
    },
    around: async (uri) => {
      const [own, around] = [await homeOf(uri), await systemAround(uri)];
      return own === around ? undefined : present(around);
    },
    systemAt: async (uri) => {
      const found = home({ uri, system: true });
      const { systemdVersion } = await found.source.read();
      return { tree: layer(found).tree, systemdVersion };
    },
    all: async () => {
      const chosen = inputs.chosenRoot();
      const inWorkspace = await Promise.all(inputs.folders().map((folder) => findRootsIn(host, folder)));
      const found = [
        ...(chosen === undefined ? [] : [home({ uri: chosen, system: await isRoot(host, chosen) })]),
        ...inWorkspace.flat().map(home),
        // Only units make a plain folder one that is worth looking at; tables and the like belong to a system or to nothing.
        ...(await Promise.all(inputs.documents().map(({ uri }) => (isUnit(uri) ? homeOf(uri) : systemAround(uri))))),
      ];
      const trees = await Promise.all([...new Set(found)].map(present));
      return trees.filter((tree) => tree !== undefined);
    },
    changed: (uris) => {
      for (const { source } of homes.values()) source.changed(uris);
    },
    forget: () => {
      homes = new Map();
      homeOfFolder = new Map();
      settled = new Map();
    },
  };
}

const SEARCHED = [...UNIT_FOLDERS, ...USER_UNIT_FOLDERS].map((folder) => `/${folder}`);

/** A name in a folder of links, as which the listing of the folder stands there. */
const RC_FOLDER = /^\/etc\/(?:rc\.d\/)?rc[0-6S]\.d\/[^/]+$/;

/** Whether a file takes part in a system root: it stands among the units there, or was read as something links lead to. */
function belongsTo(tree: SystemTree, path: string): boolean {
  const end = chase(tree, path);
  if ((end.found && end.node.type === 'file') || RC_FOLDER.test(path)) return true;
  const folder = chase(tree, folderOf(path)).path;
  return SEARCHED.some((searched) => {
    const real = chase(tree, searched).path;
    return folder === real || folderOf(folder) === real;
  });
}

/** What an editor's text changes in the tree: nothing where a link leads that is no file, as a mask. */
function changeOf(tree: SystemTree, path: string, document: OpenText): TreeChange[] {
  const end = chase(tree, path);
  const content = document.getText();
  if (end.found) {
    if (end.node.type !== 'file' || end.node.content === content) return [];
    return [{ op: 'put', path: end.path, node: { ...fileNode(content), executable: end.node.executable } }];
  }
  if (end.reason !== 'missing' || nameOf(end.path) !== nameOf(path)) return [];
  const folder = chase(tree, folderOf(path));
  return [{ op: 'put', path: joinPath(folder.path, nameOf(path)), node: fileNode(content) }];
}

function isUnit(uri: string): boolean {
  return unitIdentity(pathOf(uri)) !== undefined;
}

function isReadable(uri: string): boolean {
  return /^(file|vscode-\w+|memfs|https?|vsls|test):/i.test(uri);
}
