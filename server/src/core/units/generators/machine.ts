import { encodeUtf8 } from '../../text/utf8.ts';
import { chase } from '../../tree/chase.ts';
import { joinPath, type SystemTree } from '../../tree/systemTree.ts';
import { unitNamePathEscape } from '../../values/unitNames.ts';
import { searchPath } from '../searchPath.ts';
import { PROGRAM_FOLDERS } from './askedPaths.ts';
import { type CommandLineItem, commandLineItems } from './commandLine.ts';
import type { GeneratorProfile } from './profile.ts';

/** What the generators of one root share. */
export interface GeneratorRoot {
  readonly tree: SystemTree;
  /** Major version of systemd. */
  readonly version: number;
  readonly profile: GeneratorProfile;
  readonly commandLine: readonly CommandLineItem[];
  /** The folder of systemd's own units, `SYSTEM_DATA_UNIT_DIR`. */
  readonly unitFolder: string;
  /** The folder of systemd's own programs. */
  readonly programFolder: string;
}

export function generatorRoot(tree: SystemTree, version: number, profile: GeneratorProfile): GeneratorRoot {
  const split = searchPath(version, 'system', tree).includes('/lib/systemd/system');
  return {
    tree,
    version,
    profile,
    commandLine: commandLineItems(profile.commandLine),
    unitFolder: split ? '/lib/systemd/system' : '/usr/lib/systemd/system',
    programFolder: split ? '/lib/systemd' : '/usr/lib/systemd',
  };
}

/** Whether the machine has a program, and it is more than a link to one that does nothing: path-util.c, `executable_is_good`. */
export function hasProgram({ tree, profile }: GeneratorRoot, name: string): boolean {
  const told = profile.hasProgram?.(name);
  if (told !== undefined) return told;
  let read = false;
  for (const folder of PROGRAM_FOLDERS) {
    const end = chase(tree, folder);
    if (!end.found) continue;
    read ||= tree.names(end.path).length > 0;
    const node = tree.node(joinPath(end.path, name));
    if (!node) continue;
    const target = node.type === 'symlink' ? node.target : undefined;
    return target === undefined || !['/bin/true', '/usr/bin/true', '/dev/null'].includes(target);
  }
  return !read;
}

/** The text of a file; undefined when there is none or it was not read. */
export function textOf({ tree }: GeneratorRoot, path: string): string | undefined {
  const end = chase(tree, path);
  return end.found && end.node.type === 'file' ? end.node.content : undefined;
}

/** specifier.c, `specifier_escape`. */
export function specifierEscape(text: string): string {
  return text.replaceAll('%', '%%');
}

/** escape.c, `cescape`. */
export function cescape(text: string): string {
  return Array.from(text, cescapeCharacter).join('');
}

const NAMED: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
  "'": "\\'",
};

function cescapeCharacter(char: string): string {
  const code = char.charCodeAt(0);
  if (NAMED[char] !== undefined) return NAMED[char];
  if (code >= 0x20 && code < 0x7f) return char;
  return Array.from(encodeUtf8(char), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** unit-name.c, `unit_name_from_path_instance`; undefined when the path has `..` in it. */
export function instanceOfPath(prefix: string, path: string, version: number): string | undefined {
  const escaped = unitNamePathEscape(path, version);
  return escaped === undefined ? undefined : `${prefix}@${escaped}.service`;
}
