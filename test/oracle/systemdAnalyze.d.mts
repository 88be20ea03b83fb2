export interface VerifyMessage {
  readonly file?: string;
  readonly line?: number;
  readonly text: string;
}
export const VERIFY_OPTIONS: readonly string[];
export function systemdVersion(root?: string): number | undefined;
export function verify(
  files: Readonly<Record<string, string | Uint8Array>>,
  units: readonly string[],
  root?: string,
): { exit: number | null; messages: VerifyMessage[] };
