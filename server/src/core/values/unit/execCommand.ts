import { append } from '../../lists/append.ts';
import { skip, WHITESPACE } from '../charsets.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { likelyAbsolute } from '../pathProblems.ts';
import { filenameOrAbsolutePathIsValid } from '../paths.ts';
import { quoted, replacement, warning } from '../problem.ts';
import { AS_PATH, type Part, resolve } from '../resolve.ts';
import { isSafeString } from '../safeStrings.ts';
import { EXTRACT, extractFirstWord, type Word } from '../words.ts';
import { type CommandPrefixes, readPrefixes } from './execPrefixes.ts';

/** From this version on, `.` and `..` at the end of an executable's path count as a directory. */
const DOTS_ARE_DIRECTORIES = 257;
const FLAGS = EXTRACT.UNQUOTE | EXTRACT.CUNESCAPE;

/** `config_parse_exec` of core/load-fragment.c: command lines, apart by a lone `;`. */
export const exec: ValueJudge = (value, _row, context) => {
  const reader: Reader = { value, context, problems: [], at: 0 };
  while (reader.at !== undefined && readCommand(reader));
  return reader.problems;
};

interface Reader {
  readonly value: string;
  readonly context: ValueContext;
  readonly problems: ValueProblem[];
  /** Where the next word begins; undefined at the end. */
  at: number | undefined;
}

type Severity = ValueProblem['severity'];

/** Reads one command; whether another follows. */
function readCommand(reader: Reader): boolean {
  const first = nextWord(reader, 'warning');
  if (first === undefined) return false;
  if (first.word === ';') return true;
  const prefixes = readPrefixes(first.word, reader.context.version);
  const severity: Severity = prefixes.ignoreFailure ? 'warning' : 'fatal';
  if (prefixes.droppedModifier) reader.problems.push(droppedModifier(first, reader.context.key));
  const named = prefixes.viaShell || readExecutable(reader, first, prefixes, severity);
  if (!named) return false;
  const rest = readArguments(reader, severity);
  if (rest === undefined) return false;
  if (prefixes.viaShell || !prefixes.separateArgv0 || rest.count > 0) return rest.another;
  const message = `After '@' and the path, ${reader.context.key}= takes the name that the process gets; add it.`;
  reader.problems.push({ start: first.start, end: first.end, severity, code: 'value.command-argv0', message });
  return false;
}

/** Whether the executable that the first word names is one; else the complaint was added. */
function readExecutable(reader: Reader, first: Word, prefixes: CommandPrefixes, severity: Severity): boolean {
  const { context } = reader;
  const part: Part = { text: prefixes.rest, start: first.start, end: first.end };
  const { text: path, problems } = resolve(reader.value, part, context, { ...AS_PATH, severity });
  append(reader.problems, problems);
  if (path === undefined) return false;
  const message = executableFault(path, context);
  if (message === undefined) return true;
  const fix = likelyExecutable(reader.value, first, prefixes.rest);
  const { start, end } = first;
  reader.problems.push({ start, end, severity, code: 'value.command', message, ...(fix ? { fix } : {}) });
  return false;
}

function likelyExecutable(value: string, { start, end, word }: Word, path: string): ValueProblem['fix'] {
  const absolute = value.slice(start, end) === word ? likelyAbsolute(path) : undefined;
  return absolute === undefined ? undefined : replacement(word.slice(0, word.length - path.length) + absolute);
}

function executableFault(path: string, { version, key }: ValueContext): string | undefined {
  if (path === '') return `${key}= names no executable here; write its path.`;
  if (!isSafeString(path, version))
    return `The path of an executable cannot hold quotes, backslashes or control characters.`;
  const dots = version >= DOTS_ARE_DIRECTORIES && /(^|\/)\.{1,2}$/.test(path);
  if (dots || path.endsWith('/')) return `${quoted(path)} is a directory; write the path of an executable.`;
  if (filenameOrAbsolutePathIsValid(path)) return undefined;
  if (path.startsWith('|')) return `The prefix '|' came with systemd 258; ${version} takes it for a part of the path.`;
  return path.includes('/')
    ? `${quoted(path)} is neither an absolute path nor a bare name; write the path from / on.`
    : `${quoted(path)} cannot name an executable.`;
}

/** Reads the arguments up to a lone `;`; undefined when one of them ends the reading. */
function readArguments(reader: Reader, severity: Severity): { count: number; another: boolean } | undefined {
  const { value } = reader;
  for (let count = 0; ; count++) {
    if (reader.at === undefined || reader.at >= value.length) return { count, another: false };
    const ahead = value.slice(reader.at, reader.at + 3);
    if (/^;(?:[ \t\n\r]|$)/.test(ahead.slice(0, 2))) {
      reader.at = skip(value, reader.at + 1, WHITESPACE);
      return { count, another: true };
    }
    if (/^\\;(?:[ \t\n\r]|$)/.test(ahead)) {
      reader.at = skip(value, reader.at + 2, WHITESPACE);
      continue;
    }
    const before = reader.problems.length;
    const found = nextWord(reader, severity);
    if (found === undefined) return reader.problems.length > before ? undefined : { count, another: false };
    const { text, problems } = resolve(value, { ...found, text: found.word }, reader.context, { severity });
    append(reader.problems, problems);
    if (text === undefined) return undefined;
  }
}

/**
 * `extract_first_word_and_warn` of basic/extract-word.c: unknown escape sequences stay as they are, with a warning; a
 * quote that is not closed ends the reading.
 */
function nextWord(reader: Reader, quoteSeverity: Severity): Word | undefined {
  const { value, at } = reader;
  const found = extractFirstWord(value, at, undefined, FLAGS);
  const lenient =
    found.kind === 'invalid' ? extractFirstWord(value, at, undefined, FLAGS | EXTRACT.UNESCAPE_RELAX) : found;
  if (lenient.kind === 'end') return undefined;
  if (lenient.kind === 'invalid') {
    const message = `A quote is not closed from here on; close it, or write \\" or \\' for the character itself.`;
    const problem = warning('value.quotes', lenient.start, value.length, message);
    reader.problems.push({ ...problem, severity: quoteSeverity });
    return undefined;
  }
  if (found.kind === 'invalid') reader.problems.push(escapeProblem(value, lenient));
  reader.at = lenient.next;
  return lenient;
}

const KNOWN_ESCAPE = /\\(?:[abfnrtv\\"'s]|x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|\\/g;

function escapeProblem(value: string, word: Word): ValueProblem {
  const raw = value.slice(word.start, word.end);
  const doubled = raw.replace(KNOWN_ESCAPE, (found) => (found === '\\' ? '\\\\' : found));
  const message = `This holds a backslash that begins no known escape sequence; write '\\\\' for a backslash.`;
  return warning('value.escape', word.start, word.end, message, replacement(doubled));
}

function droppedModifier(first: Word, key: string): ValueProblem {
  const message = `The modifier '!!' of ${key}= has no effect any more; drop it.`;
  return warning('value.deprecated', first.start, first.end, message);
}
