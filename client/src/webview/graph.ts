import type { Neighbourhood, NeighbourRow } from '../../../server/src/protocol/boot.ts';
import type { GraphView, ToGraph, UnitAction } from '../panels/messages.ts';
import { counted, outcomeWords } from '../panels/words.ts';
import { byId, html } from './elements.ts';
import { svgFile } from './exportSvg.ts';
import { edgePaths, unitBox, widthOf } from './graph/draw.ts';
import { neighbourIn, type Picture, type PlacedUnit, placed } from './graph/layout.ts';
import { connect } from './host.ts';
import { unitButtons } from './unitButtons.ts';

/** What the panel knows again when it was hidden. */
interface Remembered {
  readonly zoom: number | undefined;
}

const ZOOM_STEP = 1.25;
const SMALLEST_ZOOM = 0.2;
/** Smaller than this a picture is not shown unasked: it is scrolled instead. */
const SMALLEST_FIT = 0.7;
const LARGEST_ZOOM = 4;

const host = connect<ToGraph, Remembered>(receive);
const chart = byId('chart');
const plot = byId<SVGSVGElement>('plot');
const search = byId<HTMLInputElement>('search');

let picture: Picture = { units: [], edges: [], width: 0, height: 0 };
let view: GraphView = { unit: '', depth: 1, order: true, defaults: false };
/** As the user wants it; undefined for what shows most. */
let chosenZoom = host.remembered?.zoom;
let zoom = 1;
let selected: PlacedUnit | undefined;
/** The units that were in the middle before. */
const visited: string[] = [];

function receive(message: ToGraph): void {
  if (message.type === 'export') host.post({ type: 'svg', svg: svgFile(plot, `Dependencies of ${view.unit}`) });
  else show(message.graph, message.view, message.anchor);
}

function show(graph: Neighbourhood, shown: GraphView, anchor: string): void {
  const another = shown.unit !== view.unit;
  const hadFocus = plot.contains(document.activeElement);
  const wanted = another ? graph.unit : (selected?.row.name ?? graph.unit);
  view = shown;
  picture = placed(graph, widthOf);
  draw();
  byId('title').textContent = graph.unit;
  byId('note').textContent = noteOn(graph, anchor);
  byId<HTMLSelectElement>('depth').value = String(view.depth);
  byId<HTMLInputElement>('order').checked = view.order;
  byId<HTMLInputElement>('defaults').checked = view.defaults;
  byId<HTMLButtonElement>('back').disabled = visited.length === 0;
  select(picture.units.find(({ row }) => row.name === wanted) ?? picture.units[0], hadFocus || another);
  chart.dataset.shown = graph.unit;
}

function noteOn({ nodes, left }: Neighbourhood, anchor: string): string {
  const others = counted(nodes.length - 1, 'neighbour');
  return `${others} in a boot into ${anchor}${left > 0 ? `; ${left} more are left out` : ''}`;
}

function draw(): void {
  byId('edges').replaceChildren(...picture.edges.map(edgePaths));
  byId('nodes').replaceChildren(...picture.units.map(unitBox));
  resize();
}

/** A small picture stands in the middle of the panel, a large one is scrolled. */
function resize(): void {
  zoom = chosenZoom ?? Math.max(fittingZoom(), SMALLEST_FIT);
  scaleTo(zoom);
}

function scaleTo(zoom: number): void {
  plot.setAttribute('viewBox', `0 0 ${picture.width} ${picture.height}`);
  plot.setAttribute('width', String(Math.floor(picture.width * zoom)));
  plot.setAttribute('height', String(Math.floor(picture.height * zoom)));
}

function select(unit: PlacedUnit | undefined, focus: boolean): void {
  selected = unit;
  const index = unit ? picture.units.indexOf(unit) : -1;
  for (const node of plot.querySelectorAll<SVGGElement>('.node')) {
    const isIt = Number(node.dataset.index) === index;
    node.setAttribute('tabindex', isIt ? '0' : '-1');
    node.classList.toggle('selected', isIt);
    if (isIt && focus) node.focus({ preventScroll: true });
  }
  for (const line of plot.querySelectorAll<SVGGElement>('.edge')) {
    const { edge } = picture.edges[Number(line.dataset.index)]!;
    line.classList.toggle('touched', edge.from === index || edge.to === index);
  }
  byId('selected').replaceChildren(...(unit ? [details(index), buttonsFor(unit)] : []));
  if (unit) bringIntoView(unit);
}

/** What is known of a unit, and of what ties it to its neighbours. */
function details(index: number): HTMLElement {
  const { row } = picture.units[index]!;
  const touching = picture.edges.filter(({ edge }) => edge.from === index || edge.to === index);
  const words = touching.flatMap(({ edge }) => edge.words);
  return html(
    'div',
    { class: 'details' },
    html(
      'p',
      {},
      html('strong', {}, row.name),
      ` ${row.description}`,
      html('span', { class: 'note' }, stateWords(row)),
    ),
    html('ul', {}, ...words.map((each) => html('li', { title: each }, each))),
  );
}

function stateWords({ load, outcome }: NeighbourRow): string {
  return ` ${load === 'loaded' ? outcomeWords[outcome] : load}`;
}

function buttonsFor({ row }: PlacedUnit): HTMLElement {
  return unitButtons(act, ['Put in the Middle', 'Space'], (action) =>
    action === 'open' ? row.uri === null : action === 'graph' && row.name === view.unit,
  );
}

function act(action: UnitAction): void {
  if (!selected) return;
  const unit = selected.row.name;
  if (action !== 'graph') host.post({ type: 'unit', action, unit });
  else if (unit !== view.unit) {
    visited.push(view.unit);
    ask({ unit });
  }
}

