import type { BootAnswer } from '../../../server/src/protocol/boot.ts';
import type { ToTimeline, UnitAction } from '../panels/messages.ts';
import { counted, timeInWords } from '../panels/words.ts';
import { byId, html, svg } from './elements.ts';
import { connect } from './host.ts';
import { details, spoken } from './timeline/details.ts';
import { AXIS, axis, bands, bar, linesOf, NAMES, name, ROW, waitingLines } from './timeline/draw.ts';
import { timelineFile, titleOf } from './timeline/picture.ts';
import { matching, noRows, type Rows, rowsOf } from './timeline/rows.ts';
import { type Scale, scaleTo } from './timeline/scale.ts';
import { placeTooltip } from './tooltip.ts';
import { unitButtons } from './unitButtons.ts';

/** What the panel knows again when it was hidden. */
interface Remembered {
  readonly unit: string | undefined;
  readonly zoom: number;
}

/** Rows beyond the window that are drawn, too. */
const SPARE = 12;
const LARGEST_ZOOM = 400;
const ZOOM_STEP = 1.4;

const host = connect<ToTimeline, Remembered>(receive);
const chart = byId('chart');
const canvas = byId('canvas');
const names = byId<SVGSVGElement>('names');
const times = byId<SVGSVGElement>('times');
const plot = byId<SVGSVGElement>('plot');
const search = byId<HTMLInputElement>('search');
const tip = byId('tip');

let rows: Rows = noRows;
let scale: Scale = scaleTo(1, 1);
let zoom = host.remembered?.zoom ?? 1;
let wanted = host.remembered?.unit;
let selected = -1;
let hovered = -1;
let matches: readonly number[] = [];

function receive(message: ToTimeline): void {
  if (message.type === 'boot') show(message.boot);
  else if (message.type === 'select') select(rowOf(message.unit));
  else host.post({ type: 'svg', svg: timelineFile(rows, scale, document.body) });
}

function show(boot: BootAnswer): void {
  wanted = rows.all[selected]?.name ?? wanted;
  rows = rowsOf(boot);
  selected = wanted === undefined ? -1 : rowOf(wanted);
  matches = matching(rows, search.value);
  byId('title').textContent = titleOf(rows);
  byId('note').textContent =
    boot.measured > 0 ? `${counted(boot.measured, 'unit')} measured` : 'All durations are assumed.';
  byId('times-hint').hidden = boot.measured > 0;
  byId('error').textContent = boot.error ?? '';
  byId('stages').replaceChildren(...boot.stages.map(stage));
  canvas.style.setProperty('--rows', String(rows.all.length));
  fit();
  if (selected >= 0) bringIntoView(selected);
  chart.dataset.shown = String(rows.all.length);
}

function stage({ title, details, took }: BootAnswer['stages'][number]): HTMLElement {
  const time = took === null ? [] : [html('span', { class: 'took' }, timeInWords(took))];
  return html('li', { title: details.join('\n') }, title, ...time);
}

/** Sets the width of the chart, and draws what does not change while it is scrolled. */
function fit(): void {
  const room = Math.max(chart.clientWidth - NAMES, 200);
  scale = scaleTo(rows.span, room * zoom);
  const height = rows.all.length * ROW;
  for (const [part, width, tall] of [
    [names, NAMES, height],
    [times, scale.width, AXIS],
    [plot, scale.width, height],
  ] as const) {
    part.setAttribute('width', String(width));
    part.setAttribute('height', String(tall));
  }
  times.replaceChildren(axis(rows, scale));
  byId('fixed').replaceChildren(bands(rows, scale, height), waitingLines(rows, scale));
  draw();
}

/** Draws the rows that are in the window. */
function draw(): void {
  const first = Math.max(Math.floor(chart.scrollTop / ROW) - SPARE, 0);
  const last = Math.min(Math.ceil((chart.scrollTop + chart.clientHeight) / ROW) + SPARE, rows.all.length);
  const bars: SVGElement[] = [];
  const labels: SVGElement[] = [];
  const found = new Set(matches);
  for (let index = first; index < last; index++) {
    const row = rows.all[index]!;
    const critical = rows.critical.has(index);
    const state = stateOf(index, found);
    bars.push(back(index, scale.width, state), bar(row, index, scale, critical));
    const label = name(row, index, critical);
    const option = {
      id: `unit-${index}`,
      role: 'option',
      'aria-label': spoken(rows, index),
      'aria-posinset': index + 1,
    };
    for (const [key, value] of Object.entries(option)) label.setAttribute(key, String(value));
    label.setAttribute('aria-setsize', String(rows.all.length));
    label.setAttribute('aria-selected', String(index === selected));
    label.prepend(svg('rect', { class: `back ${state}`, width: NAMES, height: ROW }));
    labels.push(label);
  }
  names.replaceChildren(...labels);
  byId('bars').replaceChildren(...bars);
  byId('lines').replaceChildren(linesOf(rows, scale, hovered >= 0 ? hovered : selected));
  plot.classList.toggle('searching', matches.length > 0);
  names.classList.toggle('searching', matches.length > 0);
  if (selected >= 0) chart.setAttribute('aria-activedescendant', `unit-${selected}`);
  else chart.removeAttribute('aria-activedescendant');
}

function stateOf(index: number, found: ReadonlySet<number>): string {
  const states = [index === selected && 'selected', index === hovered && 'hovered', found.has(index) && 'found'];
  return states.filter(Boolean).join(' ');
}

function back(index: number, width: number, state: string): SVGElement {
  return svg('rect', { class: `back ${state}`, y: index * ROW, width, height: ROW });
}

function rowOf(unit: string): number {
  return rows.all.findIndex(({ name }) => name === unit);
}

