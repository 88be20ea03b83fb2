import type { PlannedChanges, UndoStep } from './writeChanges.ts';

/** Makes and removes links in a root. Only a host that has the root on a disk of its own can. */
export interface LinkWriter {
  /**
   * Why these links cannot be changed, in a sentence; undefined when they can as far as can be told beforehand.
   *
   * @param root location of the root's folder
   * @param paths the paths of the links inside the root; none asks for the root as a whole
   */
  refusal(root: string, paths: readonly string[]): Promise<string | undefined>;
  /** Makes all changes in order, or none. Never leaves the root. */
  write(root: string, planned: PlannedChanges): Written;
  /** Takes back what was written, all of it or nothing: not when it has been changed since. */
  undo(root: string, steps: readonly UndoStep[]): Written;
}

/** How it can be taken back, or why nothing was written, in a sentence. */
export type Written = { readonly undo: readonly UndoStep[] } | { readonly refused: string };
