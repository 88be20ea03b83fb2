import { isRefusal } from '../core/values/numbers.ts';
import { formatTimespan, INFINITE, parseSec } from '../core/values/timespan.ts';
import { timespanProblems } from '../core/values/unit/scalars.ts';
import { jsonOf, labelled } from './answers.ts';
import { oneOf, readOptions } from './options.ts';
import { type Command, type Terminal, UsageError } from './terminal.ts';

/** How long a time span is. */
export const timespan: Command = {
  usage: 'timespan SPAN... [--format text|json]',
  summary: 'says how long a time span is',
  help: `SPAN is a time span as systemd takes it, such as "1h 30min" or 90, which counts seconds. Put it in quotes.

  --format FORMAT     text (default) or json: {"expression", "valid", "usec", "human"}, an array of these where several
                      are asked for. "usec" is the number of microseconds, or the string "infinity" for a span that
                      never ends; it and "human" are null where the span is not valid.

Exit status: 0 all are valid, 1 one is not, 2 it could not be done.
`,
  run: async (args, terminal) => {
    const { values, rest } = readOptions(args, ['format']);
    if (rest.length === 0) throw new UsageError('write a time span, such as "1h 30min".');
    const format = oneOf('format', values.format, ['text', 'json'] as const, 'text');
    const answers = rest.map(answer);
    if (format === 'json') terminal.out(jsonOf(answers.map(toJson)));
    else for (const [i, found] of answers.entries()) say(found, i > 0, terminal);
    return answers.every(({ usec }) => usec !== undefined) ? 0 : 1;
  },
};

interface Answer {
  readonly expression: string;
  /** Undefined when it is no time span. */
  readonly usec: bigint | undefined;
  /** What was probably meant. */
  readonly likely: string | undefined;
}

function answer(expression: string): Answer {
  const usec = parseSec(expression);
  if (!isRefusal(usec)) return { expression, usec, likely: undefined };
  return { expression, usec: undefined, likely: timespanProblems(expression, usec, '')[0]?.fix?.newText };
}

function toJson({ expression, usec }: Answer): object {
  if (usec === undefined) return { expression, valid: false, usec: null, human: null };
  return { expression, valid: true, usec: usec === INFINITE ? 'infinity' : usec, human: formatTimespan(usec) };
}

function say({ expression, usec, likely }: Answer, apart: boolean, terminal: Terminal): void {
  if (apart) terminal.out('\n');
  if (usec === undefined) {
    const hint = likely === undefined ? '' : ` Did you mean "${likely}"?`;
    terminal.error(`bootwright timespan: "${expression}" is no time span.${hint}\n`);
    return;
  }
  terminal.out(
    labelled(
      [
        ['expression', expression],
        ['microseconds', usec === INFINITE ? 'infinity' : String(usec)],
        ['human', formatTimespan(usec)],
      ],
      terminal.colours,
    ),
  );
}
