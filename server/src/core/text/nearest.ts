/** Words that a misspelt one may mean, in the form in which they are compared, with what has been looked up so far. */
export interface Candidates {
  readonly words: readonly { readonly word: string; readonly lower: string; readonly letters: number }[];
  readonly known: Map<string, string | undefined>;
}

/** Prepares words for `nearestOf`. */
export function candidates(words: Iterable<string>): Candidates {
  const prepared = [...words].map((word) => ({
    word,
    lower: word.toLowerCase(),
    letters: lettersOf(word.toLowerCase()),
  }));
  return { words: prepared, known: new Map() };
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

/** A word this long was not mistyped, it is something else. In UTF-16 code units. */
const LONGEST_WORD = 100;

function search({ words }: Candidates, wanted: string): string | undefined {
  if (wanted.length > LONGEST_WORD) return undefined;
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const letters = lettersOf(wanted);
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of words) {
    if (Math.abs(candidate.lower.length - wanted.length) >= bestDistance) continue;
    // One edit changes at most two members of the set of letters: one goes, another comes.
    if (bitsIn(candidate.letters ^ letters) > 2 * (bestDistance - 1)) continue;
    const d = distance(wanted, candidate.lower, bestDistance);
    if (d >= bestDistance) continue;
    best = candidate.word;
    bestDistance = d;
  }
  return best;
}

/** The set of characters in a word, one bit for each of 32 kinds; different characters may share one. */
function lettersOf(word: string): number {
  let set = 0;
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31);
  return set;
}

function bitsIn(set: number): number {
  let rest = set;
  let count = 0;
  for (; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/**
 * Edits between two words, a swap of neighbours counting as one (optimal string alignment). Gives `limit` when there are
 * as many or more; then it stops early, and looks only at cells that fewer edits can reach.
 */
function distance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = new Array(b.length + 1).fill(limit);
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    if (from === 1) row[0] = i;
    let least = row[0]!;
    for (let j = from; j <= to; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least >= limit) return limit;
    before = last;
    last = row;
  }
  return Math.min(last[b.length]!, limit);
}
