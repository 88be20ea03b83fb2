export interface GeneratorInput {
  readonly files: Readonly<
    Record<string, string | { readonly link: string } | { readonly text: string; readonly mode: number }>
  >;
  readonly commandLine: string;
  readonly devices?: readonly string[];
  readonly credentials?: Readonly<Record<string, string>>;
}
export const inputs: Readonly<Record<string, (random: () => number) => GeneratorInput>>;
