export function randomFrom(seed: number): {
  next(): number;
  below(n: number): number;
  pick<T>(list: readonly T[]): T;
  chance(p: number): boolean;
};
export function randomAnacrontab(seed: number): string;
export function randomCrontab(seed: number, options?: { readonly user?: boolean; readonly tilde?: boolean }): string;
