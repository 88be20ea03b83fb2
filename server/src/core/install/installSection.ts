import { type HeaderNode, parseUnitFile, type UnitNode } from '../parse/unitFile.ts';
import type { FileNode } from '../tree/node.ts';
import { hasControlCharacter } from '../values/utf8.ts';
import { strictSectionNames } from './differences.ts';
import type { Errno } from './errno.ts';

/** One assignment below `[Install]`. */
export interface InstallEntry {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** The assignments of a file, up to where systemd stops reading it, and why it stops there. */
export interface InstallSection {
  readonly entries: readonly InstallEntry[];
  readonly fault: Errno | undefined;
}

const EMPTY: InstallSection = { entries: [], fault: undefined };
const known = { loose: new WeakMap<FileNode, InstallSection>(), strict: new WeakMap<FileNode, InstallSection>() };

/**
 * What a unit file or drop-in says below `[Install]`, as `config_parse` of shared/conf-parser.c hands it on. Kept for
 * each file, which never changes. A file that was not read has nothing to say.
 */
export function installSection(file: FileNode, version: number): InstallSection {
  if (file.content === undefined) return EMPTY;
  const strict = strictSectionNames(version);
  const cache = strict ? known.strict : known.loose;
  const before = cache.get(file);
  if (before) return before;
  const section = readSection(file.content, strict);
  cache.set(file, section);
  return section;
}

function readSection(text: string, strict: boolean): InstallSection {
  const entries: InstallEntry[] = [];
  let inside = false;
  for (const node of parseUnitFile(text).nodes) {
    const fault = faultOf(node, strict);
    if (fault) return { entries, fault };
    if (node.type === 'header') inside = node.name === 'Install';
    if (node.type === 'assignment' && inside) {
      entries.push({ key: node.key, value: node.value.text, line: node.line });
    }
  }
  return entries.length === 0 ? EMPTY : { entries, fault: undefined };
}

/** What makes systemd give up on the whole file. */
function faultOf(node: UnitNode, strict: boolean): Errno | undefined {
  if (node.type === 'header') return isReadable(node, strict) ? undefined : 'EBADMSG';
  if (node.type !== 'junk') return undefined;
  if (node.reason === 'not-utf8') return 'EINVAL';
  return node.reason === 'too-long' ? 'ENOBUFS' : undefined;
}

/** `string_is_safe` of basic/string-util.c. */
function isReadable({ name, closed }: HeaderNode, strict: boolean): boolean {
  if (!closed || hasControlCharacter(name) || /["'\\]/.test(name)) return false;
  return !strict || (name !== '' && !/[*?[]/.test(name));
}
