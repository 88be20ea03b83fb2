import type { InstallPlan, SymlinkChange } from '../../install/plan.ts';
import { isRunlevel } from '../../sysv/layout.ts';
import { parseRcLinkName } from '../../sysv/rcLinks.ts';
import { linkNode } from '../../tree/node.ts';
import { applyChanges, joinPath, nameOf, type SystemTree } from '../../tree/systemTree.ts';
import { levelOf, usualTarget } from './document.ts';
import { folderLinks, linksFolder } from './listing.ts';
import { parseListing } from './parse.ts';

/** What makes the links of a folder those of a listing. */
export interface ListingPlan extends InstallPlan {
  /** What changes, a sentence each. */
  readonly summary: readonly string[];
}

/**
 * Plans to make the links of a folder those of a listing: links that are not listed go, new ones are made, those that
 * lead elsewhere are made anew. Nothing is planned for a listing that no folder can be: then messages say why.
 *
 * @param path the folder, as a path in the root; links in it are followed
 */
export function planListing(tree: SystemTree, path: string, text: string): ListingPlan {
  const folder = linksFolder(tree, path);
  if (folder === undefined) return refused(tree, [`There is no folder ${path}.`]);
  const there = folderLinks(tree, folder);
  const { wanted, faults } = wantedLinks(text, new Set(there.others));
  if (faults.length > 0) return refused(tree, faults);
  const present = new Map(there.links.map(({ name, target }) => [name, target]));
  const goes = there.links.filter(({ name, target }) => {
    const line = wanted.get(name);
    return line === undefined || (line.target !== undefined && line.target !== target);
  });
  const comes = [...wanted].flatMap(([name, { target }]) => {
    if (present.has(name) && (target === undefined || target === present.get(name))) return [];
    return [{ name, target: target ?? usualTarget(parseRcLinkName(name)?.service ?? name) }];
  });
  const changes: SymlinkChange[] = [
    ...goes.map(({ path: at }) => ({ op: 'unlink' as const, path: at })),
    ...comes.map(({ name, target }) => ({ op: 'symlink' as const, path: joinPath(folder, name), target })),
  ];
  const after = applyChanges(
    tree,
    changes.map((change) =>
      change.op === 'unlink'
        ? { op: 'remove', path: change.path }
        : { op: 'put', path: change.path, node: linkNode(change.target) },
    ),
  );
  return { exitStatus: 0, changes, messages: [], tree: after, output: [], summary: summaryOf(folder, changes) };
}

function refused(tree: SystemTree, faults: readonly string[]): ListingPlan {
  const messages = faults.map((text) => ({ level: 'error' as const, text }));
  return { exitStatus: 1, changes: [], messages, tree, output: [], summary: [] };
}

/** More than this nobody reads. */
const MOST_FAULTS = 5;

/** The links of a listing by name, and why it cannot be a folder. */
function wantedLinks(text: string, others: ReadonlySet<string>) {
  const wanted = new Map<string, { readonly target: string | undefined }>();
  const faults: string[] = [];
  for (const [index, line] of parseListing(text).entries()) {
    const fault = (words: string) => {
      if (faults.length < MOST_FAULTS) faults.push(`Line ${index + 1}: ${words}`);
    };
    if (line.type === 'broken') fault('this is no link.');
    if (line.type !== 'link') continue;
    const name = line.name.text;
    if (wanted.has(name)) fault(`${name} is listed twice.`);
    else if (others.has(name)) fault(`there is a ${name} that is no link.`);
    else if (name === '.' || name === '..') fault(`${name} cannot be the name of a link.`);
    else if (line.target?.text === '') fault(`${name} has an arrow but no target.`);
    wanted.set(name, { target: line.target?.text });
  }
  return { wanted, faults };
}

/** What the changes mean, service by service: a link with another number is one that moves. */
function summaryOf(folder: string, changes: readonly SymlinkChange[]): string[] {
  const level = levelOf(folder);
  const where =
    level !== undefined && isRunlevel(level) ? (level === 'S' ? 'The boot' : `Runlevel ${level}`) : nameOf(folder);
  const services = new Map<string, { went: string[]; came: Map<string, string> }>();
  for (const change of changes) {
    const name = nameOf(change.path);
    const service = parseRcLinkName(name)?.service ?? name;
    const one = services.get(service) ?? { went: [], came: new Map<string, string>() };
    services.set(service, one);
    if (change.op === 'unlink') one.went.push(name);
    else one.came.set(name, change.target);
  }
  return [...services].flatMap(([service, { went, came }]) => serviceWords(where, service, went, came));
}

function serviceWords(
  where: string,
  service: string,
  went: readonly string[],
  came: ReadonlyMap<string, string>,
): string[] {
  const old = went.filter((name) => !came.has(name)).map((name) => parseRcLinkName(name) ?? name);
  const made = [...came].filter(([name]) => !went.includes(name)).map(([name]) => parseRcLinkName(name) ?? name);
  const moved = [...came]
    .filter(([name]) => went.includes(name))
    .map(([name, target]) => `${name} will lead to ${target}.`);
  const [from, to] = [old[0], made[0]];
  if (old.length === 1 && made.length === 1 && typeof from === 'object' && typeof to === 'object') {
    if (from.kind !== to.kind)
      return [
        ...moved,
        `${where} will ${verb(to.kind)} ${service} instead of ${from.kind === 'S' ? 'starting' : 'stopping'} it.`,
      ];
    return [
      ...moved,
      `${where} will ${verb(to.kind)} ${service} at ${digits(to.priority)} instead of ${digits(from.priority)}.`,
    ];
  }
  return [
    ...moved,
    ...made.map((name) =>
      typeof name === 'string' ? `${name} is made.` : `${where} will ${verb(name.kind)} ${service}.`,
    ),
    ...old.map((name) =>
      typeof name === 'string' ? `${name} is removed.` : `${where} no longer ${verb(name.kind)}s ${service}.`,
    ),
  ];
}

function verb(kind: 'S' | 'K'): string {
  return kind === 'S' ? 'start' : 'stop';
}

function digits(priority: number): string {
  return String(priority).padStart(2, '0');
}
