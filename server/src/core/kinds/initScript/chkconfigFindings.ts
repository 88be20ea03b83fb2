import type { ChkconfigFault } from '../../sysv/chkconfigHeader.ts';
import type { Flavor } from '../../sysv/layout.ts';
import type { Context, Diagnostic, Fix } from '../kind.ts';
import { complains, type InitScriptDocument } from './document.ts';
import { finding, replace } from './findings.ts';

const RULE = 'write `# chkconfig: LEVELS START STOP`, such as `# chkconfig: 2345 90 10`';
const WHY: Readonly<Record<ChkconfigFault, string>> = {
  fields: `It takes three fields and nothing behind them: ${RULE}`,
  levels: `Levels are digits from 0 to 6 without blanks, 15 at most, or \`-\` for none: ${RULE}`,
  priority: `The two numbers go from 0 to 99: ${RULE}`,
  unterminated: 'The file ends right behind the last number, which is then not taken: end the line',
};

/** What chkconfig makes of a script. It refuses to work with one whose line is wrong, or that has no header at all. */
export function chkconfigFindings(document: InitScriptDocument, flavor: Flavor, context: Context): Diagnostic[] {
  const { chkconfig, lsb } = document;
  const { line, fault } = chkconfig;
  if (!line) return lsb.begin ? [] : [withoutHeader(document, flavor, complains(flavor, context))];
  return [...(fault ? [wrongLine(document, fault, flavor)] : []), ...repeated(document)];
}

function withoutHeader(document: InitScriptDocument, flavor: Flavor, strict: boolean): Diagnostic {
  const { text } = document;
  const newline = text.indexOf('\n');
  const span = { start: 0, end: newline < 0 ? text.length : newline };
  const fixes = [addLine(document)];
  return flavor === 'redhat'
    ? finding(
        'error',
        'no-header',
        span,
        'chkconfig does not support this service: it has neither a `# chkconfig:` line nor an LSB header.',
        fixes,
      )
    : finding(
        strict ? 'warning' : 'information',
        'no-header',
        span,
        `The script has no LSB header: ${strict ? 'insserv complains, and ' : ''}nobody knows when to start it.`,
        [addHeader(document)],
      );
}

function addLine({ text }: InitScriptDocument): Fix {
  const at = afterShebang(text);
  return replace('Add a # chkconfig: line', { start: at, end: at }, '# chkconfig: 2345 90 10\n# description: \n');
}

function addHeader({ text }: InitScriptDocument): Fix {
  const at = afterShebang(text);
  const lines = [
    '### BEGIN INIT INFO',
    '# Provides: ',
    '# Required-Start: $remote_fs $syslog',
    '# Required-Stop: $remote_fs $syslog',
    '# Default-Start: 2 3 4 5',
    '# Default-Stop: 0 1 6',
    '### END INIT INFO',
    '',
  ];
  return replace('Add an LSB header', { start: at, end: at }, lines.join('\n'));
}

function afterShebang(text: string): number {
  return text.startsWith('#!') ? text.indexOf('\n') + 1 || text.length : 0;
}

function wrongLine({ chkconfig, text }: InitScriptDocument, fault: ChkconfigFault, flavor: Flavor): Diagnostic {
  const { span, valueSpan } = chkconfig.line!;
  const meant = meantValues(text.slice(valueSpan.start, valueSpan.end));
  const fixes =
    fault === 'unterminated'
      ? [replace('End the line', { start: span.end, end: span.end }, '\n')]
      : meant === undefined
        ? []
        : [replace(`Change to ${meant}`, valueSpan, ` ${meant}`)];
  const refusal =
    flavor === 'redhat' ? 'chkconfig does not support this service. ' : 'chkconfig would refuse this line. ';
  return finding(
    flavor === 'redhat' ? 'error' : 'information',
    'chkconfig-line',
    { start: span.start, end: span.end },
    `${refusal}${WHY[fault]}.`,
    fixes,
  );
}

/** The line that was meant, where that can be told: blanks between the levels, numbers that are too large. */
function meantValues(value: string): string | undefined {
  const words = value.trim().split(/[\s,]+/);
  let digits = 0;
  while (digits < words.length - 2 && /^[0-6]+$/.test(words[digits]!)) digits++;
  const levels = words[0] === '-' ? '-' : [...new Set(words.slice(0, digits).join(''))].sort().join('');
  const numbers = words.slice(words[0] === '-' ? 1 : digits);
  if (levels === '' || numbers.length < 2) return undefined;
  const [start, stop] = numbers.map((word) => (/^\d+$/.test(word) ? String(Math.min(99, Number(word))) : undefined));
  return start === undefined || stop === undefined ? undefined : `${levels} ${start} ${stop}`;
}

/** The first line counts, wherever it stands. */
function repeated({ chkconfig, text }: InitScriptDocument): Diagnostic[] {
  const { line } = chkconfig;
  const more = [...text.matchAll(/^[ \t]*#[ \t]*chkconfig:[^\r\n]*/gm)].filter(({ index }) => index > line!.span.end);
  return more.map((match) => {
    const span = { start: match.index, end: match.index + match[0].length };
    const message = 'chkconfig takes the first of several such lines; this one has no effect.';
    const related = [{ span: line!.span, message: 'the one that counts' }];
    return { ...finding('information', 'repeated-key', span, message), related, tag: 'unnecessary' };
  });
}
