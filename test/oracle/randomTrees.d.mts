/** Files of a folder of units. */
export type RandomFolder = readonly (readonly [path: string, content: string | { readonly link: string }])[];
export interface RandomTree {
  /** What to boot. */
  readonly anchor: string;
  /** The first one wins. */
  readonly folders: readonly RandomFolder[];
}
export const ALL: string;
export function randomTree(seed: number, options?: { readonly odd?: number; readonly size?: number }): RandomTree;
export function writeTree(tree: RandomTree): {
  readonly units: readonly string[];
  copyTo(folder: string): void;
  remove(): void;
};
export function treeEntries<Node>(
  core: { readonly DIRECTORY: Node; fileNode(text: string): Node; linkNode(target: string): Node },
  tree: { readonly folders: readonly RandomFolder[] },
): { readonly entries: readonly (readonly [path: string, node: Node])[]; readonly unitPath: readonly string[] };
