import type {
  BootAnswer,
  BootDifference,
  BootPhaseName,
  BootPhaseRow,
  BootStageRow,
  BootUnitRow,
  DroppedRow,
  SysvBootRows,
  SysvPhaseRow,
  SysvStepRow,
} from '../../../server/src/protocol/boot.ts';

/** A row of the Boot view. Commands on units take those with `unit` and `root` as their target. */
export type BootElement =
  | RefusalElement
  | StageElement
  | PhaseElement
  | DroppedGroup
  | BootUnitElement
  | DroppedElement
  | SysvPhaseElement
  | SysvStepElement;

/** Why there is no boot, with the units of a cycle below it. */
export interface RefusalElement {
  readonly kind: 'refusal';
  readonly id: string;
  readonly text: string;
  readonly cycle: readonly string[];
}

export interface StageElement {
  readonly kind: 'stage';
  readonly id: string;
  readonly stage: BootStageRow;
}

/** What is done until a target is reached. */
export interface PhaseElement {
  readonly kind: 'phase';
  readonly id: string;
  readonly name: BootPhaseName;
  /** Undefined for what ends after the last target. */
  readonly phase: BootPhaseRow | undefined;
  readonly units: readonly BootUnitElement[];
}

export interface DroppedGroup {
  readonly kind: 'dropped-group';
  readonly id: string;
  readonly units: readonly DroppedElement[];
}

export interface BootUnitElement {
  readonly kind: 'unit';
  readonly id: string;
  readonly root: string;
  readonly unit: string;
  readonly uri: string | null;
  readonly row: BootUnitRow;
  readonly boot: BootAnswer;
  readonly critical: boolean;
  readonly change: UnitChange | undefined;
}

export interface DroppedElement {
  readonly kind: 'dropped';
  readonly id: string;
  readonly root: string;
  readonly unit: string;
  readonly uri: string | null;
  readonly row: DroppedRow;
}

/** A part of the boot of a root without systemd. */
export interface SysvPhaseElement {
  readonly kind: 'sysv-phase';
  readonly id: string;
  readonly phase: SysvPhaseRow;
  readonly units: readonly SysvStepElement[];
}

/** A script or command that is run there, or a link that is passed over. */
export interface SysvStepElement {
  readonly kind: 'sysv-step';
  readonly id: string;
  readonly uri: string | null;
  readonly action: SysvStepRow['action'] | 'skip';
  readonly name: string;
  /** The link, or the line of inittab. */
  readonly by: string;
  /** Why it is passed over. */
  readonly reason: string | undefined;
}

/** How what is supposed changes a unit's part in the boot. */
export type UnitChange = 'gained' | 'different' | 'earlier' | 'later';

/** The phase of what starts behind all targets. */
const later: BootPhaseName = 'later';

/**
 * The rows of a boot: the stages before systemd, then the units under the target that they are part of, in the order in
 * which they start, then those that were asked for and are not started. With a filter only units that match it, and what
 * they stand under.
 */
export function bootElements(boot: BootAnswer, difference: BootDifference | undefined, filter: string): BootElement[] {
  const isWanted = filterOf(filter);
  if (boot.sysv) return sysvElements(boot, boot.sysv, filter, isWanted);
  const changes = changesOf(difference);
  const critical = new Set(boot.criticalChain);
  const units = boot.units.flatMap((row, index): BootUnitElement[] => {
    if (!isWanted(row.name, row.description, row.outcome, row.because ?? '')) return [];
    const { root } = boot;
    const change = changes.get(row.name);
    const id = `${root}#${row.action}/${row.name}?${filter}`;
    return [{ kind: 'unit', id, root, unit: row.name, uri: row.uri, row, boot, critical: critical.has(index), change }];
  });
  const dropped = boot.dropped.filter(({ name, description, text }) => isWanted(name, description, text));
  return [
    ...refusal(boot),
    ...(filter === '' ? stagesOf(boot) : []),
    ...phasesOf(boot, units, filter),
    ...droppedGroup(boot.root, dropped, filter),
  ];
}

function stagesOf({ root, stages }: BootAnswer): StageElement[] {
  return stages.map((stage): StageElement => ({ kind: 'stage', id: `${root}#stage/${stage.id}`, stage }));
}

/** The boot of a root without systemd: the stages before init, then what sysvinit and rc run. */
function sysvElements(
  boot: BootAnswer,
  { phases }: SysvBootRows,
  filter: string,
  isWanted: ReturnType<typeof filterOf>,
): BootElement[] {
  const { root } = boot;
  const parts = phases.flatMap((phase): SysvPhaseElement[] => {
    const idOf = (kind: string, by: string) => `${root}#sysv/${phase.id}/${kind}/${by}?${filter}`;
    const steps = phase.steps.map(({ action, name, by, uri }): SysvStepElement => {
      return { kind: 'sysv-step', id: idOf(action, by), uri, action, name, by, reason: undefined };
    });
    const skipped = phase.skipped.map(({ link, service, reason }): SysvStepElement => {
      return { kind: 'sysv-step', id: idOf('skip', link), uri: null, action: 'skip', name: service, by: link, reason };
    });
    const units = [...steps, ...skipped].filter(({ name, by, reason }) => isWanted(name, by, reason ?? ''));
    return units.length === 0 ? [] : [{ kind: 'sysv-phase', id: `${root}#sysv/${phase.id}?${filter}`, phase, units }];
  });
  return [...(filter === '' ? stagesOf(boot) : []), ...parts];
}

/** The rows below one. */
export function childrenOf(element: BootElement): readonly BootElement[] {
  return 'units' in element ? element.units : [];
}

function refusal({ root, error, cycle }: BootAnswer): RefusalElement[] {
  return error === null ? [] : [{ kind: 'refusal', id: `${root}#refusal`, text: error, cycle }];
}

function phasesOf(boot: BootAnswer, units: readonly BootUnitElement[], filter: string): PhaseElement[] {
  return [...boot.phases.map(({ name }) => name), later].flatMap((name) => {
    const own = units.filter(({ row }) => row.phase === name);
    if (own.length === 0) return [];
    const phase = boot.phases.find((each) => each.name === name);
    return [{ kind: 'phase', id: `${boot.root}#phase/${name}?${filter}`, name, phase, units: own }];
  });
}

function droppedGroup(root: string, dropped: readonly DroppedRow[], filter: string): DroppedGroup[] {
  if (dropped.length === 0) return [];
  const units = dropped.map((row): DroppedElement => {
    const id = `${root}#dropped/${row.action}/${row.reason}/${row.name}?${filter}`;
    return { kind: 'dropped', id, root, unit: row.name, uri: row.uri, row };
  });
  return [{ kind: 'dropped-group', id: `${root}#dropped?${filter}`, units }];
}

function changesOf(difference: BootDifference | undefined): Map<string, UnitChange> {
  const changes = new Map<string, UnitChange>();
  for (const kind of ['earlier', 'later', 'different', 'gained'] as const) {
    for (const { unit } of difference?.[kind] ?? []) changes.set(unit, kind);
  }
  return changes;
}

/** Every word of the filter has to be in one of the texts. */
function filterOf(filter: string): (...texts: readonly string[]) => boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return (...texts) => {
    const all = texts.join(' ').toLowerCase();
    return words.every((word) => all.includes(word));
  };
}
