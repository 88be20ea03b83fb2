/** Where a command writes to. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Whether `out` goes to a terminal that shows colours. */
  readonly colours: boolean;
  /** Whether `error` goes to a terminal, so that progress can be shown on it. */
  readonly progress: boolean;
}

/** A command of the command line tool. */
export interface Command {
  readonly usage: string;
  readonly summary: string;
  readonly help: string;
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** The user asked for something that cannot be done as asked; the message says what to write instead. */
export class UsageError extends Error {}
