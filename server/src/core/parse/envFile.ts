/** A line of a file such as os-release(5); `line` counts from 1. */
export interface EnvAssignment {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

const BLANK = /[ \t\n\r]/;
const NEWLINE = /[\n\r]/;
/** Characters that a backslash escapes between double quotes. */
const NEED_ESCAPE = '"\\`$';

/**
 * The assignments of a file in the form that a shell reads too: env-file.c, `parse_env_file_internal`. Quotes are taken
 * off, a backslash escapes, lines beginning with `#` or `;` are comments; what is no assignment is passed over.
 */
export function parseEnvFile(text: string): EnvAssignment[] {
  return new EnvReader(text).run();
}

/** The last value of every key. */
export function envValues(text: string): Map<string, string> {
  return new Map(parseEnvFile(text).map(({ key, value }) => [key, value]));
}

class EnvReader {
  private readonly out: EnvAssignment[] = [];
  private at = 0;
  private line = 1;

  constructor(private readonly text: string) {}

  run(): EnvAssignment[] {
    while (this.at < this.text.length) {
      const char = this.text[this.at]!;
      if (char === '#' || char === ';') this.skipComment();
      else if (BLANK.test(char)) this.next();
      else this.takeAssignment();
    }
    return this.out;
  }

  private next(): string | undefined {
    const char = this.text[this.at++];
    if (char === '\n') this.line++;
    return char;
  }

  /** A backslash at the end of a comment makes the next character part of it, but not the next line. */
  private skipComment(): void {
    for (let char = this.next(); char !== undefined && !NEWLINE.test(char); char = this.next()) {
      if (char !== '\\') continue;
      const escaped = this.next();
      if (escaped === undefined || NEWLINE.test(escaped)) return;
    }
  }

  private takeAssignment(): void {
    const { line } = this;
    let key = '';
    for (let char = this.next(); char !== '='; char = this.next()) {
      if (char === undefined || NEWLINE.test(char)) return;
      key += char;
    }
    this.out.push({ key: key.replace(/[ \t]+$/, ''), value: this.takeValue(), line });
  }

  private takeValue(): string {
    let value = '';
    // Blanks at the end are dropped, unless they were quoted or escaped.
    let kept = 0;
    let bare = false;
    for (let char = this.next(); char !== undefined && !NEWLINE.test(char); char = this.next()) {
      if (!bare && (char === "'" || char === '"')) {
        value += char === "'" ? this.single() : this.double();
        kept = value.length;
      } else if (char === '\\') {
        const escaped = this.next();
        if (escaped !== undefined && !NEWLINE.test(escaped)) value += escaped;
        kept = value.length;
        bare = true;
      } else if (bare || !BLANK.test(char)) {
        value += char;
        bare = true;
        if (!BLANK.test(char)) kept = value.length;
      }
    }
    return value.slice(0, kept);
  }

  private single(): string {
    let value = '';
    for (let char = this.next(); char !== undefined && char !== "'"; char = this.next()) value += char;
    return value;
  }

  private double(): string {
    let value = '';
    for (let char = this.next(); char !== undefined && char !== '"'; char = this.next()) {
      if (char !== '\\') value += char;
      else {
        const escaped = this.next();
        if (escaped === undefined) break;
        if (NEED_ESCAPE.includes(escaped)) value += escaped;
        else if (escaped !== '\n') value += `\\${escaped}`;
      }
    }
    return value;
  }
}