function ask(change: Partial<GraphView>): void {
  host.post({ type: 'ask', view: { ...view, ...change } });
}

function goBack(): void {
  const unit = visited.pop();
  if (unit !== undefined) ask({ unit });
}

function bringIntoView({ x, y, width, height }: PlacedUnit): void {
  const [offsetX, offsetY] = [plot.getBoundingClientRect().left, plot.getBoundingClientRect().top];
  const { left, top } = chart.getBoundingClientRect();
  const [middleX, middleY] = [offsetX - left + x * zoom, offsetY - top + y * zoom];
  const [halfX, halfY] = [(width * zoom) / 2 + 20, (height * zoom) / 2 + 20];
  if (middleX - halfX < 0 || middleX + halfX > chart.clientWidth) chart.scrollLeft += middleX - chart.clientWidth / 2;
  if (middleY - halfY < 0 || middleY + halfY > chart.clientHeight) chart.scrollTop += middleY - chart.clientHeight / 2;
}

function zoomTo(wanted: number): void {
  const middle = {
    x: (chart.scrollLeft + chart.clientWidth / 2) / zoom,
    y: (chart.scrollTop + chart.clientHeight / 2) / zoom,
  };
  chosenZoom = Math.min(Math.max(wanted, SMALLEST_ZOOM), LARGEST_ZOOM);
  resize();
  chart.scrollLeft = middle.x * zoom - chart.clientWidth / 2;
  chart.scrollTop = middle.y * zoom - chart.clientHeight / 2;
  host.remember({ zoom: chosenZoom });
}

function zoomToFit(): void {
  chosenZoom = undefined;
  host.remember({ zoom: undefined });
  zoom = fittingZoom();
  scaleTo(zoom);
}

/** Where the whole picture is seen, and no box is larger than it is. */
function fittingZoom(): number {
  return Math.min(chart.clientWidth / picture.width, chart.clientHeight / picture.height, 1);
}

function searched(): void {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = picture.units.filter(({ row }) => {
    const text = `${row.name} ${row.description}`.toLowerCase();
    return words.length > 0 && words.every((word) => text.includes(word));
  });
  plot.classList.toggle('searching', words.length > 0);
  for (const node of plot.querySelectorAll<SVGGElement>('.node')) {
    node.classList.toggle('found', found.includes(picture.units[Number(node.dataset.index)]!));
  }
  if (found[0]) select(found[0], false);
}

function clearSearch(): void {
  search.value = '';
  searched();
  focusSelected();
}

function focusSelected(): void {
  plot.querySelector<SVGGElement>('.node.selected')?.focus({ preventScroll: true });
}

const keys: Readonly<Record<string, () => void>> = {
  Enter: () => act('open'),
  ' ': () => act('graph'),
  w: () => act('why'),
  b: () => act('reveal'),
  Backspace: goBack,
  '/': () => search.focus(),
  '+': () => zoomTo(zoom * ZOOM_STEP),
  '=': () => zoomTo(zoom * ZOOM_STEP),
  '-': () => zoomTo(zoom / ZOOM_STEP),
  '0': zoomToFit,
  Escape: clearSearch,
};

function pressed(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = event.key.startsWith('Arrow');
  const run =
    arrow && selected
      ? () => select(neighbourIn(picture.units, selected!, event.key) ?? selected, true)
      : keys[event.key];
  if (!run) return;
  event.preventDefault();
  run();
}

/** Moves the picture with the mouse, where it is grasped between the units. */
function grasp(event: PointerEvent): void {
  if (event.button !== 0 || nodeAt(event.target)) return;
  const [x, y, left, top] = [event.clientX, event.clientY, chart.scrollLeft, chart.scrollTop];
  const move = ({ clientX, clientY }: PointerEvent) => {
    chart.scrollLeft = left - (clientX - x);
    chart.scrollTop = top - (clientY - y);
  };
  const end = () => chart.removeEventListener('pointermove', move);
  chart.addEventListener('pointermove', move);
  window.addEventListener('pointerup', end, { once: true });
}

function nodeAt(target: EventTarget | null): PlacedUnit | undefined {
  const node = target instanceof Element ? target.closest<SVGGElement>('.node') : null;
  return node ? picture.units[Number(node.dataset.index)] : undefined;
}

function listen(): void {
  chart.addEventListener('keydown', pressed);
  chart.addEventListener('pointerdown', grasp);
  chart.addEventListener('click', ({ target }) => {
    const unit = nodeAt(target);
    if (!unit) return;
    const again = unit === selected;
    select(unit, true);
    if (again) act('graph');
  });
  chart.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomTo(zoom * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
    },
    { passive: false },
  );
  search.addEventListener('input', searched);
  search.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') focusSelected();
    else if (key === 'Escape') clearSearch();
  });
  byId<HTMLSelectElement>('depth').addEventListener('change', ({ target }) =>
    ask({ depth: Number((target as HTMLSelectElement).value) }),
  );
  for (const option of ['order', 'defaults'] as const) {
    byId<HTMLInputElement>(option).addEventListener('change', ({ target }) =>
      ask({ [option]: (target as HTMLInputElement).checked }),
    );
  }
  byId('back').addEventListener('click', goBack);
  byId('zoom-in').addEventListener('click', () => zoomTo(zoom * ZOOM_STEP));
  byId('zoom-out').addEventListener('click', () => zoomTo(zoom / ZOOM_STEP));
  byId('zoom-fit').addEventListener('click', zoomToFit);
  new ResizeObserver(resize).observe(chart);
  byId('export').addEventListener('click', () => host.post({ type: 'run', command: 'export' }));
}

listen();
host.post({ type: 'ready' });
