/**
 * Adds items to the end of a list. Spread into a `push` they would be the arguments of a call, and of those there may be
 * about a hundred thousand: a file can have more lines, and a line more words.
 */
export function append<T>(list: T[], items: readonly T[]): void {
  for (let i = 0; i < items.length; i++) list.push(items[i]!);
}
