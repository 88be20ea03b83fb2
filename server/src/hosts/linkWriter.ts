import type { SymlinkChange } from '../core/install/plan.ts';

/** Makes and removes links in a root. Only a host that has the root on a disk of its own can. */
export interface LinkWriter {
  /**
   * Why these links cannot be changed, in a sentence; undefined when they can as far as can be told beforehand.
   *
   * @param root location of the root's folder
   * @param paths the paths of the links inside the root; none asks for the root as a whole
   */
  refusal(root: string, paths: readonly string[]): Promise<string | undefined>;
  /** Makes all changes in order, or none. Rejects with a sentence that says why. Never leaves the root. */
  write(root: string, changes: readonly SymlinkChange[]): Promise<void>;
}
