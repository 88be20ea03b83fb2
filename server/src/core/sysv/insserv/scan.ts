import { failed } from '../../install/errno.ts';
import type { RootView } from '../../install/rootView.ts';
import { chase } from '../../tree/chase.ts';
import { joinPath } from '../../tree/systemTree.ts';
import type { ServiceGraph } from './graph.ts';
import { type InsservHeader, readHeader, scriptNameOf } from './header.ts';
import { LEVEL_KEYS, levelsOf, levelText, type Service, wordsOf } from './model.ts';
import { whyNoScript } from './scripts.ts';

/** What insserv works with while it reads. */
export interface Scan {
  readonly view: RootView;
  readonly graph: ServiceGraph;
  /** The folder of the scripts, and the one that holds the folders of links. */
  readonly initFolder: string;
  readonly etc: string;
  readonly filters: readonly string[];
  readonly args: readonly string[];
  readonly remove: boolean;
  readonly force: boolean;
  readonly defaults: boolean;
  /** Says what makes insserv give up once all has been read. */
  readonly fail: (text: string) => void;
}

/** `scan_script_locations`: what the links of today enable. Links that lead nowhere are removed at once. */
export function scanLinks(scan: Scan): void {
  const { view, etc } = scan;
  for (const [bit, key] of [...LEVEL_KEYS].entries()) {
    const folder = `${etc}/rc${key}.d`;
    const listed = view.list(folder);
    if (failed(listed)) continue;
    for (const link of [...listed.names]) {
      const match = /^([SK])([0-9]{2,})/.exec(link);
      if (!match) continue;
      const path = joinPath(listed.path, link);
      if (!chase(view, path).found) {
        view.unlink(path);
        continue;
      }
      const mode = match[1] === 'K' ? 'K' : 'S';
      enableLink(scan, { folder: listed.path, link, mode, order: Number(match[2]), levels: 1 << bit });
    }
  }
}

interface CurrentLink {
  readonly folder: string;
  readonly link: string;
  readonly mode: 'S' | 'K';
  readonly order: number;
  readonly levels: number;
}

function enableLink(scan: Scan, current: CurrentLink): void {
  const { graph, view, force } = scan;
  const { folder, link, mode } = current;
  const script = scriptNameOf(view, folder, link);
  if (script === undefined) {
    graph.warn(`${folder}/${link} is no link; it is passed over.`);
    return;
  }
  const header = readHeader(view, joinPath(folder, link), force, graph.warn);
  let first: Service | undefined;
  for (const name of providedNames(scan, header.provides || link.slice(3), link)) {
    const service = currentStructure(graph, name, current);
    if (first) graph.nick(first, service);
    else first = service;
    if (!graph.provide(service, script)) continue;
    service.refs++;
    if (service.known) continue;
    service.known = true;
    service.enabled = true;
    graph.require(service, 'S', true, header.requiredStart ?? '');
    graph.require(service, 'S', false, header.shouldStart ?? '');
    graph.requireReversed(service, 'S', header.startBefore ?? '');
    graph.require(service, 'K', true, header.requiredStop ?? '');
    graph.require(service, 'K', false, header.shouldStop ?? '');
    graph.requireReversed(service, 'K', header.stopAfter ?? '');
    if (header.interactive === 'true') service.interactive = true;
  }

  function currentStructure({ addService }: ServiceGraph, name: string, { order, levels }: CurrentLink): Service {
    const service = addService.call(graph, name);
    if (mode === 'K') {
      service.stopOrder = Math.min(service.stopOrder || 99, order);
      service.dir.stop.levels |= levels;
    } else {
      service.startOrder = Math.max(service.startOrder, order);
      service.dir.start.levels |= levels;
    }
    return service;
  }
}

/** Names that a script provides; those of facilities and comments are passed over. */
function providedNames({ graph }: Scan, provides: string, script: string): string[] {
  return wordsOf(provides).filter((name) => {
    const odd = name.startsWith('$') || name.startsWith('#');
    if (odd) graph.warn(`Script ${script} cannot provide ${name}.`);
    return !odd;
  });
}

/** Marks what the scripts on the command line provide. */
export function scanArguments(scan: Scan): void {
  const { graph, view, initFolder } = scan;
  for (const name of scan.args) {
    const header = readHeader(view, joinPath(initFolder, name), scan.force, graph.warn);
    let first: Service | undefined;
    for (const provided of providedNames(scan, header.provides || name, name)) {
      const service = graph.addService(provided);
      if (first) graph.nick(first, service);
      else first = service;
      service.onCommandLine = true;
    }
  }
}

/** Reads all scripts, the first of the command line before the others. */
export function scanScripts(scan: Scan): void {
  const { view, initFolder, args } = scan;
  const names = [...view.names(initFolder)];
  // The last of equal words counts, so that a script that is named twice is not read first.
  const first = args.length > 0 && args.lastIndexOf(args[0]!) === 0 ? args[0]! : undefined;
  const rest = names.filter((name) => name !== first);
  for (const name of first !== undefined && names.includes(first) ? [first, ...rest] : rest) scanScript(scan, name);
}

