import type { RootView } from '../../install/rootView.ts';
import type { InstallMessage } from '../../install/session.ts';
import { chase } from '../../tree/chase.ts';
import { folderOf, joinPath } from '../../tree/systemTree.ts';
import { initFolder } from '../layout.ts';
import { fileFilters, readFacilities } from './facilities.ts';
import { ServiceGraph } from './graph.ts';
import { writeLinks } from './links.ts';
import { InsservError, LVL_BOOT, MAX_DEEP, type Service } from './model.ts';
import { Ordering } from './order.ts';
import { type Scan, scanArguments, scanLinks, scanScripts } from './scan.ts';

export interface InsservOptions {
  /** `-r`: take the links of the scripts away. */
  readonly remove?: boolean;
  /** `-f`: go on in spite of circles and of what is missing. */
  readonly force?: boolean;
  /** `-d`: the runlevels of the headers instead of those of the links. */
  readonly defaults?: boolean;
}

/**
 * `insserv [SCRIPT...]`, as version 1.24 does it for Debian: numbers all links anew so that each script starts after and
 * stops before what it needs, and adds or removes those of the scripts that are named. Names in a folder are taken in the
 * order of the alphabet; insserv takes them as the file system has them.
 *
 * @returns the exit status, 0 or 1; links that lead nowhere are gone even when it gives up
 */
export function insserv(
  view: RootView,
  messages: InstallMessage[],
  args: readonly string[],
  options: InsservOptions,
): number {
  const said = new Set<string>();
  const say = (level: 'error' | 'warning') => (text: string) => {
    if (!said.has(text)) messages.push({ level, text });
    said.add(text);
  };
  try {
    order(view, args, options, say('warning'), say('error'));
    return 0;
  } catch (fault) {
    if (!(fault instanceof InsservError)) throw fault;
    say('error')(fault.message);
    return 1;
  }
}

function order(
  view: RootView,
  args: readonly string[],
  { remove = false, force = false, defaults = false }: InsservOptions,
  warn: (text: string) => void,
  error: (text: string) => void,
): void {
  const folder = initFolder(view);
  if (folder === undefined) throw new InsservError('There is no /etc/init.d.');
  if (remove && args.length === 0) throw new InsservError('Name the scripts whose links are to be removed.');
  for (const name of args) {
    if (/[/ ,;\t]/.test(name)) throw new InsservError(`"${name}" is no name of a script in ${folder}.`);
    if (!chase(view, joinPath(folder, name)).found) throw new InsservError(`There is no script ${name} in ${folder}.`);
  }
  const filters = fileFilters(view);
  const graph = new ServiceGraph(readFacilities(view, filters), warn);
  let refused = false;
  const fail = (text: string) => {
    refused = true;
    error(text);
  };
  const etc = folderOf(folder);
  const scan: Scan = { view, graph, initFolder: folder, etc, filters, args, remove, force, defaults, fail };
  scanLinks(scan);
  graph.clear();
  scanArguments(scan);
  scanScripts(scan);
  graph.clear();
  allScripts(graph);
  const ordering = new Ordering(graph);
  for (const { dir, script, first } of graph.services) {
    if (first && script !== undefined && !dir.service.duplicate) ordering.setOrder(script, 'K', 1, false);
  }
  ordering.followAll();
  if (ordering.hasLoop && !force) throw new InsservError('Scripts need each other in a circle; nothing is changed.');
  activeScripts(graph, ordering);
  if (!remove && !force) checkRunlevels(graph, fail);
  if (refused) throw new InsservError('Nothing is changed.');
  if (Math.max(ordering.most.S, ordering.most.K) > MAX_DEEP) throw new InsservError('More than 99 places are needed.');
  writeLinks(scan);
}

/** `all_script`: scripts that ask for `$all` come after all others at start, and before them at stop. */
function allScripts(graph: ServiceGraph): void {
  for (const [flag, side, mode] of [
    ['first', 'stop', 'K'],
    ['last', 'start', 'S'],
  ] as const) {
    for (const service of [...graph.services]) {
      if (service.duplicate || !service[flag] || service.script === undefined) continue;
      for (const other of [...graph.services]) {
        if (other.duplicate || other === service || other[flag]) continue;
        if (service.dir[side].levels & other.dir[side].levels) graph.require(service, mode, false, other.name);
      }
    }
  }
}

/** `active_script`: a script that asks the user for something starts alone. */
function activeScripts(graph: ServiceGraph, ordering: Ordering): void {
  if (!graph.services.some(({ interactive }) => interactive)) return;
  for (let deep = 0; deep <= MAX_DEEP; deep++) {
    for (const service of graph.services) {
      if (service.script === undefined || !service.interactive) continue;
      if (ordering.orderOf(service.script, 'S') !== deep || service.duplicate) continue;
      for (const other of graph.services) makeRoom(service, other, deep, ordering);
    }
  }
}

function makeRoom(service: Service, other: Service, deep: number, ordering: Ordering): void {
  if (other.dir.service === service || other.script === undefined) return;
  if ((service.dir.start.levels & other.dir.start.levels) === 0) return;
  if (ordering.orderOf(other.script, 'S') === deep) ordering.setOrder(other.script, 'S', deep + 1, true);
}

/** Whether all that is needed is there in the same runlevels. */
function checkRunlevels({ services }: ServiceGraph, fail: (text: string) => void): void {
  for (const named of services) {
    const service = named.dir.service;
    let levels = service.dir.start.levels;
    for (const { service: needed, must } of service.required) {
      const other = needed.dir.service;
      if (!must || (!service.onCommandLine && !service.enabled)) continue;
      if (!service.onCommandLine && !other.onCommandLine && !other.known) {
        if (!other.warned) fail(`${other.name} has to exist for ${service.name}.`);
        other.warned = true;
        continue;
      }
      if (!other.enabled) continue;
      const having = other.dir.start.levels;
      if ((having & LVL_BOOT && !(levels & LVL_BOOT)) || (having & levels) === levels) continue;
      levels &= ~having;
      fail(`${other.name} is missing in runlevels of ${service.name}, which needs it.`);
      other.warned = true;
    }
  }
}
