/** Numbers by chance that are the same each time for the same seed: mulberry32. */
export interface Chance {
  /** A whole number from 0 to `most`. */
  upTo(most: number): number;
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return {
    upTo: (most) => {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = state;
      t = Math.imul(t ^ (t >>> 15), t | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * (Math.max(most, 0) + 1));
    },
  };
}
