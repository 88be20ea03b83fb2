import { physicalLines } from '../../parse/lines.ts';
import { parseRcLinkName, type RcLinkName } from '../../sysv/rcLinks.ts';
import type { Span } from '../../text/span.ts';

/** A part of a line with its place. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** A line that stands for a link: `S90crond -> ../init.d/crond`, or as `ls -l` has it. */
export interface LinkLine {
  readonly type: 'link';
  /** The line without its line break. */
  readonly span: Span;
  readonly name: Word;
  /** The parts of the name; undefined when it is no name of a link. */
  readonly parsed: RcLinkName | undefined;
  /** What stands behind the arrow, maybe nothing; undefined for a line that is a name alone. */
  readonly target: Word | undefined;
  /** Whether the line is one of `ls -l`. */
  readonly pasted: boolean;
}

/** A line of `ls -l` that is no link says nothing; one that is `broken` cannot be read. */
export type ListingLine = LinkLine | { readonly type: 'blank' | 'comment' | 'passed' | 'broken'; readonly span: Span };

/** The mode, as `ls -l` begins a line of a link, up to the date; the name is what has no blank before the arrow. */
const PASTED_LINK = /^(\s*l[rwxsStT-]{9}[.+@]?\s.*?)(\S+) -> (.*)$/;
const PASTED_OTHER = /^\s*[-dbcps][rwxsStT-]{9}[.+@]?\s|^\s*\p{L}+:? \d+[KMG]?\s*$|^\S*\/\S*:$/u;
const ARROW = /\s*->[ \t]*/;

/** Reads a listing, line by line. Never throws; what is no link of a listing is told apart. */
export function parseListing(text: string): ListingLine[] {
  return physicalLines(text).map(({ span, contentEnd }) => lineOf(text.slice(span.start, contentEnd), span.start));
}

function lineOf(line: string, start: number): ListingLine {
  const span = { start, end: start + line.length };
  if (line.trim() === '') return { type: 'blank', span };
  if (/^\s*#/.test(line)) return { type: 'comment', span };
  const pasted = PASTED_LINK.exec(line);
  if (pasted) return pastedLink(pasted, span);
  if (PASTED_OTHER.test(line)) return { type: 'passed', span };
  const arrow = ARROW.exec(line);
  const name = wordIn(line, 0, arrow ? arrow.index : line.length, start);
  if (name.text === '' || name.text.includes('/') || (!arrow && /\s/.test(name.text))) return { type: 'broken', span };
  const target = arrow ? wordIn(line, arrow.index + arrow[0].length, line.length, start) : undefined;
  return { type: 'link', span, name, parsed: parseRcLinkName(name.text), target, pasted: false };
}

function pastedLink(match: RegExpExecArray, span: Span): LinkLine {
  const [, before, shown, target] = match as unknown as [string, string, string, string];
  // `ls -l /etc/rc3.d/*` has the folder in front of the names.
  const folder = shown.lastIndexOf('/') + 1;
  const nameStart = span.start + before.length + folder;
  const text = shown.slice(folder);
  const targetStart = nameStart + text.length + ' -> '.length;
  return {
    type: 'link',
    span,
    name: { text, span: { start: nameStart, end: nameStart + text.length } },
    parsed: parseRcLinkName(text),
    target: { text: target.trimEnd(), span: { start: targetStart, end: targetStart + target.trimEnd().length } },
    pasted: true,
  };
}

/** What stands between two places of a line without blanks around it. */
function wordIn(line: string, from: number, to: number, start: number): Word {
  const text = line.slice(from, to).trim();
  const at = start + (text === '' ? from : line.indexOf(text, from));
  return { text, span: { start: at, end: at + text.length } };
}