function scanScript(scan: Scan, name: string): void {
  const { view, graph, initFolder, filters } = scan;
  const isArgument = scan.args.includes(name);
  const reason = whyNoScript(view, initFolder, name, filters);
  if (reason !== undefined) {
    if (isArgument) graph.warn(`${name} ${reason}; it is passed over.`);
    return;
  }
  const header = readHeader(view, joinPath(initFolder, name), scan.force, graph.warn);
  if (!header.provides) guess(graph, name, header);
  const provides = header.provides ?? name;
  const service = addProvided(scan, name, provides, header, isArgument);
  for (const provided of wordsOf(provides)) {
    if (provided.startsWith('$') || provided.startsWith('#')) continue;
    const original = (service ?? graph.addService(provided)).dir.service;
    if (original.enabled && (scan.remove || !scan.defaults)) continue;
    original.dir.start.levels |= levelsOf(header.defaultStart ?? '');
    original.dir.stop.levels |= levelsOf(header.defaultStop ?? '');
  }
}

/** Makes up what a script without `Provides:` does not say, from the links of today and from those that need it. */
function guess(graph: ServiceGraph, name: string, header: InsservHeader): void {
  header.provides = name;
  const known = graph.find(name);
  if (!known) {
    const levels = (list: 'required' | 'reversed', side: 'start' | 'stop') => {
      for (const { dir } of graph.services) {
        const { service } = dir;
        if (!service.enabled || !service[list].some((one) => one.service.name === name)) continue;
        const text = levelText(dir[side].levels);
        if (text !== undefined) return text;
      }
      return undefined;
    };
    setMissing(header, 'defaultStart', levels('required', 'start'));
    setMissing(header, 'defaultStop', levels('reversed', 'stop'));
    return;
  }
  const before = graph.services.findLast(({ dir }) => {
    const { startOrder } = dir.service;
    return startOrder > 0 && startOrder < known.startOrder && (dir.start.levels & known.dir.start.levels) !== 0;
  });
  const after = graph.services.findLast(({ dir }) => {
    const { stopOrder } = dir.service;
    return stopOrder > known.stopOrder && (dir.stop.levels & known.dir.stop.levels) !== 0;
  });
  setMissing(header, 'requiredStart', before?.dir.service.name);
  setMissing(header, 'requiredStop', after?.dir.service.name);
  setMissing(header, 'defaultStart', levelText(known.dir.start.levels));
  setMissing(header, 'defaultStop', levelText(known.dir.stop.levels));
}

function setMissing(header: InsservHeader, key: keyof InsservHeader, value: string | undefined): void {
  if (!header[key] && value !== undefined) header[key] = value;
}

/** Puts what a script provides among the services, with what it needs; gives the last of them. */
function addProvided(
  scan: Scan,
  script: string,
  provides: string,
  header: InsservHeader,
  isArgument: boolean,
): Service | undefined {
  const { graph, remove, force } = scan;
  let [first, service]: [Service | undefined, Service | undefined] = [undefined, undefined];
  for (const name of providedNames(scan, provides, script)) {
    service = graph.addService(name);
    if (first) graph.nick(first, service);
    else first = service;
    if (!graph.provide(service, script)) {
      if (!remove || !isArgument) graph.warn(`Script ${script} provides ${name}, as another one does.`);
      if (!remove && !force && isArgument) scan.fail(`${name} is provided by ${service.dir.script} too.`);
      else if (remove && (force || isArgument)) {
        service = graph.addService(script).dir.service;
        service.already = true;
        graph.provide(service, script);
      }
      continue;
    }
    if (!service.known) needs(graph, service, header);
    service.known = true;
    graph.requireReversed(service, 'S', header.startBefore ?? '');
    graph.requireReversed(service, 'K', header.stopAfter ?? '');
    if (isArgument && !force) checkNeeds(scan, service);
    takeDefaults(scan, service, header);
  }
  return service;
}

function needs(graph: ServiceGraph, service: Service, header: InsservHeader): void {
  graph.require(service, 'S', true, header.requiredStart ?? '');
  graph.require(service, 'S', false, header.shouldStart ?? '');
  graph.require(service, 'K', true, header.requiredStop ?? '');
  graph.require(service, 'K', false, header.shouldStop ?? '');
  if (header.interactive === 'true') service.interactive = true;
}

/** The runlevels of a script that has no links yet; those of one that has stay as they are. */
function takeDefaults({ defaults }: Scan, service: Service, header: InsservHeader): void {
  for (const [key, side] of [
    ['defaultStart', 'start'],
    ['defaultStop', 'stop'],
  ] as const) {
    const value = header[key];
    if (value) {
      const levels = levelsOf(value);
      if (!service.enabled) service.dir[side].levels = levels;
    } else if (value === '' && service.enabled && !defaults && service.dir[side].levels !== 0) {
      header[key] = levelText(service.dir[side].levels)!;
    }
  }
}

/** `chkrequired`, or `chkdependencies` when links are to be removed. */
function checkNeeds({ graph, remove, fail }: Scan, service: Service): void {
  if (!remove) {
    for (const { service: named, must } of service.dir.service.required) {
      const needed = named.dir.service;
      if (must && !needed.onCommandLine && !needed.enabled) {
        fail(`${named.name} has to be enabled to use ${service.dir.service.name}.`);
      }
    }
    return;
  }
  for (const one of graph.services) {
    if (!one.enabled || one.duplicate) continue;
    for (const { service: named, must } of one.required) {
      if (!must || named.name !== service.name || (one.onCommandLine && named.onCommandLine)) continue;
      fail(`${service.name} has to stay enabled for ${one.name}.`);
    }
  }
}
