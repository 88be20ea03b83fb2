import { failed } from '../../install/errno.ts';
import { joinPath } from '../../tree/systemTree.ts';
import { rcLinkName } from '../rcLinks.ts';
import type { ServiceGraph } from './graph.ts';
import { type Dir, LEVEL_KEYS, LVL_BOOT, LVL_NORM, type Service } from './model.ts';
import type { Scan } from './scan.ts';

/** Makes the links as the order wants them, runlevel by runlevel: the end of insserv.c's `main`. */
export function writeLinks(scan: Scan): void {
  for (const [bit, key] of [...LEVEL_KEYS].entries()) {
    const folder = `${scan.etc}/rc${key}.d`;
    removeStrangers(scan, folder, 1 << bit);
    for (const dir of scan.graph.dirs) orderScript(scan, folder, 1 << bit, dir);
  }
}

/** Removes links of scripts that do not belong into the runlevel: those at boot always, others only when asked to. */
function removeStrangers({ view, graph, defaults, remove, force }: Scan, folder: string, level: number): void {
  for (const name of namesIn(view, folder)) {
    const match = /^([SK])[0-9]{2}(?![0-9])(.*)$/s.exec(name);
    if (!match || !notIncluded(graph, match[2]!, match[1] === 'K' ? 'stop' : 'start', level)) continue;
    const service = graph.find(graph.findScript(match[2]!)?.name ?? '');
    if (!defaults && level !== LVL_BOOT && !(remove && force && service?.already)) continue;
    view.unlink(joinPath(folder, name));
    if (service) released(service);
  }
}

/** `notincluded`: whether something of that script is not for the runlevel. */
function notIncluded({ dirs }: ServiceGraph, script: string, side: 'start' | 'stop', level: number): boolean {
  return dirs.some((dir) => dir.script === script && (dir[side].levels & level) === 0);
}

function orderScript({ view, args, remove }: Scan, folder: string, level: number, dir: Dir): void {
  const { service, start, stop } = dir;
  const { script } = service;
  const seek = level === LVL_BOOT ? LVL_BOOT : LVL_NORM;
  if (script === undefined || script.startsWith('$') || ((start.levels | stop.levels) & seek) === 0) return;
  const kind = stop.levels & level ? 'K' : start.levels & level ? 'S' : undefined;
  if (kind === undefined || (kind === 'K' && level === LVL_BOOT)) return;
  const wanted = rcLinkName({ kind, priority: kind === 'K' ? stop.deep : start.deep, service: script });
  const isArgument = args.includes(script);
  const make = () => {
    view.makeParents(joinPath(folder, wanted));
    view.symlink(`../init.d/${script}`, joinPath(folder, wanted));
    service.refs++;
    service.enabled = true;
  };
  const found = namesIn(view, folder).filter((name) => isLinkOf(name, kind, script));
  for (const name of found) {
    if (name === wanted && !(remove && isArgument)) continue;
    view.unlink(joinPath(folder, name));
    released(service);
    if (name !== wanted && !(isArgument && remove)) make();
  }
  if (isArgument && !remove && found.length === 0) make();
}

/** `scan_for`: the kind, at least two digits, and then the script from the third character after it. */
function isLinkOf(name: string, kind: string, script: string): boolean {
  return name.startsWith(kind) && /^[0-9]{2}/.test(name.slice(1)) && name.slice(3) === script;
}

function released(service: Service): void {
  if (--service.refs <= 0) service.enabled = false;
}

function namesIn(view: Scan['view'], folder: string): readonly string[] {
  const listed = view.list(folder);
  return failed(listed) ? [] : [...listed.names];
}
