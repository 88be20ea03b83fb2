/** Random choices that a seed repeats (mulberry32). */
export interface Random {
  /** From `low` to `high`, both included. */
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    integer,
    chance: (probability) => next() < probability,
    pick: (list) => list[integer(0, list.length - 1)]!,
  };
}

/** Takes a character out, or puts one in. */
export function mutate(text: string, random: Random): string {
  const at = random.integer(0, text.length);
  if (random.chance(0.5)) return text.slice(0, at) + text.slice(at + 1);
  return text.slice(0, at) + random.pick([...' ,.-~:/*@0139aMUTZ']) + text.slice(at);
}
