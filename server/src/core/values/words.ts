import { cunescapeOne } from './cEscape.ts';
import { skip, WHITESPACE } from './charsets.ts';
import { joinBytes } from './utf8.ts';

/** `ExtractFlags` of basic/extract-word.h. */
export const EXTRACT = {
  RELAX: 1,
  CUNESCAPE: 2,
  UNESCAPE_RELAX: 4,
  UNESCAPE_SEPARATORS: 8,
  KEEP_QUOTE: 16,
  UNQUOTE: 32,
  DONT_COALESCE_SEPARATORS: 64,
  RETAIN_ESCAPE: 128,
  RETAIN_SEPARATORS: 256,
} as const;

/** A word: its text without quotes and escapes, and where it stands (quotes and escapes included). */
export interface Word {
  readonly kind: 'word';
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Where to go on; undefined when the text is used up (systemd's pointer is NULL then). */
  readonly next: number | undefined;
}

/** No word is left, or the rest cannot be split: a quote that does not end, or an unknown escape sequence. */
export type Extracted = Word | { readonly kind: 'end' } | { readonly kind: 'invalid'; readonly start: number };

const END: Extracted = { kind: 'end' };

/**
 * Takes the next word off a text; `extract_first_word` of basic/extract-word.c.
 *
 * @param start where to begin; undefined (the `next` of the last word) gives the end
 * @param separators the characters between words; blanks by default
 * @param flags a sum of {@link EXTRACT}
 */
export function extractFirstWord(
  text: string,
  start: number | undefined,
  separators: string = WHITESPACE,
  flags = 0,
): Extracted {
  if (start === undefined) return END;
  const apart = (flags & EXTRACT.DONT_COALESCE_SEPARATORS) !== 0;
  const from = apart ? start : skip(text, start, separators);
  if (from >= text.length) return apart ? word('', from, from, undefined) : END;
  return new Extraction(text, from, separators, flags).run();
}

/** All words of a text, and what went wrong behind the last of them, if anything. */
export function splitWords(
  text: string,
  separators: string = WHITESPACE,
  flags = 0,
): { readonly words: readonly Word[]; readonly invalid: { readonly start: number } | undefined } {
  const words: Word[] = [];
  let next: number | undefined = 0;
  for (;;) {
    const found = extractFirstWord(text, next, separators, flags);
    if (found.kind === 'end') return { words, invalid: undefined };
    if (found.kind === 'invalid') return { words, invalid: { start: found.start } };
    words.push(found);
    next = found.next;
  }
}

/** `extract_many_words`: at most `count` words, and where the rest begins; undefined when it cannot be split. */
export function extractManyWords(
  text: string,
  separators: string,
  flags: number,
  count: number,
): { readonly words: readonly Word[]; readonly next: number | undefined } | undefined {
  const words: Word[] = [];
  let next: number | undefined = 0;
  while (words.length < count) {
    const found = extractFirstWord(text, next, separators, flags);
    if (found.kind === 'invalid') return undefined;
    if (found.kind === 'end') return { words, next: undefined };
    words.push(found);
    next = found.next;
  }
  return { words, next };
}

function word(text: string, start: number, end: number, next: number | undefined): Word {
  return { kind: 'word', word: joinBytes(text), start, end, next };
}

/** Neither white space nor a quote nor a backslash. */
function isPlain(code: number): boolean {
  if (code <= 32) return code !== 32 && code !== 9 && code !== 10 && code !== 13;
  return code !== 34 && code !== 39 && code !== 92;
}

class Extraction {
  private out = '';
  private quote = '';
  private at: number;

  constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly separators: string,
    private readonly flags: number,
  ) {
    this.at = start;
  }

  run(): Extracted {
    this.takePlain();
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined) return this.finish();
      if (char === '\\' && !this.has('RETAIN_ESCAPE')) {
        const stop = this.unescape();
        if (stop) return stop;
      } else if (this.quote !== '') {
        this.quoted(char);
      } else if (`'"`.includes(char) && (this.has('KEEP_QUOTE') || this.has('UNQUOTE'))) {
        this.quote = char;
        if (this.has('KEEP_QUOTE')) this.out += char;
        this.at++;
      } else if (this.separators.includes(char)) {
        return this.separate();
      } else {
        this.out += char;
        this.at++;
      }
    }
  }

  /** Ordinary characters, of which most words are made, are taken in one go. */
  private takePlain(): void {
    let end = this.at;
    if (this.separators === WHITESPACE) while (end < this.text.length && isPlain(this.text.charCodeAt(end))) end++;
    this.out = this.text.slice(this.at, end);
    this.at = end;
  }

  private quoted(char: string): void {
    this.at++;
    if (char !== this.quote) {
      this.out += char;
      return;
    }
    this.quote = '';
    if (!this.has('UNQUOTE')) this.out += char;
  }

  private separate(): Extracted {
    if (this.has('RETAIN_SEPARATORS')) return word(this.out, this.start, this.at, this.at);
    if (this.has('DONT_COALESCE_SEPARATORS')) return word(this.out, this.start, this.at, this.at + 1);
    const next = skip(this.text, this.at, this.separators);
    return word(this.out, this.start, this.at, next < this.text.length ? next : undefined);
  }

  private finish(): Extracted {
    if (this.quote !== '' && !this.has('RELAX')) return { kind: 'invalid', start: this.start };
    return word(this.out, this.start, this.at, undefined);
  }

  /** Takes a backslash and what it escapes; gives a result only where the text ends or is wrong here. */
  private unescape(): Extracted | undefined {
    const char = this.text[++this.at];
    if (char === undefined) return this.trailingBackslash();
    if (!this.has('CUNESCAPE') && !this.has('UNESCAPE_SEPARATORS') && !this.has('UNESCAPE_RELAX')) {
      return this.take(char, 1);
    }
    const one = this.has('CUNESCAPE') ? cunescapeOne(this.text, this.at) : undefined;
    if (one) return this.take(one.text, one.length);
    if (this.has('UNESCAPE_SEPARATORS') && (this.separators.includes(char) || char === '\\')) return this.take(char, 1);
    if (this.has('UNESCAPE_RELAX')) return this.take(`\\${char}`, 1);
    return { kind: 'invalid', start: this.start };
  }

  private take(text: string, length: number): undefined {
    this.out += text;
    this.at += length;
  }

  private trailingBackslash(): Extracted {
    if (this.has('UNESCAPE_RELAX') && (this.quote === '' || this.has('RELAX'))) {
      return word(`${this.out}\\`, this.start, this.at, undefined);
    }
    if (this.has('RELAX')) return word(this.out, this.start, this.at, undefined);
    return { kind: 'invalid', start: this.start };
  }

  private has(flag: keyof typeof EXTRACT): boolean {
    return (this.flags & EXTRACT[flag]) !== 0;
  }
}
