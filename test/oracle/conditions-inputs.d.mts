type Content = null | { readonly link: string } | { readonly text: string; readonly mode: number };

export interface ConditionInput {
  readonly files: Readonly<Record<string, Content>>;
  readonly machine: {
    readonly hostname: string;
    readonly machineId: string;
    readonly commandLine: string;
    readonly firstBoot: boolean;
    readonly credentials: readonly string[];
  };
  readonly conditions: readonly (readonly [name: string, sign: string, parameter: string])[];
}
export function conditionInput(random: () => number, version: number, count?: number): ConditionInput;
/** The lines that are asked for together in a run: all of them one by one, then some. */
export function conditionAsks(input: ConditionInput, random: () => number): string[][];
