import { type Directive, directive } from '../../knowledge/directives.ts';
import { enumeration } from '../../knowledge/enums.ts';
import {
  enumOfDirective,
  renderDirective,
  renderSection,
  renderSpecialUnit,
  renderValue,
} from '../../knowledge/render.ts';
import { typeOfUnit } from '../../knowledge/specialUnits.ts';
import { type AssignmentNode, nodeAt, sectionAt } from '../../parse/unitFile.ts';
import { mappedOffset, sourceSpan } from '../../text/mappedText.ts';
import { type Span, touches } from '../../text/span.ts';
import type { Context, Hover } from '../kind.ts';
import type { UnitDocument } from './document.ts';
import type { Ask } from './explain/ask.ts';
import { explainValue } from './explain/index.ts';
import { explainSpecifier } from './explain/specifier.ts';

/** Enumerations that are tried for words whose directive names none. */
const ENUMS_BY_KIND: Readonly<Record<string, readonly string[]>> = {
  signal: ['signal'],
  'exit-status-set': ['exit_status', 'signal'],
  'capability-set': ['capability'],
  'syscall-filter': ['syscall_group', 'syscall'],
  'address-families': ['address_family_name'],
  'filesystem-list': ['filesystem_group', 'filesystem'],
};
/** Standard numbers of the signals on all machines that matter here: signal(7). */
const SIGNALS: Readonly<Record<string, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  STKFLT: 16,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  XCPU: 24,
  XFSZ: 25,
  VTALRM: 26,
  PROF: 27,
  WINCH: 28,
  IO: 29,
  PWR: 30,
  SYS: 31,
};

/** What the thing under the cursor is. */
export function hoverUnit(document: UnitDocument, offset: number, context: Context): Hover | undefined {
  const node = nodeAt(document.file, offset);
  if (node?.type === 'header' && touches(node.header, offset)) {
    const text = renderSection(node.name);
    return text === undefined ? undefined : { span: node.header, text };
  }
  if (node?.type !== 'assignment') return undefined;
  const section = sectionAt(document.file, node.span.start)?.name;
  if (section === undefined) return undefined;
  if (touches(node.keySpan, offset)) {
    const text = renderDirective(section, node.key, context.systemdVersion);
    return text === undefined ? undefined : { span: node.keySpan, text };
  }
  const inComment = node.comments.some((span) => touches(span, offset));
  if (inComment || !touches(node.valueSpan, offset)) return undefined;
  const row = directive(section, node.key);
  const ask = row && { row, section, key: node.key, value: node.value.text, document, context };
  return hoverValue(node, ask, offset, context);
}

/** What is known of the specifier or word at the offset, and below it what the whole value means. */
function hoverValue(node: AssignmentNode, ask: Ask | undefined, offset: number, context: Context): Hover | undefined {
  const value = node.value.text;
  const at = mappedOffset(node.value, offset);
  const specifier = ask?.row.specifiers ? specifierAt(value, at) : undefined;
  const known = specifier && explainSpecifier(value[specifier.start + 1]!, ask!);
  if (specifier && known !== undefined) return { span: spanIn(node, specifier), text: known };
  const word = wordAround(value, at);
  const text = value.slice(word.start, word.end);
  const ofWord = text === '' ? undefined : (renderUnit(text, context) ?? renderWord(text, ask?.row));
  const ofValue = ask && (ofWord === undefined || !saysAll(ask, text)) ? explainValue(ask) : undefined;
  if (ofWord === undefined) return ofValue === undefined ? undefined : { span: node.valueSpan, text: ofValue };
  return { span: spanIn(node, word), text: ofValue === undefined ? ofWord : `${ofWord}\n\n---\n\n${ofValue}` };
}

/** Whether what is known of the word is all there is to say of the value. */
function saysAll({ row, value }: Ask, word: string): boolean {
  return value === word && (row.kind === 'signal' || row.kind === 'exit-status-set');
}

function spanIn(node: AssignmentNode, { start, end }: Span): Span {
  return sourceSpan(node.value, start, end);
}

/** The specifier that the offset touches; `%%` is one too. */
function specifierAt(value: string, at: number): Span | undefined {
  for (let i = value.indexOf('%'); i >= 0 && i + 1 < value.length; i = value.indexOf('%', i + 2)) {
    if (i <= at && at <= i + 2) return { start: i, end: i + 2 };
    if (i > at) return undefined;
  }
  return undefined;
}

function wordAround(value: string, at: number): Span {
  const isBreak = (c: string | undefined) => c === undefined || /[\s"'~!|,;=]/.test(c);
  let start = at;
  while (start > 0 && !isBreak(value[start - 1])) start--;
  let end = at;
  while (end < value.length && !isBreak(value[end])) end++;
  return { start, end };
}

function renderUnit(name: string, context: Context): string | undefined {
  if (!typeOfUnit(name)) return undefined;
  const known =
    context.workspace.units.get(name) ?? context.workspace.units.get(name.replace(/@[^.]*(?=\.[a-z]+$)/, '@'));
  const special = renderSpecialUnit(name);
  if (!known) return special;
  const lines = [`**${name}**`, ...(known.description ? [known.description] : []), `\`${known.path}\``];
  return [lines.join('\n\n'), ...(special ? [special] : [])].join('\n\n---\n\n');
}

function renderWord(word: string, row: Directive | undefined): string | undefined {
  if (!row) return undefined;
  const named = enumOfDirective(row);
  const names = named ? [named] : (ENUMS_BY_KIND[row.kind] ?? []);
  for (const name of names) {
    const text = name === 'signal' ? renderSignal(word) : renderValue(name, canonical(name, word));
    if (text !== undefined) return text;
  }
  return undefined;
}

function renderSignal(word: string): string | undefined {
  const name = word.replace(/^SIG/, '');
  const byNumber = /^\d+$/.test(name) ? Object.keys(SIGNALS).find((key) => SIGNALS[key] === Number(name)) : undefined;
  const signal = byNumber ?? name;
  const number = SIGNALS[signal];
  const text = renderValue('signal', signal);
  if (number === undefined) return text;
  return [`**SIG${signal}** (${number})`, ...(text ? [text.replace(/^\*\*.*\*\*\n\n/, '')] : [])].join('\n\n');
}

function canonical(name: string, word: string): string {
  const bare = word.replace(/:.*$/, '');
  return enumeration(name)?.caseInsensitive ? bare.toUpperCase() : bare;
}
