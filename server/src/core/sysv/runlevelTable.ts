import { chase } from '../tree/chase.ts';
import { joinPath, type SystemTree } from '../tree/systemTree.ts';
import { parseChkconfigHeader } from './chkconfigHeader.ts';
import { rootDefaultRunlevel } from './inittab.ts';
import { fileFilters } from './insserv/facilities.ts';
import { whyNoScript } from './insserv/scripts.ts';
import { type Flavor, fileAt, flavorOf, initFolder, RUNLEVELS, type Runlevel } from './layout.ts';
import { lsbValue, parseLsbHeader } from './lsbHeader.ts';
import { rcEntries } from './rcLinks.ts';

/** What a runlevel does with a service. */
export interface RunlevelCell {
  readonly level: Runlevel;
  /** Undefined without a link. */
  readonly state: 'on' | 'off' | undefined;
  /** The name of the link; undefined without one. */
  readonly link: string | undefined;
}

/** A service in all runlevels, as `chkconfig --list` has it. */
export interface RunlevelRow {
  readonly service: string;
  readonly description: string;
  /** Its script; undefined for links that lead to none. */
  readonly path: string | undefined;
  readonly cells: readonly RunlevelCell[];
  /** The unit of systemd that takes the script's place, if the root has one. */
  readonly unit: string | undefined;
}

/** The services of a root by runlevel. */
export interface RunlevelTable {
  readonly flavor: Flavor;
  readonly levels: readonly Runlevel[];
  /** That of inittab; undefined where it names none. */
  readonly defaultLevel: string | undefined;
  /** Sorted by name. */
  readonly rows: readonly RunlevelRow[];
}

/** Scripts of rc itself and copies that were left, which chkconfig passes over too. */
const NO_SERVICE = /^(?:functions|rc|rcS|halt|killall|single|reboot)$|[~,]$|\.(?:rpmsave|rpmnew|rpmorig|swp)$/;

/** Whether a root has init scripts of services, so that there is something to show. */
export function hasInitScripts(tree: SystemTree): boolean {
  return serviceNames(tree).length > 0;
}

/** All services that have a script, or a link in any runlevel. */
export function runlevelTable(tree: SystemTree): RunlevelTable {
  const flavor = flavorOf(tree);
  const entries = RUNLEVELS.map((level) => ({ level, entries: rcEntries(tree, level) }));
  const used = entries.filter(({ level, entries }) => level !== 'S' || entries.length > 0);
  const links = new Map<string, Map<Runlevel, string>>();
  for (const { level, entries } of used) {
    for (const { name, parsed } of entries) {
      if (!parsed) continue;
      const own = links.get(parsed.service) ?? new Map<Runlevel, string>();
      links.set(parsed.service, own);
      // Of two links the one that starts decides, as for chkconfig.
      if (!own.has(level) || name.startsWith('S')) own.set(level, name);
    }
  }
  const levels = used.map(({ level }) => level);
  const scripts = serviceNames(tree);
  const names = [...new Set([...scripts, ...links.keys()])].filter((name) => !NO_SERVICE.test(name)).sort();
  const rows = names.map((service): RunlevelRow => {
    const path = pathOf(tree, service);
    const cells = levels.map((level): RunlevelCell => {
      const link = links.get(service)?.get(level);
      return { level, link, state: link === undefined ? undefined : link.startsWith('S') ? 'on' : 'off' };
    });
    return { service, description: descriptionOf(tree, path), path, cells, unit: nativeUnit(tree, service) };
  });
  return { flavor, levels, defaultLevel: rootDefaultRunlevel(tree), rows };
}

function serviceNames(tree: SystemTree): string[] {
  const folder = initFolder(tree);
  if (folder === undefined) return [];
  const filters = fileFilters(tree);
  return tree.names(folder).filter((name) => {
    const why = whyNoScript(tree, folder, name, filters);
    return (why === undefined || (tree.modesUnknown === true && /run/.test(why))) && !NO_SERVICE.test(name);
  });
}

function pathOf(tree: SystemTree, service: string): string | undefined {
  const folder = initFolder(tree);
  const path = folder === undefined ? undefined : joinPath(folder, service);
  return path !== undefined && fileAt(tree, path) ? path : undefined;
}

function descriptionOf(tree: SystemTree, path: string | undefined): string {
  const text = path === undefined ? undefined : fileAt(tree, path)?.content;
  if (text === undefined) return path === undefined ? 'there is no script' : '';
  return lsbValue(parseLsbHeader(text), 'Short-Description')?.value || parseChkconfigHeader(text).description || '';
}

const UNIT_FOLDERS = ['/etc/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'];

/** A unit of that name is started in place of the script; the suffix .sh does not count. */
export function nativeUnit(tree: SystemTree, service: string): string | undefined {
  const name = `${service.replace(/\.sh$/, '')}.service`;
  return UNIT_FOLDERS.some((folder) => chase(tree, `${folder}/${name}`).found) ? name : undefined;
}
