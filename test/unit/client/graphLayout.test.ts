import { describe, expect, it } from 'vitest';
import { neighbourIn, placed } from '../../../client/src/webview/graph/layout.ts';
import type { NeighbourEdge, Neighbourhood, NeighbourRow } from '../../../server/src/protocol/boot.ts';

const row = (name: string, distance: number): NeighbourRow => ({
  name,
  type: 'service',
  description: '',
  distance,
  outcome: 'done',
  load: 'loaded',
  uri: null,
  more: 0,
});
const edge = (from: number, to: number): NeighbourEdge => ({
  from,
  to,
  requirement: 'Wants',
  order: 'after',
  conflict: false,
  words: [],
});
const graph: Neighbourhood = {
  unit: 'middle',
  nodes: [row('middle', 0), row('a', -1), row('b', -1), row('far', -2), row('user', 1)],
  edges: [edge(0, 1), edge(0, 2), edge(1, 3), edge(4, 0), edge(1, 2), edge(4, 3)],
  left: 0,
};
const picture = placed(graph, ({ name }) => 100 + name.length);
const at = (name: string) => picture.units.find((unit) => unit.row.name === name)!;

describe('the layout of a neighbourhood', () => {
  it('has a column for each distance, from left to right', () => {
    const columns = ['far', 'a', 'middle', 'user'].map((name) => at(name).x);
    expect(columns).toEqual([...columns].sort((x, y) => x - y));
    expect(at('a').x).toBe(at('b').x);
    expect(at('a').width).toBe(at('b').width);
  });

  it('lets no two boxes touch', () => {
    for (const a of picture.units) {
      for (const b of picture.units) {
        if (a === b) continue;
        const apart =
          Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
        expect(apart, `${a.row.name} and ${b.row.name}`).toBe(true);
      }
    }
  });

  it('draws every dependency from box to box, inside the picture', () => {
    expect(picture.edges.map(({ across }) => across)).toEqual([false, false, false, false, true, true]);
    for (const { edge, across, line } of picture.edges) {
      const [left, right] = [picture.units[edge.to]!, picture.units[edge.from]!];
      if (!across) expect([line[0].x, line[3].x]).toEqual([left.x + left.width / 2, right.x - right.width / 2]);
      for (const { x, y } of line) {
        expect(x).toBeLessThanOrEqual(picture.width);
        expect(y).toBeLessThanOrEqual(picture.height);
      }
    }
  });

  it('finds the neighbour for an arrow key', () => {
    expect(neighbourIn(picture.units, at('middle'), 'ArrowRight')?.row.name).toBe('user');
    expect(['a', 'b']).toContain(neighbourIn(picture.units, at('middle'), 'ArrowLeft')?.row.name);
    expect(neighbourIn(picture.units, at('user'), 'ArrowRight')).toBeUndefined();
  });
});
