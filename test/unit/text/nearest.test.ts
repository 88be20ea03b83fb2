import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../../server/src/core/text/nearest.ts';
import { SEED } from '../unitSource.ts';

describe('the nearest name', () => {
  it.each([
    ['Descripton', 'Description'],
    ['DESCRIPTION', 'Description'],
    ['Afetr', 'After'],
    ['Aftre', 'After'],
    ['Befor', 'Before'],
    ['Wombat', undefined],
    ['', undefined],
    ['Afxyr', undefined],
  ])('to %j is %j', (word, expected) => {
    expect(nearest(word, ['Description', 'After', 'Before', 'Wants'])).toBe(expected);
  });
});

/** Edits between two words, written down plainly. */
function edits(a: string, b: string): number {
  const cost: number[][] = [];
  for (let i = 0; i <= a.length; i++) {
    cost.push([]);
    for (let j = 0; j <= b.length; j++) {
      const ways = i === 0 || j === 0 ? [i + j] : [];
      if (i > 0) ways.push(cost[i - 1]![j]! + 1);
      if (j > 0) ways.push(cost[i]![j - 1]! + 1);
      if (i > 0 && j > 0) ways.push(cost[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ways.push(cost[i - 2]![j - 2]! + 1);
      cost[i]!.push(Math.min(...ways));
    }
  }
  return cost[a.length]![b.length]!;
}

describe('short cuts', () => {
  it('never change which word is found', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'D', 'E', 'é', '-'), maxLength: 12 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 6 }), (wanted, words) => {
        const limit = Math.max(1, Math.floor(wanted.length / 3));
        const distances = words.map((one) => edits(wanted.toLowerCase(), one.toLowerCase()));
        const least = Math.min(...distances);
        const expected = least <= limit ? words[distances.indexOf(least)] : undefined;
        expect(nearest(wanted, words)).toBe(expected);
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });
});
