import type { UnitRoot } from '../../server/src/core/units/unitRoot.ts';
import type { GeneratorInput } from './units-generator-inputs.mjs';
import type { RandomTree } from './units-random-tree.mjs';

/** A unit as systemd loaded it. */
export interface SystemdUnit {
  readonly id: string;
  readonly names: readonly string[];
  readonly load: string;
  readonly fragment: string | undefined;
  readonly dropIns: readonly string[];
  readonly dependencies: readonly (readonly [kind: string, unit: string])[];
}

export function comparison(core: object): {
  rootOf(tree: RandomTree, version: number): UnitRoot;
  differences(units: ReadonlyMap<string, Partial<SystemdUnit>>, name: string, root: UnitRoot): string[];
};
export function linksOf(said: SystemdUnit): string[];

/** What a generator wrote: path below its three folders -> text, or `-> TARGET`. */
export type GeneratorAnswer = Readonly<Record<string, string>>;
export function generatorComparison(core: object): {
  ourAnswer(kind: string, input: GeneratorInput, version: number, programs: readonly string[]): GeneratorAnswer;
  differences(said: GeneratorAnswer, ours: GeneratorAnswer, kind: string): string[];
};
