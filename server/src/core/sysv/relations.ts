import { joinPath, type SystemTree } from '../tree/systemTree.ts';
import { type Facilities, fileFilters, readFacilities } from './insserv/facilities.ts';
import { type InsservHeader, readHeader } from './insserv/header.ts';
import { InsservError, levelsOf, wordsOf } from './insserv/model.ts';
import { whyNoScript } from './insserv/scripts.ts';
import { initFolder } from './layout.ts';

/** A script as those see it that put scripts into an order: its header, or that of an override. */
export interface RelatedScript {
  readonly name: string;
  readonly path: string;
  readonly header: InsservHeader;
  /** Its own name where the header gives none. */
  readonly provides: readonly string[];
}

/** The scripts of a root and what they have to do with each other. */
export interface Relations {
  readonly scripts: readonly RelatedScript[];
  /** The script that provides a name; the first by name of several. */
  readonly providers: ReadonlyMap<string, RelatedScript>;
  /** What insserv.conf says; undefined in a root without one, or with one that contradicts itself. */
  readonly facilities: Facilities | undefined;
  /** Who waits for whom. */
  needs(side: Side): NeedGraph;
}

/** The way in which scripts wait for each other. */
export type Side = 'start' | 'stop';

const known = new WeakMap<SystemTree, Relations>();

/** Reads all init scripts of a root; kept for as long as the root is the same. */
export function relationsOf(tree: SystemTree): Relations {
  const before = known.get(tree);
  if (before) return before;
  const filters = fileFilters(tree);
  const folder = initFolder(tree);
  const scripts = folder === undefined ? [] : scriptsIn(tree, folder, filters);
  const providers = new Map<string, RelatedScript>();
  for (const script of scripts) {
    for (const name of script.provides) if (!providers.has(name)) providers.set(name, script);
  }
  const read = { scripts, providers, facilities: facilitiesIn(tree, filters) };
  const graphs = new Map<Side, NeedGraph>();
  const needs = (side: Side) => {
    const graph = graphs.get(side) ?? graphOf(read, side);
    graphs.set(side, graph);
    return graph;
  };
  const relations = { ...read, needs };
  known.set(tree, relations);
  return relations;
}

function scriptsIn(tree: SystemTree, folder: string, filters: readonly string[]): RelatedScript[] {
  return tree.names(folder).flatMap((name) => {
    const why = whyNoScript(tree, folder, name, filters);
    // Where nobody knows which files may be run, a script is taken to be one.
    if (why !== undefined && !(tree.modesUnknown && /run/.test(why))) return [];
    const path = joinPath(folder, name);
    const header = readHeader(tree, path, true, () => undefined);
    const provides = wordsOf(header.provides ?? '').filter((word) => !/^[$#]/.test(word));
    return [{ name, path, header, provides: provides.length > 0 ? provides : [name] }];
  });
}

function facilitiesIn(tree: SystemTree, filters: readonly string[]): Facilities | undefined {
  try {
    const read = readFacilities(tree, filters);
    return read.members.size > 0 ? read : undefined;
  } catch (fault) {
    if (!(fault instanceof InsservError)) throw fault;
    return undefined;
  }
}

/** Names of scripts for what a header asks for: facilities stand for their members, `+` marks what may be missing. */
export function expanded({ facilities }: Pick<Relations, 'facilities'>, words: readonly string[]): string[] {
  return words.flatMap((word) => {
    if (!word.startsWith('$')) return [word.replace(/^\+/, '')];
    return (facilities?.members.get(word) ?? []).map((member) => member.replace(/^\+/, ''));
  });
}

const NEEDS = {
  start: { asked: ['requiredStart', 'shouldStart'], before: 'startBefore', levels: 'defaultStart' },
  stop: { asked: ['requiredStop', 'shouldStop'], before: 'stopAfter', levels: 'defaultStop' },
} as const;

/** For each script of a root those that it comes after at start, or before at stop, in a runlevel that both have. */
export type NeedGraph = ReadonlyMap<RelatedScript, readonly RelatedScript[]>;

function graphOf(relations: Omit<Relations, 'needs'>, side: Side): NeedGraph {
  const { asked, before, levels } = NEEDS[side];
  const { scripts, providers } = relations;
  const provided = (words: readonly string[]) =>
    expanded(relations, words).flatMap((name) => providers.get(name) ?? []);
  const found = new Map(
    scripts.map((script) => {
      const words = asked.flatMap((key) => wordsOf(script.header[key] ?? ''));
      return [script, new Set(provided(words))] as const;
    }),
  );
  for (const script of scripts) {
    for (const later of provided(wordsOf(script.header[before] ?? ''))) found.get(later)?.add(script);
  }
  const bits = new Map(scripts.map((script) => [script, levelsIn(script.header[levels])]));
  return new Map(
    [...found].map(([script, needed]) => [
      script,
      [...needed].filter((other) => other !== script && (bits.get(other)! & bits.get(script)!) !== 0),
    ]),
  );
}

function levelsIn(text: string | undefined): number {
  try {
    return levelsOf(text ?? '');
  } catch (fault) {
    if (!(fault instanceof InsservError)) throw fault;
    return 0;
  }
}

/** The shortest circle of scripts that need each other with that one in it, from it on; undefined when there is none. */
export function circleOf(relations: Relations, script: RelatedScript, side: Side): RelatedScript[] | undefined {
  const graph = relations.needs(side);
  if (!endless(graph).has(script)) return undefined;
  const from = new Map<RelatedScript, RelatedScript>();
  const queue = [script];
  for (const at of queue) {
    for (const next of graph.get(at) ?? []) {
      if (next === script) return wayTo(at, from, script);
      if (from.has(next)) continue;
      from.set(next, at);
      queue.push(next);
    }
  }
  return undefined;
}

const endlessOf = new WeakMap<NeedGraph, ReadonlySet<RelatedScript>>();

/** The scripts from which one can go on for ever: all that are part of a circle, and those that lead to one. */
function endless(graph: NeedGraph): ReadonlySet<RelatedScript> {
  const before = endlessOf.get(graph);
  if (before) return before;
  const left = new Map([...graph].map(([script, needed]) => [script, needed.length]));
  const askedBy = new Map<RelatedScript, RelatedScript[]>();
  for (const [script, needed] of graph) {
    for (const one of needed) {
      const asking = askedBy.get(one);
      if (asking) asking.push(script);
      else askedBy.set(one, [script]);
    }
  }
  const done = [...left].filter(([, count]) => count === 0).map(([script]) => script);
  for (const script of done) {
    for (const other of askedBy.get(script) ?? []) {
      const count = left.get(other)! - 1;
      left.set(other, count);
      if (count === 0) done.push(other);
    }
  }
  const finished = new Set(done);
  const found = new Set([...graph.keys()].filter((script) => !finished.has(script)));
  endlessOf.set(graph, found);
  return found;
}

function wayTo(
  end: RelatedScript,
  from: ReadonlyMap<RelatedScript, RelatedScript>,
  start: RelatedScript,
): RelatedScript[] {
  const way: RelatedScript[] = [];
  for (let at: RelatedScript | undefined = end; at; at = from.get(at)) way.push(at);
  return way.reverse().filter((one, index) => one !== start || index === 0);
}