function select(index: number): void {
  if (!rows.all[index]) return;
  selected = index;
  wanted = rows.all[index].name;
  host.remember({ unit: wanted, zoom });
  byId('selected').replaceChildren(details(rows, index), unitButtons(act, ['Dependencies', 'd']));
  bringIntoView(index);
  draw();
}

function act(action: UnitAction): void {
  const unit = rows.all[selected]?.name;
  if (unit !== undefined) host.post({ type: 'unit', action, unit });
}

function bringIntoView(index: number): void {
  const { start, end } = rows.all[index]!;
  const top = index * ROW;
  const room = chart.clientHeight - AXIS;
  if (top < chart.scrollTop || top + ROW > chart.scrollTop + room) {
    // A step with an arrow key scrolls by a row, a jump puts the row in the middle.
    const far = top < chart.scrollTop - 2 * ROW || top > chart.scrollTop + room + ROW;
    chart.scrollTop = far ? Math.round(top - room / 2) : top < chart.scrollTop ? top : top + ROW - room;
  }
  const wide = chart.clientWidth - NAMES;
  const [left, right] = [scale.x(start), scale.x(end)];
  if (left < chart.scrollLeft || right > chart.scrollLeft + wide) chart.scrollLeft = Math.max(left - wide / 3, 0);
}

/** Changes the zoom; the time at `anchor` pixels from the names stays where it is. */
function zoomTo(wantedZoom: number, anchor = (chart.clientWidth - NAMES) / 2): void {
  const before = (chart.scrollLeft + anchor) / scale.width;
  zoom = Math.min(Math.max(wantedZoom, 1), LARGEST_ZOOM);
  fit();
  chart.scrollLeft = before * scale.width - anchor;
  host.remember({ unit: wanted, zoom });
}

/** Goes to the next match, or the one before. */
function nextMatch(step: 1 | -1): void {
  if (matches.length === 0) return;
  const ahead = step > 0 ? matches.find((index) => index > selected) : matches.findLast((index) => index < selected);
  select(ahead ?? matches.at(step > 0 ? 0 : -1)!);
}

const keys: Readonly<Record<string, () => void>> = {
  ArrowDown: () => select(Math.min(selected + 1, rows.all.length - 1)),
  ArrowUp: () => select(Math.max(selected - 1, 0)),
  ArrowLeft: () => select(rows.all[selected]?.waitedFor ?? selected),
  ArrowRight: () => select(rows.heldUp.get(selected)?.[0] ?? selected),
  PageDown: () => select(Math.min(selected + 20, rows.all.length - 1)),
  PageUp: () => select(Math.max(selected - 20, 0)),
  Home: () => select(0),
  End: () => select(rows.all.length - 1),
  Enter: () => act('open'),
  w: () => act('why'),
  d: () => act('graph'),
  b: () => act('reveal'),
  n: () => nextMatch(1),
  N: () => nextMatch(-1),
  '/': () => search.focus(),
  '+': () => zoomTo(zoom * ZOOM_STEP),
  '=': () => zoomTo(zoom * ZOOM_STEP),
  '-': () => zoomTo(zoom / ZOOM_STEP),
  '0': () => zoomTo(1),
  Escape: () => clearSearch(),
};

function clearSearch(): void {
  search.value = '';
  searched();
  chart.focus();
}

function searched(): void {
  matches = matching(rows, search.value);
  byId('matches').textContent =
    search.value.trim() === '' ? '' : counted(matches.length, 'match').replace('matchs', 'matches');
  if (matches.length > 0 && !matches.includes(selected)) select(matches[0]!);
  else draw();
}

/** The row below the mouse. */
function rowAt({ clientY }: MouseEvent): number {
  const index = Math.floor((clientY - plot.getBoundingClientRect().top) / ROW);
  return rows.all[index] ? index : -1;
}

function hover(event: MouseEvent): void {
  const isOverRow = names.contains(event.target as Node) || plot.contains(event.target as Node);
  const index = isOverRow ? rowAt(event) : -1;
  if (index !== hovered) {
    hovered = index;
    draw();
    tip.replaceChildren(...(index < 0 ? [] : [details(rows, index)]));
  }
  tip.hidden = index < 0;
  if (index < 0) return;
  placeTooltip(tip, event);
}

function listen(): void {
  chart.addEventListener('scroll', () => requestAnimationFrame(draw), { passive: true });
  chart.addEventListener('mousemove', hover);
  chart.addEventListener('mouseleave', () => {
    hovered = -1;
    tip.hidden = true;
    draw();
  });
  chart.addEventListener('click', (event) => select(rowAt(event)));
  chart.addEventListener('dblclick', () => act('open'));
  chart.addEventListener('wheel', zoomByWheel, { passive: false });
  chart.addEventListener('keydown', (event) => {
    const run = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!run) return;
    event.preventDefault();
    tip.hidden = true;
    run();
  });
  search.addEventListener('input', searched);
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') nextMatch(event.shiftKey ? -1 : 1);
    else if (event.key === 'ArrowDown') chart.focus();
    else if (event.key === 'Escape') clearSearch();
  });
  byId('zoom-in').addEventListener('click', () => zoomTo(zoom * ZOOM_STEP));
  byId('zoom-out').addEventListener('click', () => zoomTo(zoom / ZOOM_STEP));
  byId('zoom-fit').addEventListener('click', () => zoomTo(1));
  byId('export').addEventListener('click', () => host.post({ type: 'run', command: 'export' }));
  byId('times-hint').addEventListener('click', () => host.post({ type: 'run', command: 'times' }));
  new ResizeObserver(fit).observe(chart);
}

function zoomByWheel(event: WheelEvent): void {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const anchor = event.clientX - chart.getBoundingClientRect().left - NAMES;
  zoomTo(zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15), anchor);
}

listen();
host.post({ type: 'ready' });
