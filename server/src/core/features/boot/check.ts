import type { Diagnostic } from '../../kinds/kind.ts';
import type { GraphUnit } from '../../units/graph.ts';
import type { Surroundings } from '../units/diagnostics/check.ts';
import type { Starts } from './starts.ts';

/** A unit file whose unit systemd would start. */
export interface Started extends Starts {
  readonly around: Surroundings;
  readonly unit: GraphUnit;
}

/** One rule about what comes of starting a unit. Pure; never throws. */
export type StartCheck = (started: Started) => Diagnostic[];

/** The words of the file that name a unit, by whichever of its names. */
export function mentionsOf({ around, graph }: Started, unit: GraphUnit) {
  return around.named.filter(({ name, open }) => !open && graph.unit(name) === unit);
}
