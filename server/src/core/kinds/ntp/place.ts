import type { Span } from '../../text/span.ts';
import type { NtpDialect } from './dialect.ts';
import { commandAt, type NtpDocument } from './document.ts';
import { grammarOf } from './grammar.ts';
import { Lexer, type Token } from './lexer.ts';
import { type Expected, matchRule } from './match.ts';
import type { NtpCommand } from './parse.ts';

/** Where in a file a cursor stands. */
export interface Place {
  /** The word under the cursor up to its end; empty between words. */
  readonly word: Span;
  /** The command whose arguments are being written; undefined at its name. */
  readonly command: string | undefined;
  /** What fits here. */
  readonly expected: readonly Expected[];
  /** What is already on the line, before the word and behind it. */
  readonly tokens: readonly Token[];
}

/** No line that somebody types is longer. */
const LONGEST_LINE = 20_000;

/** Tells what a cursor at this offset is about to write; undefined in comments and inside quotes. */
export function placeAt({ text }: NtpDocument, offset: number, dialect: NtpDialect): Place | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  if (offset - start > LONGEST_LINE) return undefined;
  const before = text.slice(start, offset);
  if (/#/.test(before.replace(/"[^"]*"/g, '')) || (before.match(/"/g)?.length ?? 0) % 2 === 1) return undefined;
  const typed = /[^\s=(){}|,;]*$/.exec(before)![0];
  const from = offset - typed.length;
  let end = offset;
  while (end < text.length && !/[\s#"]/.test(text[end]!)) end++;
  const newline = text.indexOf('\n', end);
  const lineEnd = Math.min(newline < 0 ? text.length : newline, end + LONGEST_LINE);
  const tokens = scan(text.slice(start, from), dialect);
  const after = scan(text.slice(end, lineEnd), dialect);
  const place = { word: { start: from, end }, tokens: [...tokens, ...after] };
  return { ...place, ...expectation(tokens, dialect) };
}

function scan(text: string, dialect: NtpDialect): Token[] {
  const lexer = new Lexer(text, dialect);
  const tokens: Token[] = [];
  for (let token = lexer.next(); token.type !== 'end' && token.type !== 'end-of-file'; token = lexer.next())
    tokens.push(token);
  return tokens;
}

function expectation(tokens: readonly Token[], dialect: NtpDialect): Pick<Place, 'command' | 'expected'> {
  const grammar = grammarOf(dialect);
  const head = tokens[0];
  const rule = head?.type === 'keyword' ? grammar.get(head.text) : undefined;
  if (!head) return { command: undefined, expected: [{ role: 'command', name: 'command' }] };
  if (!rule) return { command: head.text, expected: [] };
  const match = matchRule(rule, tokens.slice(1));
  if (match.nested) return expectation(tokens.slice(1 + match.placed.length), dialect);
  return { command: head.text, expected: match.placed.length === tokens.length - 1 ? match.expected : [] };
}

/** The command at an offset with its number among the tokens of it. */
export function tokenAt(
  commands: readonly NtpCommand[],
  offset: number,
): { command: NtpCommand; index: number } | undefined {
  const command = commandAt(commands, offset);
  const index = command?.placed.findIndex(({ token }) => token.span.start <= offset && offset <= token.span.end) ?? -1;
  return command && index >= 0 ? { command, index } : undefined;
}
