import type { Flavor } from '../../sysv/layout.ts';
import { LSB_KEYS, type LsbEntry, type LsbKey, lsbValue } from '../../sysv/lsbHeader.ts';
import { nearest } from '../../text/nearest.ts';
import type { Context, Diagnostic, Fix } from '../kind.ts';
import { complains, type InitScriptDocument, nameIn } from './document.ts';
import { finding, replace } from './findings.ts';

/** The keys without which insserv calls a header incomplete, with what to write for them. */
const REQUIRED: readonly (readonly [key: LsbKey, value: string])[] = [
  ['Provides', ''],
  ['Required-Start', '$remote_fs $syslog'],
  ['Required-Stop', '$remote_fs $syslog'],
  ['Default-Start', '2 3 4 5'],
  ['Default-Stop', '0 1 6'],
];
const LISTS: readonly LsbKey[] = [
  'Provides',
  'Required-Start',
  'Required-Stop',
  'Should-Start',
  'Should-Stop',
  'X-Start-Before',
  'X-Stop-After',
];

/**
 * What is wrong with the LSB header by itself. Errors and warnings are what insserv and update-rc.d say; where there is
 * no insserv, chkconfig and systemd take all this in silence, so that it is information.
 */
export function lsbFindings(document: InitScriptDocument, flavor: Flavor, context: Context): Diagnostic[] {
  const { lsb } = document;
  if (!lsb.begin) return [];
  const found = [
    ...unfinished(document, flavor),
    ...missingKeys(document, flavor, context),
    ...lsb.entries.flatMap((entry) => [
      ...ofName(entry, document),
      ...ofSpelling(entry, document, flavor),
      ...ofValue(entry, document, flavor),
    ]),
    ...overlap(document, flavor),
  ];
  return complains(flavor, context) ? found : found.map((one) => quiet(one, flavor));
}

function quiet(diagnostic: Diagnostic, flavor: Flavor): Diagnostic {
  const { severity, code } = diagnostic;
  if (flavor === 'debian' && code === 'init-script.spelling') return diagnostic;
  return severity === 'error' || severity === 'warning' ? { ...diagnostic, severity: 'information' } : diagnostic;
}

function unfinished({ lsb, text }: InitScriptDocument, flavor: Flavor): Diagnostic[] {
  if (!lsb.begin || lsb.end) return [];
  const last = lsb.entries.filter(({ key }) => key !== undefined).at(-1);
  const line = last ? Math.max(last.valueSpan.end, last.nameSpan.end) : lsb.begin.end;
  const newline = text.indexOf('\n', line);
  const at = newline < 0 ? text.length : newline;
  const fix = replace('Add ### END INIT INFO', { start: at, end: at }, '\n### END INIT INFO');
  const what =
    flavor === 'debian'
      ? 'insserv gives up because of it, and orders no script at all.'
      : 'chkconfig does not mind, but systemd and insserv do.';
  return [finding('error', 'unfinished-header', lsb.begin, `The header has no \`### END INIT INFO\`: ${what}`, [fix])];
}

function missingKeys({ lsb, text }: InitScriptDocument, flavor: Flavor, context: Context): Diagnostic[] {
  if (!lsb.begin || !lsb.end) return [];
  const at = lsb.end.start;
  const newline = text.slice(lsb.begin.end).startsWith('\r\n') ? '\r\n' : '\n';
  const fixOf = (keys: typeof REQUIRED): Fix => ({
    title: keys.length === 1 ? `Add ${keys[0]![0]}:` : 'Add all missing keys',
    edits: [{ span: { start: at, end: at }, newText: keys.map((key) => `${lineOf(key, context)}${newline}`).join('') }],
    preferred: true,
  });
  const missing = REQUIRED.filter(([key]) => !lsbValue(lsb, key));
  const complaint = flavor === 'debian' ? 'insserv calls the header incomplete' : 'LSB asks for it';
  const found = missing.map((row) => {
    const fixes = [fixOf([row]), ...(missing.length > 1 ? [{ ...fixOf(missing), preferred: false }] : [])];
    const empty = row[0] === 'Provides' ? '' : '; it may be empty';
    return finding('warning', 'missing-key', lsb.begin!, `${row[0]} is missing: ${complaint}${empty}.`, fixes);
  });
  const provides = lsbValue(lsb, 'Provides');
  if (provides?.value !== '') return found;
  const name = nameIn(context);
  const fix = replace(
    `Write ${name}`,
    provides.valueSpan,
    `${text[provides.valueSpan.start - 1] === ' ' ? '' : ' '}${name}`,
  );
  return [
    ...found,
    finding('warning', 'missing-key', provides.nameSpan, `Provides names nothing: ${complaint}.`, [fix]),
  ];
}

function lineOf([key, value]: readonly [LsbKey, string], context: Context): string {
  return `# ${key}: ${key === 'Provides' ? nameIn(context) : value}`.trimEnd();
}

/** Keys that nobody knows, and those that stand twice. */
function ofName(entry: LsbEntry, { lsb }: InitScriptDocument): Diagnostic[] {
  const { name, key, nameSpan } = entry;
  if (!key) {
    if (/^x[-_]/i.test(name)) return [];
    const meant = nearest(name, LSB_KEYS);
    const fixes = meant ? [replace(`Change to ${meant}`, nameSpan, meant)] : [];
    return [finding('information', 'unknown-key', nameSpan, `Nobody reads a key ${name} in this header.`, fixes)];
  }
  const first = lsb.entries.find((one) => one.key === key);
  if (first === entry || !first) return [];
  const message = `${key} stands here for the second time: insserv takes the first line.`;
  const related = [{ span: first.nameSpan, message: 'the first one' }];
  return [{ ...finding('information', 'repeated-key', nameSpan, message), related, tag: 'unnecessary' }];
}

