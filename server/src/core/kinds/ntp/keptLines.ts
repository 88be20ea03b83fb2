import type { Span } from '../../text/span.ts';
import type { NtpDialect } from './dialect.ts';
import { Lexer, type Token } from './lexer.ts';
import type { Placed } from './match.ts';
import type { NtpCommand, SyntaxProblem, Wording } from './parse.ts';
import { readCommand } from './readCommand.ts';

/** The commands of a line, as if it stood first in its file. */
type Line = readonly Wording[];

/** Longer ones are read anew each time. In UTF-16 code units. */
const LONGEST_KEPT = 1000;
/** With so many lines kept, those that the files read from then on do not hold are forgotten. */
const ENOUGH = 2500;
/** More lines of one file are read anew each time. */
const MOST_KEPT = 20_000;

/** The lines of the files that were read of late, by their texts: a keystroke changes one line of many. */
export class KeptLines {
  readonly #dialect: NtpDialect;
  #recent = new Map<string, Line>();
  #earlier: ReadonlyMap<string, Line> = new Map();

  constructor(dialect: NtpDialect) {
    this.#dialect = dialect;
  }

  /** The lines for one more file that a dialect's daemon reads. */
  static forFile(dialect: NtpDialect): KeptLines {
    const lines = keptBy.get(dialect) ?? new KeptLines(dialect);
    keptBy.set(dialect, lines);
    lines.#makeRoom();
    return lines;
  }

  /**
   * Takes the line on which the lexer stands from those that were read before, or reads it and keeps it.
   *
   * @returns false for a line that has to be read where it stands
   */
  place(text: string, lexer: Lexer, commands: NtpCommand[]): boolean {
    const start = lexer.offset;
    const newline = text.indexOf('\n', start);
    if (newline < 0 || newline - start > LONGEST_KEPT) return false;
    const line = this.#lineOf(text.slice(start, newline));
    if (!line) return false;
    for (const wording of line) commands.push(new PlacedCommand(wording, start));
    lexer.moveTo(newline + 1);
    return true;
  }

  /** Between two files only: so the lines of one are all there when it is read again, however many they are. */
  #makeRoom(): void {
    if (this.#recent.size < ENOUGH) return;
    this.#earlier = this.#recent;
    this.#recent = new Map();
  }

  #lineOf(bare: string): Line | undefined {
    const known = this.#recent.get(bare);
    if (known) return known;
    if (this.#recent.size >= MOST_KEPT) return undefined;
    // Joined anew: a part of the file's text would keep all of that text alive.
    const own = `${bare}\n`;
    const line = this.#earlier.get(bare) ?? readLine(own, this.#dialect);
    if (line) this.#recent.set(own.slice(0, -1), line);
    return line;
  }
}

const keptBy = new Map<NtpDialect, KeptLines>();

/** Reads a line by itself; undefined for one at which the daemon stops reading, or whose command goes on below. */
function readLine(own: string, dialect: NtpDialect): Line | undefined {
  const lexer = new Lexer(own, dialect);
  const commands: NtpCommand[] = [];
  let readTo: number | undefined;
  while (readTo === undefined) readTo = readCommand(own, lexer, dialect, commands);
  const whole = readTo === own.length && commands.every(({ tokens }) => tokens[0]!.text !== 'simulate');
  return whole ? commands.map(({ wording }) => wording) : undefined;
}

/** A command that was read elsewhere. Its words are moved here only when somebody asks for them, as few do. */
class PlacedCommand implements NtpCommand {
  readonly name: string;
  readonly applied: boolean;
  readonly span: Span;
  #tokens: readonly Token[] | undefined;
  #placed: readonly Placed[] | undefined;

  constructor(
    readonly wording: Wording,
    private readonly by: number,
  ) {
    this.name = wording.name;
    this.applied = wording.applied;
    this.span = moved(wording.span, by);
  }

  get tokens(): readonly Token[] {
    this.#tokens ??= this.wording.tokens.map((token) => ({ ...token, span: moved(token.span, this.by) }));
    return this.#tokens;
  }

  get placed(): readonly Placed[] {
    // They are the first of the tokens, one by one.
    this.#placed ??= this.wording.placed.map((one, i) => ({ ...one, token: this.tokens[i]! }));
    return this.#placed;
  }

  get problem(): SyntaxProblem | undefined {
    const { problem, tokens } = this.wording;
    if (!problem) return undefined;
    const token = problem.token && this.tokens[tokens.indexOf(problem.token)];
    return { ...problem, span: moved(problem.span, this.by), token };
  }
}

/** A part of a command where the command stands, given that part of its wording. */
export function placedIn(command: NtpCommand, part: Placed): Placed {
  return command.placed[command.wording.placed.indexOf(part)]!;
}

/** A span that begins so much later. */
export function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
