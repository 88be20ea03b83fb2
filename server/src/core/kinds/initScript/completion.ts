import { LSB_KEYS, type LsbKey, lsbKey } from '../../sysv/lsbHeader.ts';
import { type Relations, relationsOf } from '../../sysv/relations.ts';
import type { Span } from '../../text/span.ts';
import type { Completion, Context } from '../kind.ts';
import { flavorIn, type InitScriptDocument, nameIn } from './document.ts';
import { scriptTextNames } from './documentation.ts';
import { facilitiesIn, levelMeaning } from './words.ts';

/** No line that somebody types is longer. */
const LONGEST_LINE = 4000;
const ACTIONS = ['start', 'stop', 'restart', 'force-reload', 'reload', 'status', 'condrestart', 'try-restart'];
const LEVELS = ['0', '1', '2', '3', '4', '5', '6', 'S'];
const SERVICE_KEYS: readonly LsbKey[] = [
  'Required-Start',
  'Required-Stop',
  'Should-Start',
  'Should-Stop',
  'X-Start-Before',
  'X-Stop-After',
  'X-Start-After',
];

/** What may be written at an offset: in the headers, and the actions of the case. */
export function completeInitScript(document: InitScriptDocument, offset: number, context: Context): Completion[] {
  const { text } = document;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  if (offset - lineStart > LONGEST_LINE) return [];
  const before = text.slice(lineStart, offset);
  const comment = /^[ \t]*#[ \t]*/.exec(before);
  if (!comment) return completeActions(document, offset, before);
  const written = before.slice(comment[0].length);
  const value = /^([\w-]+):(.*)$/s.exec(written);
  if (!value) return completeNames(document, { offset, lineStart, hashes: before }, context);
  const [, name, typed] = value;
  if (name === 'chkconfig') return completeChkconfig(document, offset, typed!, context);
  if (!isInHeader(document, offset)) return [];
  const key = lsbKey(name!);
  return key ? completeValue(document, offset, key, context) : [];
}

function isInHeader({ lsb }: InitScriptDocument, offset: number): boolean {
  return lsb.begin !== undefined && offset > lsb.begin.end && (lsb.end === undefined || offset < lsb.end.start);
}

/** The word around the cursor, up to blanks. */
function wordAround(text: string, offset: number, stop = /[ \t\r\n,;]/): Span {
  let [start, end] = [offset, offset];
  while (start > 0 && !stop.test(text[start - 1]!)) start--;
  while (end < text.length && !stop.test(text[end]!)) end++;
  return { start, end };
}

