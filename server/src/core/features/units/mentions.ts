import { takesUnitNames } from '../../kinds/unit/completion/unitNames.ts';
import { allDirectives, type Directive, directive } from '../../knowledge/directives.ts';
import { append } from '../../lists/append.ts';
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
    if (row && takesUnitNames(row)) append(out, wordsOf(section, row, node));
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

/**
 * The same as `mentionsIn` for texts in which each line stands for itself, as nearly all do: a root may have ten
 * thousand files, and few of their lines name units. Undefined for other texts.
 */
export function mentionsOfPlainText(text: string): Mention[] | undefined {
  if (NOT_PLAIN.test(text)) return undefined;
  const out: Mention[] = [];
  let section: string | undefined;
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const first = firstCharacter(text, start, end);
    if (text[first] === '[') {
      const name = text.slice(first + 1, end).trimEnd();
      section = name.endsWith(']') ? name.slice(0, -1) : name;
    } else if (section !== undefined && first < end) addFrom(out, section, text, first, end);
  }
  return out;
}

function addFrom(out: Mention[], section: string, text: string, start: number, end: number): void {
  const equals = text.indexOf('=', start);
  if (equals < 0 || equals >= end) return;
  const key = text.slice(start, equals).trimEnd();
  if (!KEYS.has(key)) return;
  const row = directive(section, key);
  if (!row || !takesUnitNames(row)) return;
  const from = firstCharacter(text, equals + 1, end);
  const value = text.slice(from, end).trimEnd();
  for (const { word, at } of wordsIn(section, row, value)) {
    out.push({ section, key, text: word, span: { start: from + at, end: from + at + word.length } });
  }
}

/** The first character of a stretch that is no blank, or its end. */
function firstCharacter(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  return at;
}

function wordsOf(section: string, row: Directive, { value, key }: AssignmentNode): Mention[] {
  return wordsIn(section, row, value.text).map(({ word, at }) => {
    return { section, key, text: word, span: sourceSpan(value, at, at + word.length) };
  });
}

interface WordAt {
  readonly word: string;
  readonly at: number;
}

/** The words of a value, without quotes; only quotes and backslashes need more than a look for blanks. */
function wordsIn(section: string, row: Directive, text: string): readonly WordAt[] {
  if (!row.multi) return text === '' ? [] : [{ word: text, at: 0 }];
  if (/["'\\]/.test(text)) return quotedWords(section, text);
  const words: WordAt[] = [];
  const blanks = /[ \t\n\r]+/g;
  let at = 0;
  for (let found = blanks.exec(text); found; found = blanks.exec(text)) {
    if (found.index > at) words.push({ word: text.slice(at, found.index), at });
    at = blanks.lastIndex;
  }
  if (at < text.length) words.push({ word: text.slice(at), at });
  return words;
}

function quotedWords(section: string, text: string): readonly WordAt[] {
  // config_parse_unit_deps takes quotes for a part of the name, install.c takes them off.
  const flags = section === 'Install' ? EXTRACT.UNQUOTE | EXTRACT.RETAIN_ESCAPE : EXTRACT.RETAIN_ESCAPE;
  return splitWords(text, undefined, flags).words.flatMap(({ word, start, end }) => {
    const at = text.slice(start, end).indexOf(word);
    return word === '' || at < 0 ? [] : [{ word, at: start + at }];
  });
}
