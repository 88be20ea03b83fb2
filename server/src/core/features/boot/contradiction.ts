import type { Diagnostic } from '../../kinds/kind.ts';
import type { GraphUnit } from '../../units/graph.ts';
import { mentionsOf, type StartCheck, type Started } from './check.ts';
import { REQUIRING_KEYS, type Required, requirementsOf, wayInWords } from './requirements.ts';

/**
 * A unit that needs two others of which one stops the other, or that stops what it needs. systemd refuses every start:
 * transaction.c, `transaction_merge_jobs`.
 */
export const contradiction: StartCheck = (started) => {
  const { unit, start } = started;
  if (start.error?.name !== 'TransactionJobsConflicting') return [];
  const needed = new Map(requirementsOf(unit).map((required) => [required.unit, required]));
  const clashes = [...needed.values()].flatMap((one) =>
    [...(one.unit.dependencies.get('Conflicts')?.keys() ?? [])].flatMap((other) => {
      const clashing = needed.get(other);
      return clashing ? [[one, clashing] as const] : [];
    }),
  );
  return clashes.flatMap(([one, other]) => findings(started, one, other));
};

function findings(started: Started, one: Required, other: Required): Diagnostic[] {
  const { unit } = started;
  const message =
    `systemd refuses every start of ${unit.id}: ${[one, other].flatMap(needs).join(', and ')}, ` +
    `but ${one.unit.id} conflicts with ${other.unit.id}. Remove one of these lines.`;
  const spans = [
    ...[one, other].flatMap(({ way }) => (way[1] ? lines(started, way[1], REQUIRING_KEYS) : [])),
    ...(one.unit === unit ? lines(started, other.unit, CONFLICTING) : []),
  ];
  return spans.map((span) => ({ span, severity: 'warning', code: 'root.contradiction', message }));
}

const CONFLICTING: ReadonlySet<string> = new Set(['Conflicts']);

function needs({ way }: Required): string[] {
  return way.length > 1 ? [wayInWords(way)] : [];
}

function lines(started: Started, unit: GraphUnit, keys: ReadonlySet<string>) {
  return mentionsOf(started, unit)
    .filter(({ mention }) => mention.section === 'Unit' && keys.has(mention.key))
    .map(({ mention }) => mention.span);
}
