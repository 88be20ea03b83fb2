/** Words that a misspelt one may mean, in the form in which they are compared, with what has been looked up so far. */
export interface Candidates {
  readonly words: readonly { readonly word: string; readonly lower: string }[];
  readonly known: Map<string, string | undefined>;
}

/** Prepares words for `nearestOf`. */
export function candidates(words: Iterable<string>): Candidates {
  return { words: [...words].map((word) => ({ word, lower: word.toLowerCase() })), known: new Map() };
}

/**
 * The word that is closest to a misspelt one: fewest letters changed, swapped, missing or too many, case not counted.
 * Undefined when none is close enough to be meant.
 */
export function nearestOf(among: Candidates, word: string): string | undefined {
  if (among.known.has(word)) return among.known.get(word);
  const found = search(among, word.toLowerCase());
  // A file full of one mistake asks the same again and again; one full of different ones must not fill the memory.
  if (among.known.size > 1000) among.known.clear();
  among.known.set(word, found);
  return found;
}

/** The same for words that are looked up once. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  return search(candidates(words), word.toLowerCase());
}

function search({ words }: Candidates, wanted: string): string | undefined {
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const { word, lower } of words) {
    if (Math.abs(lower.length - wanted.length) >= bestDistance) continue;
    const d = distance(wanted, lower, bestDistance);
    if (d >= bestDistance) continue;
    best = word;
    bestDistance = d;
  }
  return best;
}

/** Edits between two words, a swap of neighbours counting as one (optimal string alignment); stops early at `limit`. */
function distance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least >= limit) return limit;
    before = last;
    last = row;
  }
  return last[b.length]!;
}
