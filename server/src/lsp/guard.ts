import type { CancellationToken, Connection } from 'vscode-languageserver';

/** Wraps a request handler: a fault is logged and answered with `empty`, a cancelled request too. The server lives on. */
export type Guard = <P, R>(
  name: string,
  empty: R,
  handler: (parameters: P, token: CancellationToken) => Promise<R> | R,
) => (parameters: P, token: CancellationToken) => Promise<R>;

/** The guard that logs to this connection. */
export function guardFor(connection: Connection): Guard {
  return (name, empty, handler) => async (parameters, token) => {
    if (token.isCancellationRequested) return empty;
    try {
      const answer = await handler(parameters, token);
      return token.isCancellationRequested ? empty : answer;
    } catch (fault) {
      connection.console.error(`${name}: ${describe(fault)}`);
      return empty;
    }
  };
}

/** What a fault says, with its stack where there is one. */
export function describe(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