/** update-rc.d reads `# Default-Start:` only in these very letters, with one blank. */
function ofSpelling({ key, nameSpan }: LsbEntry, { text }: InitScriptDocument, flavor: Flavor): Diagnostic[] {
  if (key !== 'Default-Start' && key !== 'Default-Stop') return [];
  const start = text.lastIndexOf('\n', nameSpan.start) + 1;
  const written = { start, end: text.indexOf(':', nameSpan.end) + 1 };
  const wanted = `# ${key}:`;
  if (text.slice(written.start, written.end) === wanted) return [];
  const message =
    key === 'Default-Start'
      ? `update-rc.d does not see this line, and so neither enables nor disables the script; it has to begin with "${wanted}".`
      : `update-rc.d does not see this line; it has to begin with "${wanted}".`;
  const level = key === 'Default-Start' && flavor === 'debian' ? 'warning' : 'information';
  return [finding(level, 'spelling', nameSpan, message, [replace(`Write "${wanted}"`, written, wanted)])];
}

function ofValue(entry: LsbEntry, document: InitScriptDocument, flavor: Flavor): Diagnostic[] {
  switch (entry.key) {
    case 'Default-Start':
    case 'Default-Stop':
      return [...levels(entry), ...cut(entry, document)];
    case 'X-Interactive':
      if (entry.value === 'true' || entry.value === '') return [];
      return [
        finding(
          'information',
          'interactive',
          entry.valueSpan,
          'Only `true` counts here; insserv passes over anything else.',
          [replace('Change to true', entry.valueSpan, 'true')],
        ),
      ];
    case 'Provides':
      return [...provided(entry), ...cut(entry, document)];
    case 'X-Start-After':
      if (flavor !== 'debian') return [];
      return [
        finding(
          'information',
          'systemd-only',
          entry.nameSpan,
          'Only systemd reads X-Start-After; Should-Start is read by all.',
          [replace('Change to Should-Start', entry.nameSpan, 'Should-Start')],
        ),
      ];
    default:
      return entry.key && LISTS.includes(entry.key) ? cut(entry, document) : [];
  }
}

/** Runlevels are single characters; insserv stops at B, and passes over the rest. */
function levels({ words, valueSpan, value }: LsbEntry): Diagnostic[] {
  return words.flatMap(({ text, span }) => {
    if (/^[0-6Ss]$/.test(text)) return [];
    if (/^[Bb]$/.test(text)) {
      const message = 'There is no runlevel B in Debian: insserv stops, and orders no script at all.';
      return [finding('error', 'bad-runlevel', span, message, [replace('Change to S', span, 'S')])];
    }
    const joined = /^[0-6S]+$/i.test(text) ? [...new Set(text.toUpperCase())].join(' ') : undefined;
    const fixes = joined ? [replace(`Change to ${joined}`, span, joined)] : [];
    const single = words.length === 1 && value === text ? valueSpan : span;
    const message = `${text} is no runlevel, and is passed over; write single ones of 0 1 2 3 4 5 6 S with blanks between.`;
    return [finding('information', 'bad-runlevel', single, message, fixes)];
  });
}

function provided({ words }: LsbEntry): Diagnostic[] {
  return words.flatMap(({ text, span }) => {
    if (!/^[$#]/.test(text)) return [];
    const what = text.startsWith('$') ? 'A script cannot provide a facility' : 'A name cannot begin with #';
    return [finding('warning', 'provides-facility', span, `${what}: insserv leaves ${text} out.`)];
  });
}

/** A tab ends the whole value for insserv, and a second separator ends a list of names. */
function cut({ key, valueSpan, value }: LsbEntry, { text }: InitScriptDocument): Diagnostic[] {
  const isList = key !== 'Default-Start' && key !== 'Default-Stop';
  const match = (isList ? /\t|[ ,;]{2,}/ : /\t/).exec(value);
  if (!match) return [];
  const span = { start: valueSpan.start + match.index, end: valueSpan.end };
  const rest = text.slice(span.start, span.end).trim();
  const what = match[0].includes('\t') ? 'A tab ends' : 'Two separators in a row end';
  const fixed = value.replace(/[ \t,;]+/g, ' ');
  return [
    finding('information', 'cut-list', span, `${what} the list for insserv: it does not see ${rest}.`, [
      replace('Put single blanks between', valueSpan, fixed),
    ]),
  ];
}

function overlap({ lsb }: InitScriptDocument, flavor: Flavor): Diagnostic[] {
  const [start, stop] = [lsbValue(lsb, 'Default-Start'), lsbValue(lsb, 'Default-Stop')];
  if (!start || !stop) return [];
  const starts = new Set(start.words.map(({ text }) => text));
  const both = stop.words.filter(({ text }) => starts.has(text));
  const who = flavor === 'debian' ? 'insserv complains and makes stop links there' : 'chkconfig stops the script there';
  return both.map(({ text, span }) =>
    finding('warning', 'overlap', span, `Runlevel ${text} stands in Default-Start too: ${who}.`, [
      replace(`Remove ${text}`, span, ''),
    ]),
  );
}