/** Keys of the header, or the comments that chkconfig reads. */
function completeNames(
  document: InitScriptDocument,
  { offset, lineStart, hashes }: { readonly offset: number; readonly lineStart: number; readonly hashes: string },
  context: Context,
): Completion[] {
  const { text, lsb } = document;
  const typed = /^[ \t]*#[ \t]*([\w-]*)$/.exec(hashes);
  if (!typed) return [];
  const end = /^[\w-]*:?[ \t]*/.exec(text.slice(offset, offset + 100))![0].trimEnd().length + offset;
  const span = { start: lineStart, end };
  if (isInHeader(document, offset)) {
    const present = new Set(lsb.entries.map(({ key }) => key));
    return LSB_KEYS.filter((key) => !present.has(key)).map((key) => ({
      label: key,
      kind: 'directive',
      edit: { span, newText: `# ${key}: ` },
      documentationKey: `keys:${key}`,
      rank: String(LSB_KEYS.indexOf(key)).padStart(2, '0'),
      retrigger: true,
    }));
  }
  const later = lsb.begin !== undefined && offset > lsb.begin.end;
  if (later || !/^(?:[ \t]*(?:#.*)?\r?\n)*$/.test(text.slice(0, lineStart))) return [];
  return [...(lsb.begin ? [] : [headerSnippet(document, span, context)]), ...commentNames(document, span, context)];
}

function commentNames(document: InitScriptDocument, span: Span, context: Context): Completion[] {
  const first = flavorIn(document, context) === 'redhat' ? '0' : '2';
  return ['chkconfig', 'description', 'pidfile', 'processname', 'config', 'hide'].map((name, index) => ({
    label: `${name}:`,
    kind: 'directive',
    edit: { span, newText: `# ${name}: ` },
    documentationKey: `comments:${name}`,
    rank: `${first}${index}`,
    retrigger: true,
  }));
}

/** A whole header, with the name of the script. */
function headerSnippet({ kind }: InitScriptDocument, span: Span, context: Context): Completion {
  const name = nameIn(context).replace(/[$}\\]/g, '\\$&');
  const stop = (number: number, text: string) => `\${${number}:${text}}`;
  const lines = [
    '### BEGIN INIT INFO',
    `# Provides:          ${stop(1, name)}`,
    `# Required-Start:    ${stop(2, '\\$remote_fs \\$syslog')}`,
    '# Required-Stop:     $2',
    `# Default-Start:     ${stop(3, '2 3 4 5')}`,
    `# Default-Stop:      ${stop(4, '0 1 6')}`,
    `# Short-Description: ${stop(5, 'what the service is')}`,
    '### END INIT INFO',
  ];
  return {
    label: '### BEGIN INIT INFO',
    kind: 'snippet',
    edit: { span, newText: lines.join('\n') },
    detail: `the whole header (${kind.id})`,
    documentationKey: 'markers:begin',
    snippet: true,
    rank: '1',
  };
}

function completeValue(document: InitScriptDocument, offset: number, key: LsbKey, context: Context): Completion[] {
  const word = wordAround(document.text, offset, /[ \t\r\n,;:]/);
  const relations = context.sysv?.tree && relationsOf(context.sysv.tree);
  if (SERVICE_KEYS.includes(key)) return completeServices(document, offset, word, relations, context);
  if (key === 'Provides') return [plain(nameIn(context), word, 'the name of this script', 'keys:Provides')];
  if (key === 'X-Interactive') return [plain('true', word, 'starts alone', 'keys:X-Interactive')];
  if (key === 'Default-Start' || key === 'Default-Stop') return completeLevels(document, offset, word, key, context);
  return [];
}

function plain(label: string, span: Span, detail: string, documentationKey?: string, rank = '0'): Completion {
  return {
    label,
    kind: 'value',
    edit: { span, newText: label },
    detail,
    rank,
    ...(documentationKey ? { documentationKey } : {}),
  };
}

/** Facilities and scripts that the line does not name yet. */
function completeServices(
  document: InitScriptDocument,
  offset: number,
  word: Span,
  relations: Relations | undefined,
  context: Context,
): Completion[] {
  const taken = new Set(wordsOnLine(document.text, offset, word));
  const facilities = facilitiesIn(relations).filter((name) => name !== '$null');
  const own = nameIn(context);
  const scripts = [...(relations?.providers ?? [])].filter(([, { name }]) => name !== own);
  return [
    ...facilities.map((name, index) => {
      const members = relations?.facilities?.members.get(name);
      const detail = members ? members.join(' ') : 'facility';
      const known = scriptTextNames('facilities').includes(name);
      return plain(name, word, detail, known ? `facilities:${name}` : undefined, `0${String(index).padStart(2, '0')}`);
    }),
    ...scripts.map(([name, { name: script }]) =>
      plain(name, word, name === script ? 'init script' : `provided by ${script}`, undefined, `1${name}`),
    ),
  ].filter(({ label }) => !taken.has(label));
}

function wordsOnLine(text: string, offset: number, word: Span): string[] {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const line = text.slice(start, word.start) + text.slice(word.end, newline < 0 ? text.length : newline);
  return line.replace(/^[^:]*:/, '').split(/[ \t\r,;]+/);
}

function completeLevels(
  document: InitScriptDocument,
  offset: number,
  word: Span,
  key: 'Default-Start' | 'Default-Stop',
  context: Context,
): Completion[] {
  const flavor = flavorIn(document, context);
  const taken = new Set(wordsOnLine(document.text, offset, word));
  const other = key === 'Default-Start' ? 'Default-Stop' : 'Default-Start';
  for (const entry of document.lsb.entries) {
    if (entry.key === other) for (const { text } of entry.words) taken.add(text);
  }
  const usual = key === 'Default-Start' ? '2 3 4 5' : '0 1 6';
  const whole = [...taken].every((level) => !usual.includes(level) || level === '');
  return [
    ...(whole ? [plain(usual, word, 'the usual ones', `keys:${key}`)] : []),
    ...LEVELS.filter((level) => !taken.has(level)).map((level) =>
      plain(level, word, levelMeaning(level, flavor) ?? '', `keys:${key}`, `1${level}`),
    ),
  ];
}

function completeChkconfig(
  document: InitScriptDocument,
  offset: number,
  typed: string,
  context: Context,
): Completion[] {
  const words = typed.split(/[ \t]+/).filter(Boolean);
  const isTyping = typed !== '' && !/[ \t]$/.test(typed);
  const word = wordAround(document.text, offset, /[ \t\r\n:]/);
  const key = 'comments:chkconfig';
  const [levels, start] = words;
  switch (words.length - (isTyping ? 1 : 0)) {
    case 0:
      return [
        plain('2345', word, 'the usual runlevels', key, '0'),
        plain('345', word, 'with the network', key, '1'),
        plain('-', word, 'none: it is enabled by hand', key, '2'),
      ];
    case 1:
      return freeNumbers(context).map((number, index) =>
        plain(number, word, `start number, in ${levels}`, key, String(index).padStart(2, '0')),
      );
    case 2: {
      const mirror = Number.isInteger(Number(start)) ? String(Math.max(0, 100 - Number(start))).padStart(2, '0') : '15';
      return [plain(mirror, word, 'stop number: stops in the reverse order of the start', key)];
    }
    default:
      return [];
  }
}

/** Start numbers: those behind which the usual services stand, then round ones. */
function freeNumbers({ sysv }: Context): string[] {
  const used = new Set((sysv?.tree ? relationsOf(sysv.tree).scripts : []).map(({ name }) => name));
  const behind = [
    ...(used.has('network') ? ['11'] : []),
    ...(used.has('rsyslog') || used.has('syslog') ? ['13'] : []),
    ...(used.has('sshd') ? ['56'] : []),
  ];
  return [...new Set([...behind, '85', '90', '95', '50', '20'])];
}

/** The names of actions, where a branch of the case begins. */
function completeActions(document: InitScriptDocument, offset: number, before: string): Completion[] {
  const { actions } = document.outline;
  if (!actions || offset < actions.span.start || offset > actions.span.end) return [];
  if (!/^[ \t]*\(?[\w-]*$/.test(before)) return [];
  if (
    actions.branches.some(
      ({ span }) => span.start < offset && offset <= span.end && !isFirstLine(document, span, offset),
    )
  )
    return [];
  const taken = new Set(actions.branches.flatMap(({ patterns }) => patterns.map(({ text }) => text)));
  const indent = /^[ \t]*/.exec(before)![0];
  const word = wordAround(document.text, offset, /[^\w-]/);
  return ACTIONS.filter((action) => !taken.has(action)).map((action, index) => ({
    label: action,
    kind: 'snippet',
    edit: { span: word, newText: `${action})\n${indent}\t\${0:${action}}\n${indent}\t;;` },
    detail: 'action',
    documentationKey: `actions:${action}`,
    snippet: true,
    rank: `0${index}`,
  }));
}

function isFirstLine({ text }: InitScriptDocument, span: Span, offset: number): boolean {
  return !text.slice(span.start, offset).includes('\n');
}
