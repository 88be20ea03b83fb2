import { Graph, layout } from '@dagrejs/dagre';
import type { NeighbourEdge, Neighbourhood, NeighbourRow } from '../../../../server/src/protocol/boot.ts';
import { edgeLines } from './lines.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A unit with its place: the middle of its box. */
export interface PlacedUnit extends Point {
  readonly row: NeighbourRow;
  readonly width: number;
  readonly height: number;
}

/** A dependency with its line: a Bézier curve from the unit that is needed, or comes first, to the other one. */
export interface PlacedEdge {
  readonly edge: NeighbourEdge;
  /** It does not go from one column to the next. */
  readonly across: boolean;
  readonly line: readonly [start: Point, leaving: Point, arriving: Point, end: Point];
}

export interface Picture {
  readonly units: readonly PlacedUnit[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

const MARGIN = 24;
const HEIGHT = 40;

/**
 * Places the units in columns by their distance: what the one in the middle needs at its left, what needs that one at
 * its right, so that the boot runs from left to right. Dependencies between neighbouring columns decide the places in
 * them; the others are drawn across.
 *
 * @param widthOf the width that a unit's box needs, in pixels
 */
export function placed({ nodes, edges }: Neighbourhood, widthOf: (row: NeighbourRow) => number): Picture {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 120, edgesep: 8, marginx: MARGIN, marginy: MARGIN });
  graph.setDefaultEdgeLabel(() => ({}));
  const widths = new Map<number, number>();
  for (const row of nodes) widths.set(row.distance, Math.max(widths.get(row.distance) ?? 0, widthOf(row)));
  nodes.forEach((row, index) => {
    graph.setNode(String(index), { width: widths.get(row.distance)!, height: HEIGHT });
  });
  const isAlong = ({ from, to }: NeighbourEdge) => nodes[from]!.distance - nodes[to]!.distance === 1;
  for (const edge of edges)
    if (isAlong(edge)) graph.setEdge(...ends(edge), { weight: edge.requirement === null ? 1 : 3 });
  layout(graph);
  const units = nodes.map((row, index) => {
    const { x = 0, y = 0, width, height } = graph.node(String(index));
    return { row, x, y, width, height };
  });
  const lines = edgeLines(units, edges, isAlong);
  return { units, edges: lines, ...sizeOf(units, lines) };
}

/** The room that everything needs. */
function sizeOf(units: readonly PlacedUnit[], edges: readonly PlacedEdge[]) {
  const points = edges.flatMap(({ line }) => line);
  const right = [...units.map(({ x, width }) => x + width / 2), ...points.map(({ x }) => x)];
  const low = [...units.map(({ y, height }) => y + height / 2), ...points.map(({ y }) => y)];
  const most = (all: readonly number[]) => all.reduce((largest, one) => Math.max(largest, one), 0) + MARGIN;
  return { width: most(right), height: most(low) };
}

/** From left to right: `from` is the one that needs the other. */
function ends({ from, to }: NeighbourEdge): [left: string, right: string] {
  return [String(to), String(from)];
}

/** The unit that is nearest in a direction, or undefined: for the arrow keys. */
export function neighbourIn(units: readonly PlacedUnit[], from: PlacedUnit, key: string): PlacedUnit | undefined {
  const along = key === 'ArrowLeft' || key === 'ArrowRight' ? 'x' : 'y';
  const across = along === 'x' ? 'y' : 'x';
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
  const distance = (unit: PlacedUnit) => (unit[along] - from[along]) * sign + 2 * Math.abs(unit[across] - from[across]);
  return units.filter((unit) => (unit[along] - from[along]) * sign > 1).sort((a, b) => distance(a) - distance(b))[0];
}
