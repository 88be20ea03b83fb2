import type { NeighbourEdge } from '../../../../server/src/protocol/boot.ts';
import type { PlacedEdge, PlacedUnit, Point } from './layout.ts';

/** Lines that meet a box at one side stand so far apart, as long as there is room. */
const DISTANCE = 6;
/** So much of a box's side may be used, from its middle. */
const REACH = 0.36;
/** How far a line between boxes of one column swings out, and how far others go straight before they turn. */
const SWING = 30;
const STRAIGHT = 56;

/** The lines of all dependencies: each leaves a box at its right side and arrives at the left one, where it can. */
export function edgeLines(
  units: readonly PlacedUnit[],
  edges: readonly NeighbourEdge[],
  isAlong: (edge: NeighbourEdge) => boolean,
): PlacedEdge[] {
  const along = edges.filter(isAlong);
  const departures = ports(units, along, 'to', 'from');
  const arrivals = ports(units, along, 'from', 'to');
  return edges.map((edge) => {
    const [left, right] = [units[edge.to]!, units[edge.from]!];
    if (!isAlong(edge)) return { edge, across: true, line: acrossLine(left, right) };
    const start = { x: left.x + left.width / 2, y: left.y + departures.get(edge)! };
    const end = { x: right.x - right.width / 2, y: right.y + arrivals.get(edge)! };
    const middle = (start.x + end.x) / 2;
    return { edge, across: false, line: [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end] };
  });
}

/** Where along its side each line meets a box: from above to below as the boxes at the other ends stand. */
function ports(
  units: readonly PlacedUnit[],
  edges: readonly NeighbourEdge[],
  at: 'from' | 'to',
  other: 'from' | 'to',
): Map<NeighbourEdge, number> {
  const offsets = new Map<NeighbourEdge, number>();
  for (const [index, unit] of units.entries()) {
    const meeting = edges.filter((edge) => edge[at] === index).sort((a, b) => units[a[other]]!.y - units[b[other]]!.y);
    const distance = Math.min(DISTANCE, (2 * REACH * unit.height) / Math.max(meeting.length - 1, 1));
    for (const [place, edge] of meeting.entries()) offsets.set(edge, (place - (meeting.length - 1) / 2) * distance);
  }
  return offsets;
}

/** A line between boxes of one column swings out at their right; others go from side to side. */
function acrossLine(left: PlacedUnit, right: PlacedUnit): PlacedEdge['line'] {
  const start = sideOf(left, 1);
  if (left.row.distance === right.row.distance) {
    const end = sideOf(right, 1);
    const swing = Math.max(start.x, end.x) + SWING + Math.min(Math.abs(start.y - end.y) / 8, SWING);
    return [start, { x: swing, y: start.y }, { x: swing, y: end.y }, end];
  }
  if (left.x < right.x) {
    const end = sideOf(right, -1);
    return [start, { x: start.x + STRAIGHT, y: start.y }, { x: end.x - STRAIGHT, y: end.y }, end];
  }
  const [from, to] = [sideOf(left, -1), sideOf(right, 1)];
  return [from, { x: from.x - STRAIGHT, y: from.y }, { x: to.x + STRAIGHT, y: to.y }, to];
}

function sideOf({ x, y, width }: PlacedUnit, side: 1 | -1): Point {
  return { x: x + (side * width) / 2, y };
}
