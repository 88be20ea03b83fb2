import { INITTAB_ACTIONS } from '../../sysv/inittab.ts';
import { initFolder, rcFolder } from '../../sysv/layout.ts';
import type { Span } from '../../text/span.ts';
import { levelMeaning } from '../initScript/words.ts';
import type { Completion, Context } from '../kind.ts';
import { FIELDS, type FieldName, flavorIn, type InittabDocument } from './document.ts';

const LONGEST_LINE = 4000;

/** What may be written at an offset: ids that are free, runlevels, actions, and the usual processes. */
export function completeInittab(document: InittabDocument, offset: number, context: Context): Completion[] {
  const { text } = document;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  if (before.length > LONGEST_LINE || /^[ \t]*#/.test(before)) return [];
  const cells = before.split(':');
  const index = Math.min(cells.length - 1, 3);
  const start = index < 3 ? offset - cells.at(-1)!.length : lineStart + cells.slice(0, 3).join(':').length + 1;
  const stop = /[\r\n]/.exec(text.slice(offset));
  const lineEnd = stop ? offset + stop.index : text.length;
  const colon = text.indexOf(':', offset);
  const end =
    index < 3 && colon >= 0 && colon < lineEnd ? colon : index < 3 ? endOfWord(text, offset, lineEnd) : lineEnd;
  const span = { start: start + /^[ \t]*/.exec(text.slice(start, offset))![0].length, end };
  return OFFERS[FIELDS[index]!]({ document, span, context, cells, hasColon: colon >= 0 && colon < lineEnd });
}

function endOfWord(text: string, offset: number, lineEnd: number): number {
  let end = offset;
  while (end < lineEnd && /[\w~]/.test(text[end]!)) end++;
  return end;
}

interface Offering {
  readonly document: InittabDocument;
  readonly span: Span;
  readonly context: Context;
  /** The fields before the cursor, and what of its own stands before it. */
  readonly cells: readonly string[];
  /** Whether the field is ended already. */
  readonly hasColon: boolean;
}

const OFFERS: Readonly<Record<FieldName, (offering: Offering) => Completion[]>> = {
  id: offerIds,
  runlevels: offerLevels,
  action: offerActions,
  process: offerProcesses,
};

const IDS: readonly (readonly [id: string, detail: string])[] = [
  ['id', 'the default runlevel'],
  ['si', 'system initialization'],
  ['~~', 'single user'],
  ...[...'0123456'].map((level) => [`l${level}`, `runlevel ${level}`] as const),
  ['ca', 'Ctrl-Alt-Del'],
  ['pf', 'the power fails'],
  ...[...'123456'].map((tty) => [tty, `login on tty${tty}`] as const),
  ['T0', 'login on ttyS0'],
];

function offerIds({ document, span, hasColon }: Offering): Completion[] {
  const taken = new Set(
    document.lines.filter(({ entry }) => entry.span.start !== span.start).map(({ entry }) => entry.id.text),
  );
  const free = IDS.filter(([id]) => !taken.has(id));
  return free.map(([id, detail], index) => ({
    label: id,
    kind: 'value',
    edit: { span, newText: hasColon ? id : `${id}:` },
    detail,
    documentationKey: 'fields:id',
    rank: String(index).padStart(2, '0'),
    ...(hasColon ? {} : { retrigger: true }),
  }));
}

function offerLevels({ span, context, cells, hasColon }: Offering): Completion[] {
  const flavor = flavorIn(context);
  const id = cells[0]!.trim();
  const one = /^l([0-6])$/.exec(id)?.[1];
  const usual = id === 'id' ? ['3', '5', '2'] : one !== undefined ? [one] : ['2345', '12345', '23', 'S', '1', '0', '6'];
  return usual.map((levels, index) => ({
    label: levels,
    kind: 'value',
    edit: { span, newText: hasColon ? levels : `${levels}:` },
    detail: levels.length === 1 ? (levelMeaning(levels, flavor) ?? '') : 'runlevels',
    documentationKey: 'fields:runlevels',
    rank: String(index),
    ...(hasColon ? {} : { retrigger: true }),
  }));
}

const BY_ID: Readonly<Record<string, string>> = { id: 'initdefault', si: 'sysinit', ca: 'ctrlaltdel', pf: 'powerwait' };

function offerActions({ span, cells, hasColon }: Offering): Completion[] {
  const id = cells[0]!.trim();
  const first = BY_ID[id] ?? (/^l[0-6]$|^~~$/.test(id) ? 'wait' : 'respawn');
  return INITTAB_ACTIONS.map((action, index) => ({
    label: action,
    kind: 'directive',
    edit: { span, newText: hasColon ? action : `${action}:` },
    documentationKey: `actions:${action}`,
    rank: action === first ? '00' : String(index + 1).padStart(2, '0'),
    ...(hasColon || action === 'initdefault' ? {} : { retrigger: true }),
  }));
}

function offerProcesses({ span, context, cells }: Offering): Completion[] {
  const [id = '', levels = '', action = ''] = cells.map((cell) => cell.trim());
  const redhat = flavorIn(context) === 'redhat';
  const tree = context.sysv?.tree;
  const rc = redhat ? '/etc/rc.d/rc' : '/etc/init.d/rc';
  const level = /^[0-6]$/.test(levels) ? levels : '3';
  const known = tree && rcFolder(tree, level) !== undefined && initFolder(tree) !== undefined;
  const offers: Readonly<Record<string, readonly string[]>> = {
    wait: levels === 'S' ? ['/sbin/sulogin --force'] : [`${rc} ${level}`],
    sysinit: [redhat ? '/etc/rc.d/rc.sysinit' : '/etc/init.d/rcS'],
    respawn: [
      redhat ? `/sbin/mingetty tty${id}` : `/sbin/getty 38400 tty${id}`,
      `/sbin/getty -L ttyS${id.replace(/\D/g, '') || '0'} 115200 vt100`,
    ],
    ctrlaltdel: [redhat ? '/sbin/shutdown -t3 -r now' : '/sbin/shutdown -t1 -a -r now'],
    powerwait: ['/etc/init.d/powerfail start'],
  };
  return (offers[action.toLowerCase()] ?? []).map((command, index) => ({
    label: command,
    kind: 'value',
    edit: { span, newText: command },
    detail: known ? '' : 'the usual command',
    documentationKey: 'fields:process',
    rank: String(index),
  }));
}
