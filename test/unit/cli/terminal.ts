import { run } from '../../../server/src/cli/run.ts';

/** What a command wrote, and its exit status. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a command as the command line does, its output kept. */
export async function bootwright(
  args: readonly string[],
  terminal: { colours?: boolean; progress?: boolean } = {},
): Promise<Outcome> {
  let out = '';
  let error = '';
  const status = await run(args, {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    colours: terminal.colours ?? false,
    progress: terminal.progress ?? false,
  });
  return { status, out, error };
}
