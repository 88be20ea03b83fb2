import type { NeighbourEdge, NeighbourRow } from '../../../../server/src/protocol/boot.ts';
import { counted, outcomeWords } from '../../panels/words.ts';
import { svg } from '../elements.ts';
import type { PlacedEdge, PlacedUnit } from './layout.ts';

const LETTER = 7;
/** The one in the middle is written in bold. */
const BOLD_LETTER = 7.7;
const SMALL_LETTER = 5.8;
const MOST_LETTERS = 34;
const PADDING = 30;

/** The width of a unit's box. */
export function widthOf({ name, description, distance }: NeighbourRow): number {
  const letter = distance === 0 ? BOLD_LETTER : LETTER;
  const letters = Math.max(shortened(name, MOST_LETTERS).length * letter, captionOf(description).length * SMALL_LETTER);
  return Math.max(letters + PADDING, 120);
}

/** A unit's box: a stripe with the colour of its type, its name, and what it is. */
export function unitBox({ row, x, y, width, height }: PlacedUnit, index: number): SVGGElement {
  const [left, top] = [x - width / 2, y - height / 2];
  const classes = [
    'node',
    `type-${row.type}`,
    row.outcome,
    ...(row.distance === 0 ? ['center'] : []),
    ...unloadable(row),
  ];
  const group = svg(
    'g',
    { class: classes.join(' '), tabindex: -1, role: 'button', 'aria-label': spoken(row), 'data-index': index },
    svg('rect', { class: 'box', x: left, y: top, width, height, rx: 5 }),
    svg('rect', { class: 'stripe', x: left, y: top, width: 6, height, rx: 3 }),
    svg('text', { class: 'label', x: left + 15, y: y - 6 }, shortened(row.name, MOST_LETTERS)),
    svg('text', { class: 'caption', x: left + 15, y: y + 10 }, captionOf(row.description)),
  );
  if (row.more > 0) group.append(...badge(row, left, top, width));
  return group;
}

/** How many neighbours are not in the picture, at the side where they would be. */
function badge({ more, distance }: NeighbourRow, left: number, top: number, width: number): SVGElement[] {
  const words = `+${more}`;
  const wide = words.length * SMALL_LETTER + 8;
  const x = distance < 0 ? left - 2 : left + width + 2;
  return [
    svg('rect', { class: 'badge', x: x - wide / 2, y: top - 7, width: wide, height: 14, rx: 7 }),
    svg('text', { class: 'more', x, y: top, 'text-anchor': 'middle' }, words),
  ];
}

/** A dependency's lines: solid for what brings a unit, dashed for the order, and dotted for a conflict. */
export function edgePaths({ edge, line, across }: PlacedEdge, index: number): SVGGElement {
  const d = curve(line);
  const group = svg(
    'g',
    { class: across ? 'edge across' : 'edge', 'data-index': index },
    svg('title', {}, edge.words.join('\n')),
  );
  group.append(svg('path', { class: 'grip', d }));
  const both = edge.requirement !== null && edge.order !== null;
  if (edge.conflict) group.append(svg('path', { class: 'conflict', d }));
  if (edge.requirement !== null) {
    group.append(
      svg('path', {
        class: `requirement ${strength(edge)}`,
        d: both ? curve(line, -2.5) : d,
        ...requirementArrow(edge),
      }),
    );
  }
  if (edge.order !== null)
    group.append(svg('path', { class: 'order', d: both ? curve(line, 2.5) : d, ...orderArrow(edge) }));
  return group;
}

/** The arrow points to what is brought; of `Triggers` that is the unit which comes later. */
function requirementArrow({ requirement }: NeighbourEdge): { 'marker-end': string } | { 'marker-start': string } {
  return requirement === 'Triggers' ? { 'marker-end': 'url(#wakes)' } : { 'marker-start': 'url(#needs)' };
}

/** The order's arrow points to what comes later. */
function orderArrow({ order }: NeighbourEdge): { 'marker-end': string } | { 'marker-start': string } {
  return order === 'after' ? { 'marker-end': 'url(#later)' } : { 'marker-start': 'url(#earlier)' };
}

/** Without which the unit fails, or does not. */
function strength({ requirement }: NeighbourEdge): 'strong' | 'weak' {
  return requirement === 'Requires' || requirement === 'BindsTo' || requirement === 'Requisite' ? 'strong' : 'weak';
}

/** The curve, so many pixels lower. */
function curve(line: PlacedEdge['line'], by = 0): string {
  const [start, leaving, arriving, end] = line.map(({ x, y }) => `${x} ${y + by}`);
  return `M${start}C${leaving} ${arriving} ${end}`;
}

function unloadable({ load }: NeighbourRow): string[] {
  return load === 'loaded' ? [] : ['unloadable'];
}

function spoken({ name, description, outcome, more, distance, load }: NeighbourRow): string {
  const where = distance === 0 ? 'in the middle' : counted(Math.abs(distance), 'step');
  const side = distance === 0 ? '' : distance < 0 ? ' before it' : ' behind it';
  const state = load === 'loaded' ? outcomeWords[outcome] : load;
  return `${name}, ${description}, ${state}, ${where}${side}${more > 0 ? `, ${more} more neighbours` : ''}`;
}

function captionOf(description: string): string {
  return shortened(description, MOST_LETTERS + 6);
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
