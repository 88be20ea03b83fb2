import type { Diagnostic } from '../../kinds/kind.ts';
import type { Transaction } from '../../transaction/job.ts';
import type { GraphUnit } from '../../units/graph.ts';
import type { Mention } from '../units/mentions.ts';
import { mentionsOf, type StartCheck, type Started } from './check.ts';

/** A cycle that systemd finds in the order of the jobs: each unit comes before the next one, the last before the first. */
interface Cycle {
  readonly units: readonly string[];
  /** What systemd does about it. */
  readonly outcome: string;
}

/** Dependencies by which a target is ordered after what it pulls in, unless `DefaultDependencies=no`. */
const PULLS = new Set(['Wants', 'Requires', 'BindsTo', 'Requisite', 'Upholds', 'PartOf']);

/**
 * An ordering cycle, on each line of the file that has a part in it. systemd complains when it starts one of the units,
 * and breaks the cycle by leaving out a job, or refuses the start: transaction.c, `transaction_verify_order_one`.
 */
export const orderingCycle: StartCheck = (started) => {
  const lines = new Map<Mention, Diagnostic>();
  for (const cycle of cyclesOf(started)) {
    for (const mention of linesOn(started, cycle.units)) {
      if (!lines.has(mention)) lines.set(mention, finding(mention, cycle));
    }
  }
  return [...lines.values()];
};

function finding({ span }: Mention, { units, outcome }: Cycle): Diagnostic {
  const path = [...units, units[0]].join(' before ');
  return {
    span,
    severity: 'warning',
    code: 'root.ordering-cycle',
    message: `This line is part of an ordering cycle: ${path}. ${outcome}`,
  };
}

function cyclesOf({ start, boot, unit }: Started): Cycle[] {
  const found = [...cyclesIn(start, `start ${unit.id}`), ...(boot ? cyclesIn(boot, 'boot') : [])];
  return [...new Map(found.map((cycle) => [[...cycle.units].sort().join(' '), cycle])).values()];
}

function cyclesIn({ dropped, error }: Transaction, what: string): Cycle[] {
  const broken = dropped.flatMap(({ cycle, unit, type }) =>
    cycle ? [{ units: cycle, outcome: `To ${what}, systemd breaks it by leaving out the ${type} of ${unit}.` }] : [],
  );
  if (!error?.cycle) return broken;
  return [...broken, { units: error.cycle, outcome: `systemd refuses to ${what}, as it can leave out none of them.` }];
}

/** The words of the file by which one unit of the cycle comes before the next. */
function linesOn(started: Started, cycle: readonly string[]): Mention[] {
  const units = cycle.map((name) => started.graph.unit(name));
  return units.flatMap((first, at) => {
    const next = units[(at + 1) % units.length];
    return first && next ? linesBetween(started, first, next) : [];
  });
}

function linesBetween(started: Started, first: GraphUnit, next: GraphUnit): Mention[] {
  const { unit } = started;
  if (unit === next) return said(started, first, (key) => key === 'After', pulledBefore(first, next));
  if (unit === first) return said(started, next, (key) => key === 'Before', false);
  return [];
}

/** Whether a target comes after a unit only because it pulls it in. */
function pulledBefore(first: GraphUnit, target: GraphUnit): boolean {
  return target.type === 'target' && target.dependencies.get('After')?.has(first) === true;
}

function said(started: Started, other: GraphUnit, orders: (key: string) => boolean, byPull: boolean): Mention[] {
  const all = mentionsOf(started, other).map(({ mention }) => mention);
  const direct = all.filter(({ section, key }) => section === 'Unit' && orders(key));
  if (direct.length > 0 || !byPull) return direct;
  return all.filter(({ section, key }) => section === 'Unit' && PULLS.has(key));
}
