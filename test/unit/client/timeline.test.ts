import { describe, expect, it } from 'vitest';
import { counted, someNames, timeInWords } from '../../../client/src/panels/words.ts';
import { matching, rowsOf } from '../../../client/src/webview/timeline/rows.ts';
import { scaleTo, ticks } from '../../../client/src/webview/timeline/scale.ts';
import { boot, unit } from './boots.ts';

describe('times in words', () => {
  it.each([
    [0, '0 s'],
    [200, '200 µs'],
    [40_000, '40 ms'],
    [999_400, '999 ms'],
    [999_600, '1 s'],
    [1_500_000, '1.5 s'],
    [12_340_000, '12.3 s'],
    [59_960_000, '1 min'],
    [125_000_000, '2 min 5 s'],
  ])('%i', (microseconds, words) => {
    expect(timeInWords(microseconds)).toBe(words);
  });
});

describe('scale', () => {
  it('spreads the boot over the width, and no tick lies beyond its end', () => {
    const scale = scaleTo(1_000_000, 1020);
    expect([scale.x(0), scale.x(1_000_000)]).toEqual([10, 1010]);
    const all = ticks(1_000_000, scale);
    expect(all[0]).toBe(0);
    expect(all.at(-1)).toBeLessThanOrEqual(1_000_000);
    expect(scale.x(all[1]!) - scale.x(0)).toBeGreaterThan(80);
    expect(String(all[1])).toMatch(/^[125]0*$/);
  });

  it('works for a boot that takes no time', () => {
    expect(ticks(0, scaleTo(0, 500))).toEqual([0]);
  });
});

describe('rows', () => {
  const rows = rowsOf(
    boot([
      unit('a.service', 0, 10),
      unit('b.service', 10, 30, { waitedFor: 0, description: 'Second one' }),
      unit('c.service', 10, 20, { waitedFor: 0 }),
    ]),
  );

  it('know what each unit holds up, and when the last one is done', () => {
    expect(rows.span).toBe(30);
    expect(rows.heldUp.get(0)).toEqual([1, 2]);
    expect(rows.heldUp.has(1)).toBe(false);
  });

  it('are found by all words of their name and description', () => {
    expect(matching(rows, 'SECOND b.')).toEqual([1]);
    expect(matching(rows, 'service')).toEqual([0, 1, 2]);
    expect(matching(rows, '  ')).toEqual([]);
  });
});

describe('words', () => {
  it('count and shorten', () => {
    expect([counted(1, 'unit'), counted(2, 'unit')]).toEqual(['1 unit', '2 units']);
    expect([someNames(['a', 'b'], 2), someNames(['a', 'b', 'c'], 2)]).toEqual(['a, b', 'a, b and 1 more']);
  });
});
