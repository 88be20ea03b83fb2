import type { EntryNode, EntryProblem } from '../../cron/crontab.ts';
import type { FieldProblem, FieldText } from '../../cron/fieldList.ts';
import { FIELDS, MACRO_NAMES } from '../../cron/fields.ts';
import { CRON_NAME, type CronImplementation } from '../../cron/implementation.ts';
import { nearest } from '../../text/nearest.ts';
import type { Span } from '../../text/span.ts';
import type { Diagnostic, Fix } from '../kind.ts';

type Found = Pick<Diagnostic, 'span' | 'code' | 'message'> & { fixes?: readonly Fix[] };

/** What is wrong with an entry that the program refuses, and what it does then. */
export function refusal(
  node: EntryNode,
  problem: EntryProblem,
  text: string,
  implementation: CronImplementation,
): Diagnostic {
  const found = describe(node, problem, text, implementation);
  const effect =
    implementation === 'debian'
      ? ` ${CRON_NAME.debian} ignores the whole table because of it.`
      : ' cronie leaves this line out.';
  return { ...found, severity: 'error', message: found.message + effect };
}

function describe(node: EntryNode, problem: EntryProblem, text: string, implementation: CronImplementation): Found {
  const { span } = problem;
  switch (problem.kind) {
    case 'field':
      return fieldProblem(problem.field, text, implementation);
    case 'missing-field': {
      const missing = FIELDS[node.fields.length]!.label;
      const message = `The ${missing} is missing: an entry has five fields for the time, then the command.`;
      return { span, code: 'crontab.missing-field', message };
    }
    case 'assignment':
      return brokenAssignment(span, text, implementation);
    case 'unknown-macro':
      return unknownMacro(node, span);
    case 'no-user':
      return { span, code: 'crontab.no-user', message: 'The user and the command are missing behind the time.' };
    case 'no-command':
      return noCommand(node, span);
    case 'star-command': {
      const message = 'A command cannot begin with `*`: this looks like one field too many.';
      return {
        span,
        code: 'crontab.star-command',
        message,
        fixes: [remove('Remove the sixth `*`', starSpan(span, text))],
      };
    }
    case 'command-too-long': {
      const message = 'The command is too long: it may have 998 bytes. Put it into a script.';
      return { span, code: 'crontab.command-too-long', message };
    }
    case 'dash-not-allowed': {
      const message = 'Only tables of root may begin a line with `-` to keep it out of the log.';
      return { span, code: 'crontab.dash-not-allowed', message, fixes: [remove('Remove the `-`', span)] };
    }
    case 'bad-option': {
      const message =
        'Before the command stands an option that cronie does not know: only `-n`, once, with a blank behind it.';
      return { span, code: 'crontab.bad-option', message };
    }
  }
}

function noCommand(node: EntryNode, span: Span): Found {
  const user = node.user?.text;
  if (user === undefined) return { span, code: 'crontab.no-command', message: 'The command is missing.' };
  const message = `The command is missing: in this table the word behind the time, \`${user}\`, is the user it runs as.`;
  const insert = { span: { start: node.user!.span.start, end: node.user!.span.start }, newText: 'root ' };
  return { span, code: 'crontab.no-command', message, fixes: [{ title: 'Run it as root', edits: [insert] }] };
}

function unknownMacro(node: EntryNode, span: Span): Found {
  const name = node.macro?.name ?? '';
  const meant = nearest(name, MACRO_NAMES);
  const known = MACRO_NAMES.map((one) => `@${one}`).join(', ');
  const message = `There is no @${name}${meant ? `; @${meant} is meant, perhaps` : ''}. Known are ${known}, in small letters.`;
  const fixes = meant ? [replace(`Change to @${meant}`, span, `@${meant}`, true)] : [];
  return { span, code: 'crontab.unknown-macro', message, fixes };
}

