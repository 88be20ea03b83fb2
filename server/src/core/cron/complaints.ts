import type { Span } from '../text/span.ts';
import type { AnacronProblem } from './anacrontab.ts';
import type { CrontabOptions, EntryNode } from './crontab.ts';
import type { AnacronImplementation } from './implementation.ts';
import { parseAnacrontab } from './parseAnacrontab.ts';
import { parseCrontab } from './parseCrontab.ts';

const CLASS: Readonly<Record<AnacronProblem, 'syntax' | 'range' | 'period' | 'dies'>> = {
  syntax: 'syntax',
  'identifier-slash': 'syntax',
  'missing-fields': 'syntax',
  'period-too-large': 'range',
  'delay-too-large': 'range',
  'unknown-period': 'period',
  'bad-range': 'syntax',
  'reversed-range': 'syntax',
  'bad-random-delay': 'syntax',
  'deadly-random-delay': 'dies',
  'bad-preferred-hour': 'syntax',
};

/**
 * What `anacron -T` complains about, as `NUMBER CLASS`: the number of the line as it counts, and which of its messages it
 * is. Only `dies` when it does not survive the file.
 */
export function anacronComplaints(text: string, implementation: AnacronImplementation): string[] {
  const { lines } = parseAnacrontab(text, implementation);
  if (lines.some(({ problem }) => problem && CLASS[problem.kind] === 'dies')) return ['dies'];
  return lines.flatMap(({ number, problem }) => (problem ? [`${number} ${CLASS[problem.kind]}`] : []));
}

const FIELD_CLASS = ['bad minute', 'bad hour', 'bad day-of-month', 'bad month', 'bad day-of-week'];

/** What cron complains about, in its own words, and where. */
export interface CrontabComplaint {
  readonly span: Span;
  readonly message: string;
  /** Whether it does depends on a number that cronie draws. */
  readonly byChance: boolean;
}

/**
 * The messages that the program has for a crontab, each as if it were the only one.
 *
 * @param users whom the machine knows; without them every user is taken to be one
 */
export function crontabComplaints(
  text: string,
  options: CrontabOptions,
  users?: ReadonlySet<string>,
): CrontabComplaint[] {
  const { nodes, problem } = parseCrontab(text, options);
  const found = nodes.flatMap((node): CrontabComplaint[] => {
    if (node.type === 'unfinished') return [{ span: node.span, message: 'missing newline', byChance: false }];
    if (node.type !== 'entry') return [];
    const isStranger = node.user !== undefined && users?.has(node.user.text) === false;
    // Debian's cron looks the user up before it reads the command.
    const mayBeUser = !node.problem || node.problem.kind === 'command-too-long';
    if (isStranger && mayBeUser && options.implementation === 'debian') {
      return [{ span: node.span, message: 'bad username', byChance: false }];
    }
    if (!node.problem) return [];
    return [{ span: node.span, message: messageOf(text, node, options), byChance: isByChance(node) }];
  });
  return problem ? [...found, { span: problem.span, message: problem.kind, byChance: false }] : found;
}

function isByChance({ problem }: EntryNode): boolean {
  return problem?.kind === 'field' && problem.field.problem?.kind === 'random-out-of-range';
}

function messageOf(text: string, { problem, fields, user }: EntryNode, options: CrontabOptions): string {
  switch (problem?.kind) {
    case 'assignment':
    case 'field':
      return FIELD_CLASS[fields.length - 1]!;
    case 'missing-field':
      return FIELD_CLASS[fields.length]!;
    case 'unknown-macro':
      return 'bad time specifier';
    case 'command-too-long':
      return 'command too long';
    case 'dash-not-allowed':
    case 'bad-option':
      return 'bad option';
    default: {
      // The user is read on over the ends of lines up to a blank, or to the end of the file.
      const rest = text.slice(user?.span.start ?? problem?.span.end ?? 0);
      const isUser = options.system && options.implementation === 'debian' && /[ \t\0]/.test(rest.trimStart());
      return isUser && problem?.kind !== 'star-command' ? 'bad username' : 'bad command';
    }
  }
}
