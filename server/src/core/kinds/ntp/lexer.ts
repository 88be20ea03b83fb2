import type { Span } from '../../text/span.ts';
import { familyOf, type NtpDialect } from './dialect.ts';
import { followersOf } from './keywords.ts';
import { numberOf } from './numbers.ts';
import { longestWord } from './tables.ts';

export type TokenType =
  | 'keyword'
  | 'string'
  | 'integer'
  | 'unsigned'
  | 'double'
  /** `-4` and `-6`. */
  | 'family'
  /** One of `{}(),;|=`. */
  | 'special'
  | 'end'
  | 'end-of-file';

export interface Token {
  readonly type: TokenType;
  /** As the daemon sees it: without quotes and without characters outside of ASCII. */
  readonly text: string;
  readonly span: Span;
  readonly quoted: boolean;
  /** Of numbers. */
  readonly value?: number;
  /** The scanner ends the daemon here. */
  readonly fatal?: 'too-long' | 'unrepresentable';
}

const SPECIAL = new Set('{}(),;|=\0');

/**
 * Splits a file as the daemon's scanner does (ntp_scanner.c, yylex): which words are keywords depends on the keyword
 * before, a missing closing quote ends at the newline, `#` begins a comment even inside a word.
 */
export class Lexer {
  readonly #text: string;
  readonly #followers: ReadonlyMap<string, 'token' | 'string' | 'strings'>;
  readonly #longest: number;
  readonly #eras: boolean;
  #at = 0;
  #following: 'token' | 'string' | 'strings' = 'token';

  constructor(text: string, dialect: NtpDialect) {
    this.#text = text;
    this.#followers = followersOf(dialect);
    this.#longest = longestWord(dialect);
    this.#eras = familyOf(dialect) === 'ntpsec';
  }

  /** Where the next token is looked for. */
  get offset(): number {
    return this.#at;
  }

  /** Whether the next token is the first of a line, which nothing before it bears on. */
  get startsLine(): boolean {
    return this.#at === 0 || this.#text.charCodeAt(this.#at - 1) === 10;
  }

  /** Goes on at another place, at the start of a line. */
  moveTo(offset: number): void {
    this.#at = offset;
    this.#following = 'token';
  }

  /** Leaves out what is left of the line. */
  skipLine(): void {
    const newline = this.#text.indexOf('\n', this.#at);
    this.#at = newline < 0 ? this.#text.length : newline;
  }

  /** The next token. The file ends with a newline even where none is written. */
  next(): Token {
    const text = this.#text;
    let quoted = false;
    for (;;) {
      this.#skipBlanks();
      const start = this.#at;
      if (start >= text.length) return this.#endOfText();
      const first = text[start]!;
      if (first === '\n') {
        this.#at++;
        this.#following = 'token';
        return { type: 'end', text: '\n', span: { start, end: start + 1 }, quoted: false };
      }
      if (this.#following === 'token' && SPECIAL.has(first)) return this.#special(first, start);
      const word = this.#word(start);
      quoted ||= word.quoted;
      if (word.text.length >= this.#longest + 1) return this.#tooLong(start);
      if (word.text !== '') return this.#classify(word.text, { start, end: this.#at }, quoted);
    }
  }

  #endOfText(): Token {
    const at = this.#text.length;
    const end = { start: at, end: at };
    if (at > 0 && this.#at === at && this.#text[at - 1] !== '\n') {
      this.#at = at + 1;
      return { type: 'end', text: '', span: end, quoted: false };
    }
    return { type: 'end-of-file', text: '', span: end, quoted: false };
  }

  #skipBlanks(): void {
    const text = this.#text;
    while (this.#at < text.length) {
      const code = text.charCodeAt(this.#at);
      // Bytes beyond ASCII are dropped as they are read.
      if (code === 32 || code === 9 || (code >= 11 && code <= 13) || code > 127) this.#at++;
      else break;
    }
  }

  #special(text: string, start: number): Token {
    this.#at = start + 1;
    const span = { start, end: start + 1 };
    if (text === '\0') return { type: 'end-of-file', text: '', span, quoted: false };
    if (text === '=') this.#following = 'string';
    return { type: 'special', text, span, quoted: false };
  }

  /** Reads up to a blank, a comment or the closing quote; leaves the offset behind it. */
  #word(start: number): { text: string; quoted: boolean } {
    const text = this.#text;
    const specials = this.#following === 'token';
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 32 || (code >= 9 && code <= 13) || code === 34 || code === 35) break;
      if (specials && SPECIAL.has(text[at]!)) break;
    }
    const head = text.slice(start, at);
    if (text[at] === '#') {
      const newline = text.indexOf('\n', at);
      this.#at = head === '' ? (newline < 0 ? text.length : newline) : at;
      return { text: ascii(head), quoted: false };
    }
    if (text[at] !== '"') {
      this.#at = at;
      return { text: ascii(head), quoted: false };
    }
    let close = at + 1;
    while (close < text.length && text[close] !== '"' && text[close] !== '\n') close++;
    this.#at = text[close] === '"' ? close + 1 : close;
    return { text: ascii(head + text.slice(at + 1, close)), quoted: true };
  }

  #tooLong(start: number): Token {
    const span = { start, end: this.#at };
    this.#at = this.#text.length + 1;
    return { type: 'end-of-file', text: '', span, quoted: false, fatal: 'too-long' };
  }

  #classify(text: string, span: Span, quoted: boolean): Token {
    if (this.#following !== 'token' || quoted) return this.#string(text, span, quoted);
    const follower = this.#followers.get(text);
    if (follower !== undefined) {
      this.#following = follower;
      return { type: text === '-4' || text === '-6' ? 'family' : 'keyword', text, span, quoted };
    }
    const number = numberOf(text, this.#eras);
    if (!number) return plain(text, span, quoted);
    return { type: number.type, text, span, quoted, value: number.value, ...fatality(number.fits) };
  }

  #string(text: string, span: Span, quoted: boolean): Token {
    if (/^-[46]/.test(text)) return { type: 'family', text: text.slice(0, 2), span, quoted };
    if (this.#following === 'string') this.#following = 'token';
    return plain(text, span, quoted);
  }
}

function fatality(fits: boolean): { fatal?: 'unrepresentable' } {
  return fits ? {} : { fatal: 'unrepresentable' };
}

/** A string; one of nothing but blanks is taken for the end of the command. */
function plain(text: string, span: Span, quoted: boolean): Token {
  const nul = text.indexOf('\0');
  const seen = nul < 0 ? text : text.slice(0, nul);
  return { type: /^[ \t\n\v\f\r]*$/.test(seen) ? 'end' : 'string', text: seen, span, quoted };
}

/** Without the characters that the scanner drops. */
function ascii(text: string): string {
  return /[^\0-\x7f]/.test(text) ? text.replace(/[^\0-\x7f]+/g, '') : text;
}
