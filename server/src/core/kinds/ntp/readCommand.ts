import { append } from '../../lists/append.ts';
import type { Span } from '../../text/span.ts';
import type { NtpDialect } from './dialect.ts';
import { type Grammar, grammarOf } from './grammar.ts';
import type { Lexer, Token } from './lexer.ts';
import { type Expected, matchRule, type Placed } from './match.ts';
import type { NtpCommand, SyntaxProblem, Wording } from './parse.ts';

/**
 * Reads on up to the end of a command, and adds it to those before.
 *
 * @returns where the daemon stops reading, if it does here
 */
export function readCommand(
  text: string,
  lexer: Lexer,
  dialect: NtpDialect,
  commands: NtpCommand[],
): number | undefined {
  const grammar = grammarOf(dialect);
  const { tokens, last } = readTokens(lexer);
  if (tokens.length > 0) {
    if (tokens[0]!.text === 'simulate' && grammar.has('simulate')) skipBlock(lexer, text, tokens[0]!);
    const command = judge(tokens, grammar, dialect, last);
    commands.push(command);
    if (command.name === 'end' && !command.problem) return command.span.end;
  } else if (last.fatal) commands.push(judge([last], grammar, dialect, last));
  if (last.type !== 'end-of-file') return undefined;
  return last.fatal ? last.span.start : last.span.end;
}

/** Words of one line that are looked at; no line that somebody wrote has more. */
const MOST_TOKENS = 20_000;

/** The tokens up to the end of a command. */
function readTokens(lexer: Lexer): { tokens: Token[]; last: Token } {
  const tokens: Token[] = [];
  for (;;) {
    const token = lexer.next();
    if (token.fatal === 'unrepresentable') {
      tokens.push(token);
      return { tokens, last: { ...token, type: 'end-of-file' } };
    }
    if (token.type === 'end' || token.type === 'end-of-file') return { tokens, last: token };
    // `end` closes the input before the rest of its line is looked at.
    tokens.push(token);
    if (tokens.length > MOST_TOKENS) lexer.skipLine();
    if (tokens.length === 1 && token.type === 'keyword' && token.text === 'end') return { tokens, last: token };
  }
}

/** The block of the simulator reaches over lines. */
function skipBlock(lexer: Lexer, text: string, start: Token): void {
  const close = /\}\s*\}/.exec(text.slice(start.span.end));
  const end = close ? start.span.end + close.index + close[0].length : text.length;
  lexer.moveTo(end);
}

function judge(tokens: readonly Token[], grammar: Grammar, dialect: NtpDialect, last: Token): NtpCommand {
  const placed: Placed[] = [];
  const span = { start: tokens[0]!.span.start, end: tokens.at(-1)!.span.end };
  let from = 0;
  let complete = false;
  for (;;) {
    const head = tokens[from];
    const rule = head?.type === 'keyword' ? grammar.get(head.text) : undefined;
    if (!head || !rule) {
      const problem = head ? { span: head.span, token: head, expected: COMMAND } : undefined;
      return finish(tokens, placed, problem, dialect, last, complete);
    }
    placed.push({ token: head, role: 'command', name: head.text });
    const rest = tokens.slice(from + 1);
    const match = matchRule(rule, rest);
    append(placed, match.placed);
    from += 1 + match.placed.length;
    complete = match.complete;
    if (match.nested) continue;
    const next = tokens[from];
    if (match.complete && !next) return finish(tokens, placed, undefined, dialect, last, complete);
    const at = next?.span ?? { start: span.end, end: span.end };
    return finish(tokens, placed, { span: at, token: next, expected: match.expected }, dialect, last, complete);
  }
}

const COMMAND: readonly Expected[] = [{ role: 'command', name: 'command' }];

function finish(
  tokens: readonly Token[],
  placed: readonly Placed[],
  problem: SyntaxProblem | undefined,
  dialect: NtpDialect,
  last: Token,
  complete: boolean,
): NtpCommand {
  const name = placed[0]?.token.text ?? '';
  const said: SyntaxProblem | undefined = last.fatal
    ? { span: last.span, token: undefined, expected: [], fatal: last.fatal }
    : problem;
  const span = { start: tokens[0]!.span.start, end: tokens.at(-1)!.span.end };
  return new ReadCommand(dialect, name, span, placed, tokens, said, complete && !last.fatal);
}

/** A command where it was read. */
class ReadCommand implements Wording {
  readonly wording: Wording = this;
  readonly facts: unknown[] = [];

  constructor(
    readonly dialect: NtpDialect,
    readonly name: string,
    readonly span: Span,
    readonly placed: readonly Placed[],
    readonly tokens: readonly Token[],
    readonly problem: SyntaxProblem | undefined,
    readonly applied: boolean,
  ) {}
}
