import { descriptionOf } from '../../core/boot/plain.ts';
import type { ScheduledJob } from '../../core/boot/result.ts';
import type { GraphUnit } from '../../core/units/graph.ts';
import type { BootAnswer, BootUnitRow, DroppedRow } from '../../protocol/boot.ts';
import type { Session } from '../session.ts';
import { fileUri, unitUri } from './places.ts';
import type { RootBoot } from './simulations.ts';

/** A boot as the views show it. */
export function bootAnswer(session: Session, boot: RootBoot): BootAnswer {
  const { boot: result, transaction } = boot.simulation;
  const { schedule, stages, phases, dropped, criticalChain, error, instead } = result;
  const indexes = new Map(schedule.map(({ unit }, index) => [unit, index]));
  return {
    root: boot.tree.uri,
    systemdVersion: result.systemd,
    anchor: transaction.anchor?.unit.id ?? result.anchor,
    anchorFrom: result.anchorFrom,
    instead: instead?.text ?? null,
    error: error?.text ?? null,
    cycle: error?.cycle ?? [],
    stages: stages.map(({ id, title, details, path, took }) => {
      return { id, title, details, uri: fileUri(session, boot, path), took: took ?? null };
    }),
    phases,
    units: schedule.map((job) => unitRow(session, boot, job, indexes)),
    dropped: dropped.map((job): DroppedRow => {
      const { unit: name, action, reason, text, cycle = [] } = job;
      return { ...describe(session, boot, name), action, reason, text, cycle };
    }),
    criticalChain: criticalChain.flatMap(({ unit }) => indexes.get(unit) ?? []),
    measured: schedule.filter(({ assumed }) => !assumed).length,
  };
}

function unitRow(
  session: Session,
  boot: RootBoot,
  job: ScheduledJob,
  indexes: ReadonlyMap<string, number>,
): BootUnitRow {
  const { unit, action, start, end, assumed, outcome, because, unknown, waitsFor, waitedFor, phase } = job;
  return {
    ...describe(session, boot, unit),
    action,
    start,
    end,
    assumed,
    outcome,
    because: because ?? null,
    unknown: unknown ?? [],
    waitsFor: waitsFor.flatMap((name) => indexes.get(name) ?? []),
    waitedFor: (waitedFor === undefined ? undefined : indexes.get(waitedFor)) ?? null,
    phase,
    load: boot.simulation.graph.unit(unit)?.loadState ?? 'not-found',
  };
}

interface Described {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly uri: string | null;
}

/** A unit by its name, with what people want to know of it. */
export function describe(session: Session, boot: RootBoot, name: string): Described {
  const { graph } = boot.simulation;
  const unit = graph.unit(name);
  const description = unit ? describedAs(unit, graph.version) : name;
  return { name, type: unit?.loaded.type ?? typeOf(name), description, uri: unitUri(session, boot, unit) };
}

const descriptions = new WeakMap<GraphUnit, string>();

function describedAs(unit: GraphUnit, version: number): string {
  const known = descriptions.get(unit) ?? descriptionOf(unit, version);
  descriptions.set(unit, known);
  return known;
}

function typeOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
