import { append } from '../../lists/append.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { resolvePath } from '../pathProblems.ts';
import { pathStartsWith } from '../paths.ts';
import { quoted, warning } from '../problem.ts';
import { EXTRACT, extractManyWords, splitWords, type Word } from '../words.ts';
import { quoteProblem } from './strings.ts';

/** From this version on there is a third part, and colons in a row are not taken for one. */
const FLAGS_SINCE = 257;
const RELATIVE = { relative: true } as const;

/** `config_parse_exec_directories`: words `DIRECTORY[:SYMLINK[:FLAGS]]`, relative paths both. */
export const execDirectories: ValueJudge = (value, _row, context) => {
  const { words, invalid } = splitWords(value, undefined, EXTRACT.UNQUOTE | EXTRACT.RETAIN_ESCAPE);
  const problems: ValueProblem[] = [];
  for (const tuple of words) {
    const parts = split(tuple.word, context.version);
    if (parts === undefined) return [...problems, tupleProblem(tuple, context.key)];
    append(problems, tupleProblems(value, tuple, parts, context));
  }
  if (invalid) problems.push(quoteProblem(value, invalid.start, context.key));
  return problems;
};

function split(tuple: string, version: number): readonly string[] | undefined {
  const apart = version >= FLAGS_SINCE ? EXTRACT.DONT_COALESCE_SEPARATORS : 0;
  const flags = EXTRACT.CUNESCAPE | EXTRACT.UNESCAPE_SEPARATORS | apart;
  const found = extractManyWords(tuple, ':', flags, version >= FLAGS_SINCE ? 3 : 2);
  return found && found.words.length > 0 ? found.words.map((word) => word.word) : undefined;
}

function tupleProblems(value: string, tuple: Word, parts: readonly string[], context: ValueContext): ValueProblem[] {
  const [source = '', link = '', flags = ''] = parts;
  const { start, end } = tuple;
  const directory = resolvePath(value, { text: source, start, end }, RELATIVE, context);
  if (directory.path === undefined) return directory.problems;
  const problem = (code: string, message: string) => [...directory.problems, warning(code, start, end, message)];
  if (pathStartsWith(directory.path, 'private')) {
    return problem(
      'value.directory-private',
      `systemd keeps 'private' for itself; choose another name in ${context.key}=.`,
    );
  }
  if (link !== '' && context.key === 'ConfigurationDirectory') {
    return problem(
      'value.directory-link',
      'ConfigurationDirectory= makes no symlinks; drop the part behind the colon.',
    );
  }
  const target = link === '' ? undefined : resolvePath(value, { text: link, start, end }, RELATIVE, context);
  const problems = [...directory.problems, ...(target?.problems ?? [])];
  if ((target && target.path === undefined) || flags === '' || flags === 'ro') return problems;
  const message = `${context.key}= knows no flag ${quoted(flags)} behind the second colon; the only one is 'ro'.`;
  return [...problems, warning('value.directory-flags', start, end, message)];
}

function tupleProblem(tuple: Word, key: string): ValueProblem {
  const message = `${key}= takes names of directories, or DIRECTORY:SYMLINK; ${quoted(tuple.word)} cannot be read so.`;
  return warning('value.syntax', tuple.start, tuple.end, message);
}
