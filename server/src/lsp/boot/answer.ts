import { descriptionOf } from '../../core/boot/plain.ts';
import { stageWords } from '../../core/boot/render/words.ts';
import type { ScheduledJob } from '../../core/boot/result.ts';
import { sysvBoot } from '../../core/sysv/boot.ts';
import type { GraphUnit } from '../../core/units/graph.ts';
import type { BootAnswer, BootStageRow, BootUnitRow, DroppedRow, SysvBootRows } from '../../protocol/boot.ts';
import type { Session } from '../session.ts';
import { fileUri, unitUri } from './places.ts';
import type { RootBoot } from './simulations.ts';

/** A boot as the views show it. */
export function bootAnswer(session: Session, boot: RootBoot): BootAnswer {
  const sysv = sysvRows(session, boot);
  if (sysv) return withoutUnits(boot, stageRows(session, boot), sysv);
  const { boot: result, transaction } = boot.simulation;
  const { schedule, phases, dropped, criticalChain, error, instead } = result;
  const indexes = new Map(schedule.map(({ unit }, index) => [unit, index]));
  return {
    root: boot.tree.uri,
    systemdVersion: result.systemd,
    anchor: transaction.anchor?.unit.id ?? result.anchor,
    anchorFrom: result.anchorFrom,
    instead: instead?.text ?? null,
    error: error?.text ?? null,
    cycle: error?.cycle ?? [],
    stages: stageRows(session, boot),
    phases,
    units: schedule.map((job) => unitRow(session, boot, job, indexes)),
    dropped: dropped.map((job): DroppedRow => {
      const { unit: name, action, reason, text, cycle = [] } = job;
      return { ...describe(session, boot, name), action, reason, text, cycle };
    }),
    criticalChain: criticalChain.flatMap(({ unit }) => indexes.get(unit) ?? []),
    measured: schedule.filter(({ assumed }) => !assumed).length,
    sysv: null,
  };
}

function stageRows(session: Session, boot: RootBoot): BootStageRow[] {
  return boot.simulation.boot.stages.map((stage) => {
    const { id, title, path, took } = stage;
    return { id, title, details: stageWords(stage), uri: fileUri(session, boot, path), took: took ?? null };
  });
}

/** Of a root without systemd there is no boot of units. */
function withoutUnits({ tree, simulation }: RootBoot, stages: readonly BootStageRow[], sysv: SysvBootRows): BootAnswer {
  return {
    root: tree.uri,
    systemdVersion: simulation.boot.systemd,
    anchor: `runlevel ${sysv.runlevel}`,
    anchorFrom: 'default',
    instead: null,
    error: 'This root boots with sysvinit: there are init scripts and no units.',
    cycle: [],
    stages: stages.filter(({ id }) => id !== 'systemd'),
    phases: [],
    units: [],
    dropped: [],
    criticalChain: [],
    measured: 0,
    sysv,
  };
}

/** What sysvinit would do with the files as they are in the editor; what is supposed of units means nothing to it. */
function sysvRows(session: Session, boot: RootBoot): SysvBootRows | null {
  const { tree, system } = boot.tree;
  const found = system ? sysvBoot(tree) : undefined;
  if (!found) return null;
  const { runlevel, named, phases } = found;
  return {
    runlevel,
    named,
    phases: phases.map(({ id, title, steps, skipped }) => ({
      id,
      title,
      steps: steps.map(({ path, ...step }) => ({ ...step, uri: fileUri(session, boot, path) })),
      skipped,
    })),
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
