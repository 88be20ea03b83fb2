export type RandomTree = readonly (readonly [path: string, content: string | { readonly link: string } | null])[];
export function randomTree(random: () => number): RandomTree;
export function namesOf(tree: RandomTree): string[];
export function randomFrom(seed: number): () => number;
