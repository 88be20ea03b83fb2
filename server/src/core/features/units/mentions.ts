import { takesUnitNames } from '../../kinds/unit/completion/unitNames.ts';
import { allDirectives, type Directive, directive } from '../../knowledge/directives.ts';
import { type AssignmentNode, assignments, parseUnitFile, type UnitFile } from '../../parse/unitFile.ts';
import { sourceSpan } from '../../text/mappedText.ts';
import type { Span } from '../../text/span.ts';
import type { FileNode } from '../../tree/node.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';

/** A word of a unit file that is there for the name of a unit. */
export interface Mention {
  readonly section: string;
  readonly key: string;
  /** As written, specifiers and all; without quotes. */
  readonly text: string;
  readonly span: Span;
}

const KEYS = new Set(
  allDirectives()
    .filter(takesUnitNames)
    .map(({ key }) => key),
);
const NONE: readonly Mention[] = [];
const known = new WeakMap<FileNode, readonly Mention[]>();

/** The unit names in a parsed file, in its order. What stands before the first section does not count. */
export function mentionsIn(file: UnitFile): Mention[] {
  const out: Mention[] = [];
  for (const { section, node } of assignments(file)) {
    if (section === undefined || !KEYS.has(node.key)) continue;
    const row = directive(section, node.key);
    if (row && takesUnitNames(row)) out.push(...wordsOf(section, row, node));
  }
  return out;
}

/** The same for a file of the tree, kept as long as the file is. None when it was not read. */
export function mentionsOfFile(file: FileNode): readonly Mention[] {
  if (file.content === undefined) return NONE;
  const before = known.get(file);
  if (before) return before;
  const found = mentionsOfPlainText(file.content) ?? mentionsIn(parseUnitFile(file.content));
  known.set(file, found.length === 0 ? NONE : found);
  return found;
}

/** What keeps a text from being read line by line: continuation lines, odd line ends, anything but ASCII. */
const NOT_PLAIN = /\\\n|[^\t\n\x20-\x7e]/;
const LINE = new RegExp(`^[ \\t]*(?:\\[(.*)|(${[...KEYS].join('|')})[ \\t]*=[ \\t]*(.*))$`, 'gm');

/**
 * The same as `mentionsIn` for texts in which each line stands for itself, as nearly all do: a root may have ten
 * thousand files, and few of their lines name units. Undefined for other texts.
 */
export function mentionsOfPlainText(text: string): Mention[] | undefined {
  if (NOT_PLAIN.test(text)) return undefined;
  const out: Mention[] = [];
  let section: string | undefined;
  for (const { 0: line, 1: header, 2: key, 3: rest, index } of text.matchAll(LINE)) {
    if (header !== undefined) {
      const name = header.trimEnd();
      section = name.endsWith(']') ? name.slice(0, -1) : name;
    } else if (section !== undefined) {
      const row = directive(section, key!);
      const value = rest!.trimEnd();
      const start = index + line.length - rest!.length;
      const mapped = { text: value, pieces: [{ at: 0, source: start }] };
      if (row && takesUnitNames(row)) out.push(...wordsOf(section, row, { key: key!, value: mapped }));
    }
  }
  return out;
}

function wordsOf(section: string, row: Directive, node: Pick<AssignmentNode, 'key' | 'value'>): Mention[] {
  const { value, key } = node;
  const out: Mention[] = [];
  for (const { word, start, end } of row.multi ? listed(section, value.text) : [whole(value.text)]) {
    const at = end - start === word.length ? start : value.text.indexOf(word, start);
    if (word === '' || at < 0 || at + word.length > end) continue;
    out.push({ section, key, text: word, span: sourceSpan(value, at, at + word.length) });
  }
  return out;
}

interface WordPlace {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

function whole(text: string): WordPlace {
  return { word: text, start: 0, end: text.length };
}

/** The words of a list. Only quotes and backslashes need more than a look for blanks. */
function listed(section: string, text: string): readonly WordPlace[] {
  if (!/["'\\]/.test(text)) {
    if (!/[ \t\n\r]/.test(text)) return [whole(text)];
    return [...text.matchAll(/[^ \t\n\r]+/g)].map(({ 0: word, index }) => ({
      word,
      start: index,
      end: index + word.length,
    }));
  }
  // config_parse_unit_deps takes quotes for a part of the name, install.c takes them off.
  const flags = section === 'Install' ? EXTRACT.UNQUOTE | EXTRACT.RETAIN_ESCAPE : EXTRACT.RETAIN_ESCAPE;
  return splitWords(text, undefined, flags).words;
}
