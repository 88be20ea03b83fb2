import type { SystemTree } from '../../tree/systemTree.ts';
import { findFragment, type NameMap } from '../../units/nameMap.ts';
import { unitNameTemplate } from '../../units/names.ts';
import type { UnitRoot } from '../../units/unitRoot.ts';
import { unitNameForm } from '../../values/unitNames.ts';
import { type Mention, mentionsOfFile } from './mentions.ts';
import { namedUnit } from './names.ts';
import { fileNodeAt, type UnitLink, type UnitSource, unitSources } from './sources.ts';

/** A place in a file that names a unit. */
export interface Reference {
  readonly source: UnitSource;
  readonly mention: Mention;
  /** The unit meant; the template when only that is known. */
  readonly name: string;
  readonly open: boolean;
}

/** What the files of a root say about each other's units. Everything is worked out when it is first asked for. */
export interface UnitIndex {
  readonly root: UnitRoot;
  /** The root as its files are: without what generators add to `root` when the machine starts. */
  readonly files: SystemTree;
  /** A plain folder of units, of which nobody knows what other units there will be. */
  readonly plain: boolean;
  readonly sources: readonly UnitSource[];
  readonly links: readonly UnitLink[];
  /** The places that name the unit; for a template also those that name its instances, for an instance those that may. */
  referencesOf(name: string): readonly Reference[];
  /** The places in one file, by its path. */
  referencesIn(path: string): readonly Reference[];
  /** The links of that name; for a template those of its instances too. */
  linksOf(name: string): readonly UnitLink[];
}

/**
 * Indexes a root. A changed tree needs a new one: see `withChangedFiles`.
 *
 * @param files the tree without what generators have added
 */
export function unitIndex(root: UnitRoot, plain: boolean, files: SystemTree = root.tree): UnitIndex {
  let listed: ReturnType<typeof unitSources> | undefined;
  let byName: ReadonlyMap<string, readonly Reference[]> | undefined;
  let byPath: ReadonlyMap<string, readonly UnitSource[]> | undefined;
  let links: ReadonlyMap<string, readonly UnitLink[]> | undefined;
  const found = () => {
    listed ??= unitSources(root);
    return listed;
  };
  return {
    root,
    files,
    plain,
    get sources() {
      return found().sources;
    },
    get links() {
      return found().links;
    },
    referencesOf: (name) => {
      byName ??= groupByName(root, found().sources);
      return lookUp(byName, name);
    },
    referencesIn: (path) => {
      byPath ??= groupBy(found().sources, (source) => [source.path]);
      return (byPath.get(path) ?? []).flatMap((source) => referencesOfSource(root, source));
    },
    linksOf: (name) => {
      links ??= groupBy(found().links, ({ name }) => [name, templateOf(name) ?? []].flat());
      return links.get(name) ?? [];
    },
  };
}

/**
 * The index of a tree that differs from the indexed one in the text of some files only, as while somebody types. What
 * depends on names and links alone is taken over.
 *
 * @param changed the paths of files that have a text in both trees, and an empty one in neither
 * @param onDisk the tree without what generators have added
 */
export function withChangedFiles(
  index: UnitIndex,
  tree: SystemTree,
  changed: ReadonlySet<string>,
  onDisk: SystemTree = tree,
): UnitIndex {
  const { root } = index;
  const nameMap = (): NameMap => root.nameMap;
  const files = new Map([...root.cache.files].filter(([path]) => !changed.has(path)));
  const own: UnitRoot = {
    tree,
    version: root.version,
    scope: root.scope,
    paths: root.paths,
    get nameMap() {
      return nameMap();
    },
    cache: { units: new Map(), files },
  };
  const referencesIn = (path: string) =>
    index.sources.filter((source) => source.path === path).flatMap((source) => referencesOfSource(own, source));
  let added: ReadonlyMap<string, readonly Reference[]> | undefined;
  return {
    root: own,
    files: onDisk,
    plain: index.plain,
    get sources() {
      return index.sources;
    },
    get links() {
      return index.links;
    },
    referencesOf: (name) => {
      added ??= groupByName(
        own,
        index.sources.filter(({ path }) => changed.has(path)),
      );
      const kept = index.referencesOf(name).filter(({ source }) => !changed.has(source.path));
      return [...kept, ...lookUp(added, name)];
    },
    referencesIn,
    linksOf: index.linksOf,
  };
}

/** All names of a unit: its own, and those of its aliases. The name itself when there is no such unit. */
export function namesOfUnit({ root }: UnitIndex, name: string): readonly string[] {
  const fragment = findFragment(root.nameMap, name);
  const names = new Set([name, ...(fragment?.names ?? [])]);
  if (unitNameForm(name) === 'template') {
    const file = fragment?.path?.slice(fragment.path.lastIndexOf('/') + 1);
    for (const alias of root.nameMap.names.get(file ?? name) ?? []) names.add(alias);
  }
  return [...names];
}

/** The units that the words of a source name. */
export function referencesOfSource(root: UnitRoot, source: UnitSource): Reference[] {
  const node = fileNodeAt(root, source.path);
  if (!node) return [];
  const out: Reference[] = [];
  for (const mention of mentionsOfFile(node)) {
    const named = namedUnit(mention, source.owner, root.version);
    if (named) out.push({ source, mention, name: named.name, open: named.open });
  }
  return out;
}

/** An instance may also be meant where its template is named with an instance that is filled in later. */
function lookUp(map: ReadonlyMap<string, readonly Reference[]>, name: string): readonly Reference[] {
  const exact = map.get(name) ?? [];
  if (unitNameForm(name) !== 'instance') return exact;
  const open = (map.get(unitNameTemplate(name)!) ?? []).filter((reference) => reference.open);
  return open.length === 0 ? exact : [...exact, ...open];
}

/** All that the sources name, by name; for an instance by its template too. */
function groupByName(root: UnitRoot, sources: readonly UnitSource[]): ReadonlyMap<string, readonly Reference[]> {
  const map = new Map<string, Reference[]>();
  for (const source of sources) {
    for (const reference of referencesOfSource(root, source)) {
      push(map, reference.name, reference);
      const template = templateOf(reference.name);
      if (template !== undefined) push(map, template, reference);
    }
  }
  return map;
}

/** The template of an instance. */
function templateOf(name: string): string | undefined {
  const template = name.includes('@') ? unitNameTemplate(name) : undefined;
  return template === name ? undefined : template;
}

function groupBy<T>(items: readonly T[], keys: (item: T) => readonly string[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const item of items) for (const key of keys(item)) push(map, key, item);
  return map;
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
