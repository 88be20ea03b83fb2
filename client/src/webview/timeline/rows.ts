import type { BootAnswer, BootUnitRow } from '../../../../server/src/protocol/boot.ts';

/** The units of a boot as rows, with what is asked of them again and again. */
export interface Rows {
  readonly boot: BootAnswer;
  readonly all: readonly BootUnitRow[];
  /** When the last job is done. */
  readonly span: number;
  readonly critical: ReadonlySet<number>;
  /** For each unit those that wait for it and for nothing that ends later. */
  readonly heldUp: ReadonlyMap<number, readonly number[]>;
}

export function rowsOf(boot: BootAnswer): Rows {
  const heldUp = new Map<number, number[]>();
  boot.units.forEach(({ waitedFor }, index) => {
    if (waitedFor !== null) heldUp.set(waitedFor, [...(heldUp.get(waitedFor) ?? []), index]);
  });
  const ends = boot.units.map(({ end }) => end);
  return {
    boot,
    all: boot.units,
    span: ends.reduce((last, end) => Math.max(last, end), 0),
    critical: new Set(boot.criticalChain),
    heldUp,
  };
}

/** Before there is a boot. */
export const noRows: Rows = rowsOf({
  root: '',
  systemdVersion: '',
  anchor: '',
  anchorFrom: 'default',
  instead: null,
  error: null,
  cycle: [],
  stages: [],
  phases: [],
  units: [],
  dropped: [],
  criticalChain: [],
  measured: 0,
  sysv: null,
});

/** The rows whose name or description has all words of the text; none for an empty one. */
export function matching({ all }: Rows, text: string): number[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return all.flatMap(({ name, description }, index) => {
    const searched = `${name} ${description}`.toLowerCase();
    return words.every((word) => searched.includes(word)) ? [index] : [];
  });
}
