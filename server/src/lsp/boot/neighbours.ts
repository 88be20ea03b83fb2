import { type Neighbour, neighbourhood } from '../../core/boot/neighbourhood/neighbourhood.ts';
import { descriptionOf } from '../../core/boot/plain.ts';
import { loadGraph } from '../../core/units/dependencies/index.ts';
import type { GraphUnit } from '../../core/units/graph.ts';
import type { Neighbourhood, NeighbourhoodParams, NeighbourRow } from '../../protocol/boot.ts';
import type { Session } from '../session.ts';
import { unitUri } from './places.ts';
import type { RootBoot } from './simulations.ts';

/** More boxes than this nobody can read. */
const MOST = 60;
const DEEPEST = 6;

/** A unit with its neighbours; null when no unit can have that name. A unit that the boot does not load is loaded for this. */
export function neighbours(session: Session, boot: RootBoot, params: NeighbourhoodParams): Neighbourhood | null {
  const { graph, root, boot: result } = boot.simulation;
  const known = graph.unit(params.unit);
  const all = known ? graph : loadGraph(root, [params.unit]);
  const center = known ?? all.unit(params.unit);
  if (!center) return null;
  const depth = Math.min(Math.max(Math.trunc(params.depth), 1), DEEPEST);
  const { units, edges, left } = neighbourhood(center, depth, params, MOST);
  const indexes = new Map(units.map(({ unit }, index) => [unit, index]));
  const outcomes = new Map<string, NeighbourRow['outcome']>([
    ...result.active.map((active) => [active, 'there'] as const),
    ...result.schedule.filter(({ action }) => action !== 'stop').map((job) => [job.unit, job.outcome] as const),
  ]);
  return {
    unit: center.id,
    nodes: units.map((each) => row(session, boot, each, outcomes)),
    edges: edges.map(({ from, to, requirement, order, conflict, words }) => ({
      from: indexes.get(from)!,
      to: indexes.get(to)!,
      requirement: requirement ?? null,
      order: order ?? null,
      conflict,
      words,
    })),
    left,
  };
}

function row(
  session: Session,
  boot: RootBoot,
  { unit, distance, more }: Neighbour,
  outcomes: ReadonlyMap<string, NeighbourRow['outcome']>,
): NeighbourRow {
  return {
    name: unit.id,
    type: unit.loaded.type,
    description: describe(unit, boot),
    distance,
    outcome: outcomes.get(unit.id) ?? 'idle',
    load: unit.loadState,
    uri: unitUri(session, boot, unit),
    more,
  };
}

function describe(unit: GraphUnit, boot: RootBoot): string {
  const description = descriptionOf(unit, boot.simulation.graph.version);
  return description === unit.id ? '' : description;
}