function brokenAssignment(span: Span, text: string, implementation: CronImplementation): Found {
  const line = text.slice(span.start, span.end);
  const code = 'crontab.bad-assignment';
  const empty = /^(.*?=)\s*$/.exec(line);
  if (empty && implementation === 'debian') {
    const at = { start: span.start + empty[1]!.length, end: span.end };
    const message = 'An empty value has to be written as `""`; so this is read as an entry.';
    return { span, code, message, fixes: [replace('Write `""`', at, '""', true)] };
  }
  if (/["']/.test(line)) {
    const message =
      'Quotes have to stand around the whole name or value, and nothing may follow them; so this is read as an entry.';
    return { span, code, message };
  }
  return { span, code, message: 'This is neither an assignment such as `NAME=value` nor an entry.' };
}

const WHAT: Readonly<Record<FieldProblem, (field: FieldText, word: string) => string>> = {
  empty: () => 'a number is missing here',
  'not-a-number': ({ rule }, word) =>
    rule.words.length > 0
      ? `\`${word}\` is neither a number nor one of ${rule.words.join(', ')}`
      : `\`${word}\` is no number`,
  'out-of-range': ({ rule }, word) => `\`${word}\` goes beyond ${rule.low} to ${rule.high}`,
  'step-without-range': () => 'a step needs a range or `*` in front of its `/`',
  'bad-step': (_, word) => `\`${word}\` is no step: it has to be 1 or more`,
  garbage: (_, word) => `\`${word}\` cannot stand behind a number`,
  'random-unknown': () => '`~` is known to cronie only',
  'random-reversed': (_, word) => `\`${word}\` begins behind its end`,
  'random-out-of-range': ({ rule }, word) =>
    `\`${word}\` goes beyond ${rule.low} to ${rule.high}, and the line is refused when such a number is drawn`,
};

function fieldProblem(field: FieldText, text: string, implementation: CronImplementation): Found {
  const { kind, span } = field.problem!;
  const word = text.slice(span.start, span.end);
  const message = `In the ${field.rule.label}, ${WHAT[kind](field, word)}.`;
  return { span, code: 'crontab.bad-field', message, fixes: fieldFixes(field, text, implementation) };
}

function fieldFixes(field: FieldText, text: string, implementation: CronImplementation): Fix[] {
  const { kind, span } = field.problem!;
  const { rule } = field;
  const word = text.slice(span.start, span.end);
  if (kind === 'not-a-number' && rule.words.length > 0) {
    const meant = rule.words.find((one) => word.toLowerCase().startsWith(one)) ?? nearest(word, rule.words);
    return meant ? [replace(`Change to ${meant}`, span, meant, true)] : [];
  }
  if (kind === 'step-without-range') {
    return [replace(`Write ${word.slice(0, -1)}-${rule.high}/`, span, `${word.slice(0, -1)}-${rule.high}/`, true)];
  }
  if (kind === 'out-of-range') return rangeFixes(field, span, word, implementation);
  if (kind === 'garbage') return [remove(`Remove \`${word}\``, span)];
  return [];
}

function rangeFixes({ rule }: FieldText, span: Span, word: string, implementation: CronImplementation): Fix[] {
  if (rule.name === 'hour' && word === '24') return [replace('Change to 0, which is midnight', span, '0', true)];
  if (rule.name === 'minute' && word === '60') return [replace('Change to 0', span, '0', true)];
  const range = /^(\w+)-(\d+)(.*)$/.exec(word);
  if (!range || Number(range[2]) <= rule.high || implementation === undefined) return [];
  const fixed = `${range[1]}-${rule.high}${range[3]}`;
  return [replace(`Change to ${fixed}`, span, fixed, true)];
}

function starSpan({ start, end }: Span, text: string): Span {
  let at = end;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return { start, end: at };
}

/** A fix that puts other text in the place of a span. */
export function replace(title: string, span: Span, newText: string, preferred = false): Fix {
  return { title, edits: [{ span, newText }], ...(preferred ? { preferred } : {}) };
}

/** A fix that takes something out. */
export function remove(title: string, span: Span): Fix {
  return replace(title, span, '', true);
}
