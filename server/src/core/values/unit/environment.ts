import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { quoted, warning } from '../problem.ts';
import { type Part, resolve } from '../resolve.ts';
import { isValidUtf8 } from '../utf8.ts';
import { EXTRACT, splitWords } from '../words.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const JOURNAL_FIELD = /^[A-Z][A-Z0-9_]{0,63}$/;

type Check = (word: string, part: Part) => ValueProblem | undefined;

/** `config_parse_environ`: words `NAME=VALUE`. */
export const environ: ValueJudge = (value, _row, context) => {
  const problems = eachWord(value, context, QUOTED, (word, part) =>
    isAssignment(word) ? undefined : assignmentProblem(word, part, context.key),
  );
  return problems.length === 0 ? problems : withQuotes(value, problems);
};

const QUOTED = EXTRACT.CUNESCAPE | EXTRACT.UNQUOTE;

/** Words without '=' behind an assignment are most likely the rest of its value: quotes are offered for all of them. */
function withQuotes(value: string, problems: readonly ValueProblem[]): ValueProblem[] {
  const { words } = splitWords(value, undefined, QUOTED);
  const places = new Map(words.map(({ start }, place) => [start, place]));
  return problems.map((problem) => {
    const first = places.get(problem.start) ?? -1;
    const pair = words[first - 1];
    if (problem.code !== 'value.environment' || !pair || !isAssignment(pair.word) || words[first]!.word.includes('=')) {
      return problem;
    }
    let next = first + 1;
    while (next < words.length && !words[next]!.word.includes('=')) next++;
    const span = { start: pair.start, end: words[next - 1]!.end };
    const text = value.slice(span.start, span.end);
    if (/["'\\]/.test(text)) return problem;
    return { ...problem, fix: { title: `Put quotes around ${quoted(text)}`, newText: `"${text}"`, span } };
  });
}

/** `config_parse_pass_environ`: names. */
export const passEnviron: ValueJudge = (value, _row, context) =>
  eachWord(value, context, EXTRACT.UNQUOTE, (word, part) =>
    NAME.test(word) ? undefined : nameProblem(word, part, context.key),
  );

/** `config_parse_unset_environ`: names, or assignments that are taken back only if they match. */
export const unsetEnviron: ValueJudge = (value, _row, context) =>
  eachWord(value, context, EXTRACT.CUNESCAPE | EXTRACT.UNQUOTE, (word, part) =>
    isAssignment(word) || NAME.test(word) ? undefined : nameProblem(word, part, context.key),
  );

/** `config_parse_log_extra_fields`: words `FIELD=VALUE`. */
export const logExtraFields: ValueJudge = (value, _row, context) =>
  eachWord(value, context, EXTRACT.CUNESCAPE | EXTRACT.UNQUOTE, (word, part) => {
    const equals = word.indexOf('=');
    if (equals >= 0 && JOURNAL_FIELD.test(word.slice(0, equals))) return undefined;
    const message =
      equals < 0
        ? `${quoted(word)} has no '='; ${context.key}= takes FIELD=VALUE.`
        : `${quoted(word.slice(0, equals))} is no field of the journal: use capitals, digits and _, a capital first.`;
    return warning('value.log-field', part.start, part.end, message);
  });

function eachWord(value: string, context: ValueContext, flags: number, check: Check): ValueProblem[] {
  const { words, invalid } = splitWords(value, undefined, flags);
  const problems = words.flatMap((word) => {
    const part = { ...word, text: word.word };
    const { text, problems: own } = resolve(value, part, context);
    const problem = text === undefined ? undefined : check(text, part);
    return problem ? [...own, problem] : own;
  });
  if (!invalid) return problems;
  const message = `From here on nothing is read: a quote is not closed, or a backslash begins no known escape sequence.`;
  return [...problems, warning('value.quotes', invalid.start, value.length, message)];
}

/** `env_assignment_is_valid` of basic/env-util.c. */
function isAssignment(word: string): boolean {
  const equals = word.indexOf('=');
  return equals > 0 && NAME.test(word.slice(0, equals)) && isValidUtf8(word.slice(equals + 1));
}

function assignmentProblem(word: string, part: Part, key: string): ValueProblem {
  const equals = word.indexOf('=');
  if (equals >= 0) return nameProblem(word.slice(0, equals), part, key);
  const message = `${quoted(word)} has no '='. ${key}= takes NAME=VALUE; put quotes around a pair that holds blanks.`;
  return warning('value.environment', part.start, part.end, message);
}

function nameProblem(name: string, part: Part, key: string): ValueProblem {
  const message = NAME.test(name)
    ? `The value of ${name} is not UTF-8.`
    : `${quoted(name)} cannot name a variable in ${key}=: use letters, digits and _, no digit first.`;
  return warning('value.environment', part.start, part.end, message);
}
