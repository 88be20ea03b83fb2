import type { BootUnitRow } from '../../../../server/src/protocol/boot.ts';
import { timeInWords } from '../../panels/words.ts';
import { svg } from '../elements.ts';
import type { Rows } from './rows.ts';
import { type Scale, ticks } from './scale.ts';

/** The height of a row, of its bar, of the axis, and the width of the names, in pixels. */
export const ROW = 22;
const BAR = 12;
export const AXIS = 46;
export const NAMES = 250;

/** A letter takes about so many pixels: to tell where a text ends. */
const LETTER = 6.4;
const BOLD_LETTER = 7.7;

/** The colours behind the phases, and the lines of the axis. */
export function bands(rows: Rows, scale: Scale, height: number): SVGGElement {
  const group = svg('g', { class: 'bands' });
  for (const { start, end } of rows.boot.phases) {
    group.append(svg('rect', { class: 'band', x: scale.x(start), width: scale.x(end) - scale.x(start), height }));
  }
  for (const time of ticks(rows.span, scale)) {
    group.append(svg('line', { class: 'tick', x1: scale.x(time), x2: scale.x(time), y2: height }));
  }
  for (const { end } of rows.boot.phases) {
    group.append(svg('line', { class: 'reached', x1: scale.x(end), x2: scale.x(end), y2: height }));
  }
  return group;
}

/** The times, and the targets that end the phases. */
export function axis(rows: Rows, scale: Scale): SVGGElement {
  const group = svg('g', { class: 'axis' });
  let free = 0;
  for (const { target, start, end } of rows.boot.phases) {
    group.append(svg('rect', { class: 'band', x: scale.x(start), width: scale.x(end) - scale.x(start), height: AXIS }));
    group.append(svg('line', { class: 'reached', x1: scale.x(end), x2: scale.x(end), y2: AXIS }));
    const right = scale.x(end) - 5;
    const fits = right - target.length * LETTER > free;
    if (fits) group.append(svg('text', { class: 'phase', x: right, y: 17, 'text-anchor': 'end' }, target));
    if (fits) free = right;
  }
  for (const time of ticks(rows.span, scale)) {
    group.append(svg('line', { class: 'tick', x1: scale.x(time), x2: scale.x(time), y1: AXIS - 6, y2: AXIS }));
    group.append(svg('text', { class: 'time', x: scale.x(time) + 4, y: AXIS - 9 }, timeInWords(time)));
  }
  return group;
}

/** Lines from the end of what a unit waits for down to the unit: of all units, then of the critical chain. */
export function waitingLines(rows: Rows, scale: Scale): SVGGElement {
  const lines = rows.all.map((row, index) =>
    row.waitedFor === null ? '' : waitingLine(scale, row, row.waitedFor, index),
  );
  const chain = [...rows.critical].filter((index) => rows.critical.has(rows.all[index]?.waitedFor ?? -1));
  return svg(
    'g',
    { class: 'waits' },
    svg('path', { class: 'wait', d: lines.join('') }),
    svg('path', { class: 'wait critical', d: chain.map((index) => lines[index]).join('') }),
  );
}

/** What one unit waits for, and what waits for it alone. */
export function linesOf(rows: Rows, scale: Scale, selected: number): SVGGElement {
  const row = rows.all[selected];
  if (!row) return svg('g');
  const before = row.waitsFor.map((index) => {
    const [end, y] = [scale.x(rows.all[index]!.end), middle(index)];
    return `M${end} ${y}H${scale.x(row.start)}V${middle(selected)}`;
  });
  const behind = (rows.heldUp.get(selected) ?? []).map((index) =>
    waitingLine(scale, rows.all[index]!, selected, index),
  );
  return svg(
    'g',
    { class: 'waits' },
    svg('path', { class: 'wait before', d: before.join('') }),
    svg('path', { class: 'wait behind', d: behind.join('') }),
  );
}

function waitingLine(scale: Scale, { start }: BootUnitRow, waitedFor: number, index: number): string {
  return `M${scale.x(start)} ${middle(waitedFor)}V${middle(index) - (middle(index) > middle(waitedFor) ? BAR / 2 : 0)}`;
}

function middle(index: number): number {
  return index * ROW + ROW / 2;
}

/** The bar of a unit with its time behind it, or before it where there is no room. */
export function bar(row: BootUnitRow, index: number, scale: Scale, critical: boolean): SVGGElement {
  const left = scale.x(row.start);
  const width = scale.x(row.end) - left;
  const words = wordsAt(row);
  const right = left + Math.max(width, BAR / 2) + 7;
  const fits = right + words.length * LETTER < scale.width;
  const classes = [
    'bar',
    `type-${row.type}`,
    row.outcome,
    ...(row.assumed ? ['assumed'] : []),
    ...(critical ? ['critical'] : []),
  ];
  return svg(
    'g',
    { class: classes.join(' '), transform: `translate(0 ${index * ROW})` },
    shape(row, left, width),
    svg(
      'text',
      { class: 'note', x: fits ? right : left - 8, y: ROW / 2, 'text-anchor': fits ? 'start' : 'end' },
      words,
    ),
  );
}

/** A point in time is a diamond, anything else a bar. */
function shape({ start, end }: BootUnitRow, left: number, width: number): SVGElement {
  const [half, center] = [BAR / 2, ROW / 2];
  if (start === end) {
    const d = `M${left} ${center - half}l${half} ${half}l${-half} ${half}l${-half} ${-half}z`;
    return svg('path', { class: 'mark', d });
  }
  return svg('rect', { class: 'mark', x: left, y: center - half, width: Math.max(width, 2), height: BAR, rx: 2 });
}

function wordsAt({ start, end, assumed, outcome, because }: BootUnitRow): string {
  if (outcome !== 'done') return because === null ? outcome : `${outcome}: ${because}`;
  if (start === end) return timeInWords(start);
  return `${assumed ? '~' : ''}${timeInWords(end - start)}`;
}

/** The name of a unit at the left. */
export function name(row: BootUnitRow, index: number, critical: boolean): SVGGElement {
  const most = Math.floor((NAMES - 34) / (critical ? BOLD_LETTER : LETTER));
  const shown = row.name.length > most ? `${row.name.slice(0, most - 1)}…` : row.name;
  return svg(
    'g',
    {
      class: ['name', `type-${row.type}`, row.outcome, ...(critical ? ['critical'] : [])].join(' '),
      transform: `translate(0 ${index * ROW})`,
    },
    svg('circle', { class: 'dot', cx: 14, cy: ROW / 2, r: 4 }),
    svg('text', { x: 26, y: ROW / 2 }, shown),
  );
}
