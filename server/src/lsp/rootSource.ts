import { DIRECTORY } from '../core/tree/node.ts';
import { nameOf, type SystemTree, type TreeChange } from '../core/tree/systemTree.ts';
import { unitNameForm } from '../core/values/unitNames.ts';
import { child, type Host } from '../hosts/host.ts';
import { below, systemdVersionOf } from '../hosts/root.ts';
import { loadRootTree } from '../hosts/rootTreeHost.ts';
import { pathWithin } from './locations.ts';
import { loadPlainFolder, readNode } from './plainFolder.ts';

/** A root as it is on disk: what was read at first, and what has changed since. */
export interface RootOnDisk {
  readonly base: SystemTree;
  readonly changes: readonly TreeChange[];
  readonly systemdVersion: number | undefined;
}

/** A host that may know a quicker way to read a whole system root. */
export interface TreeHost extends Host {
  readonly loadTree?: (root: string) => Promise<SystemTree>;
}

/** So many changed files are read one by one; with more the whole root is read again. */
const MOST_CHANGES = 200;

/**
 * Reads one root, once, and after that only what is said to have changed. Several who ask at the same time get the same
 * answer.
 */
export class RootSource {
  /** The last answer, if nothing is known to have changed since. */
  current: RootOnDisk | undefined;
  readonly #host: TreeHost;
  #base: Omit<RootOnDisk, 'changes'> | undefined;
  #reading: Promise<RootOnDisk> | undefined;
  readonly #stale = new Set<string>();
  readonly #changes = new Map<string, readonly TreeChange[]>();

  constructor(
    host: TreeHost,
    readonly uri: string,
    readonly system: boolean,
  ) {
    this.#host = host;
  }

  /** The root as it is now. */
  read(): Promise<RootOnDisk> {
    if (this.current) return Promise.resolve(this.current);
    this.#reading ??= this.#refresh().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** Takes note of locations that have changed; those outside the root are passed over. */
  changed(uris: readonly string[]): void {
    for (const uri of uris) {
      const path = pathWithin(this.uri, uri);
      if (path === undefined) continue;
      this.#stale.add(path);
      this.current = undefined;
    }
  }

  async #refresh(): Promise<RootOnDisk> {
    for (;;) {
      const paths = [...this.#stale];
      this.#stale.clear();
      if (!this.#base || paths.length + this.#changes.size > MOST_CHANGES) await this.#readAll();
      else for (const path of paths) await this.#readAgain(path);
      // What has changed while this was read is read again.
      if (this.#stale.size > 0) continue;
      this.current = { ...this.#base!, changes: [...this.#changes.values()].flat() };
      return this.current;
    }
  }

  async #readAll(): Promise<void> {
    this.#changes.clear();
    const base = this.system ? await this.#loadTree() : await loadPlainFolder(this.#host, this.uri);
    this.#base = { base, systemdVersion: this.system ? await systemdVersionOf(this.#host, this.uri) : undefined };
  }

  #loadTree(): Promise<SystemTree> {
    return this.#host.loadTree?.(this.uri) ?? loadRootTree(this.#host, this.uri);
  }

  async #readAgain(path: string): Promise<void> {
    const uri = below(this.uri, path);
    const kind = await this.#host.kind(uri);
    if (kind === 'directory') return this.#readFolder(path, uri);
    const node = kind === undefined ? undefined : await readNode(this.#host, uri, kind);
    this.#changed(path, [node ? { op: 'put', path, node } : { op: 'remove', path }]);
  }

  /**
   * Of a folder with drop-ins or links of one unit, or with links of a runlevel, that was made, changed or got another
   * name, no more than that is read.
   */
  async #readFolder(path: string, uri: string): Promise<void> {
    const entries = isOfUnit(path) || RC_FOLDER.test(path) ? await this.#host.list(uri) : undefined;
    if (!entries || entries.length > MOST_CHANGES || entries.some(({ type }) => type === 'directory')) {
      return this.#readAll();
    }
    const nodes = await Promise.all(entries.map(({ name, type }) => readNode(this.#host, child(uri, name), type)));
    const inside = entries.flatMap(({ name }, at): TreeChange[] => {
      const node = nodes[at];
      return node ? [{ op: 'put', path: `${path}/${name}`, node }] : [];
    });
    this.#changed(path, [{ op: 'remove', path }, { op: 'put', path, node: DIRECTORY }, ...inside]);
  }

  /** The last change of a path counts. */
  #changed(path: string, changes: readonly TreeChange[]): void {
    this.#changes.delete(path);
    this.#changes.set(path, changes);
  }
}

const RC_FOLDER = /^\/etc\/(?:rc\.d\/)?rc[0-6S]\.d$/;

/** Whether a folder is one such as `foo.service.d` or `foo.target.wants`. */
function isOfUnit(path: string): boolean {
  const [, unit] = /^(.+)\.(?:d|wants|requires|upholds)$/.exec(nameOf(path)) ?? [];
  return unit !== undefined && unitNameForm(unit) !== undefined;
}
