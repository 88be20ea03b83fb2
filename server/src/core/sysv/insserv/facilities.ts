import { append } from '../../lists/append.ts';
import { chase } from '../../tree/chase.ts';
import { joinPath, type SystemTree } from '../../tree/systemTree.ts';
import { fileAt } from '../layout.ts';
import { InsservError } from './model.ts';

/** What insserv.conf says: the members of `$name` facilities, those of facilities in them included. */
export interface Facilities {
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly interactive: readonly string[];
}

const FACILITY = /^(\$[a-z0-9_-]+)(?:[ \t]*[=:][ \t]*|[ \t]+)([ -~]*)/i;
const INTERACTIVE = /^<interactive>(?:[ \t]*[=:][ \t]*|[ \t]+)([ -~]*)/;
const DEEPEST = 10;

/**
 * Reads /etc/insserv.conf and the files of /etc/insserv.conf.d, the last by name first (insserv.c, `scan_conf`).
 * @throws InsservError for facilities that hold each other
 */
export function readFacilities(tree: SystemTree, filters: readonly string[]): Facilities {
  const listed = new Map<string, string[]>();
  const interactive: string[] = [];
  for (const text of confTexts(tree, filters)) {
    for (const line of text.split('\n')) {
      const facility = FACILITY.exec(line);
      if (facility) {
        const members = listed.get(facility[1]!) ?? [];
        listed.set(facility[1]!, members);
        append(members, facility[2]!.split(/[ ,;\t]/));
      }
      const alone = INTERACTIVE.exec(line)?.[1];
      if (alone) append(interactive, alone.split(/[ ,;\t]/));
    }
  }
  for (const [name, members] of listed) listed.set(name, expand(listed, members));
  return { members: listed, interactive };
}

function confTexts(tree: SystemTree, filters: readonly string[]): string[] {
  const folder = chase(tree, '/etc/insserv.conf.d');
  const names = folder.found ? tree.names(folder.path).filter((name) => isScriptName(name, filters)) : [];
  const paths = ['/etc/insserv.conf', ...[...names].reverse().map((name) => joinPath('/etc/insserv.conf.d', name))];
  return paths.flatMap((path) => fileAt(tree, path)?.content ?? []);
}

/** `expand_conf`: plain members first, then those of the facilities among them. */
function expand(listed: ReadonlyMap<string, readonly string[]>, members: readonly string[]): string[] {
  const plain = members.filter((name) => !name.startsWith('$'));
  const more: string[] = [];
  for (const name of members) if (name.startsWith('$')) inside(listed, name, more, []);
  return [...plain, ...more];
}

function inside(
  listed: ReadonlyMap<string, readonly string[]>,
  name: string,
  found: string[],
  way: readonly string[],
): void {
  for (const member of listed.get(name) ?? []) {
    if (!member.startsWith('$')) found.push(member);
    else if (way.includes(member)) throw new InsservError(`The facilities ${member} and ${name} hold each other.`);
    else if (way.length <= DEEPEST) inside(listed, member, found, [...way, member]);
  }
}

/** The extensions that /etc/insserv/file-filters adds. */
export function fileFilters(tree: SystemTree): string[] {
  return (fileAt(tree, '/etc/insserv/file-filters')?.content ?? '').split('\n').filter((line) => line !== '');
}

const LEFTOVERS = /^(?:rpm|ba|dpkg|ucf)|^(?:old|new|org|orig|save|swp|core)$/;

/** `cfgfile_filter`: whether a name is not that of a copy that something left. */
export function isScriptName(name: string, filters: readonly string[]): boolean {
  if (name === '' || name.startsWith('.')) return false;
  const extension = /\.([^.]*)$/.exec(name)?.[1];
  if (extension !== undefined && (LEFTOVERS.test(extension) || filters.includes(extension))) return false;
  return !name.endsWith(',v');
}
