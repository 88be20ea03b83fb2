/** A unit as systemdTest.mjs gives it. */
export interface PrintedUnit {
  readonly load: string;
  readonly names: readonly string[];
  readonly fragment?: string;
  readonly dependencies: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}
export type PrintedUnits = Readonly<Record<string, PrintedUnit>>;
export interface SystemdAnswer {
  readonly units: PrintedUnits;
  readonly mounts: readonly (readonly [what: string, where: string, type: string, options: string])[];
}
export function graphComparison(core: unknown): { ourUnits(graph: unknown): PrintedUnits };
export function machineUnits(answer: SystemdAnswer): Set<string>;
export function shortUnits(units: PrintedUnits, machine?: ReadonlySet<string>): Record<string, string>;
export function differences(
  answer: SystemdAnswer,
  ours: PrintedUnits,
  options?: { readonly fragment?: (path: string) => string },
): string[];
