import { type Chase, chase } from './chase.ts';
import type { SystemTree } from './systemTree.ts';

/** Whether something stands at the end of a path; `unknown` where the root was not read that far. */
export type Presence = 'there' | 'absent' | 'unknown';

/** Whether a path leads to something, links followed inside the root. */
export function presence(tree: SystemTree, path: string): Presence {
  return presenceOf(tree, chase(tree, path));
}

/** The same for a path that has been followed already. */
export function presenceOf(tree: SystemTree, end: Chase): Presence {
  if (end.found) return 'there';
  if (end.reason === 'unknown') return 'unknown';
  return end.reason === 'missing' && tree.isRead?.(end.path) === false ? 'unknown' : 'absent';
}
