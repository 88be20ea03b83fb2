import { type CancellationToken, CancellationTokenSource, ProgressLocation, window } from 'vscode';

/** What takes longer than this is said to go on, and can be cancelled. In milliseconds. */
const PATIENCE = 700;

/** Waits for an answer; when that takes long, a notification says so and offers to cancel. */
export async function whileCancellable<T>(
  title: string,
  ask: (token: CancellationToken) => Promise<T | undefined>,
): Promise<T | undefined> {
  const source = new CancellationTokenSource();
  const answer = ask(source.token);
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), PATIENCE));
  const first = await Promise.race([answer, late]);
  if (first !== 'late') return first;
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
    token.onCancellationRequested(() => source.cancel());
    return Promise.race([
      answer,
      new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined))),
    ]);
  });
}
