import { describe, expect, it } from 'vitest';
import {
  formatTimespan,
  INFINITE,
  parseNsec,
  parseSec,
  parseSecDefInfinity,
  parseSecFix0,
  parseTime,
} from '../../../server/src/core/values/timespan.ts';

describe('parseSec', () => {
  it.each([
    ['5', 5_000_000n],
    ['5s', 5_000_000n],
    ['5 min', 300_000_000n],
    ['1h 30min', 5_400_000_000n],
    ['1h30', 3_630_000_000n],
    ['1.5', 1_500_000n],
    ['.5s', 500_000n],
    ['12 .34', 12_340_000n],
    ['10ms', 10_000n],
    ['3\u00b5s', 3n],
    ['1M', 2_629_800_000_000n],
    ['+5', 5_000_000n],
    ['infinity', INFINITE],
    ['infinity ', INFINITE],
    ['', 'malformed'],
    ['5x', 'malformed'],
    ['1.2.3', 'malformed'],
    ['1.s', 'malformed'],
    ['infinit', 'malformed'],
    ['infinity 5', 'malformed'],
    ['5S', 'malformed'],
    ['-5s', 'out of range'],
    ['5s -1', 'out of range'],
    ['18446744073709551615', 'out of range'],
    ['600000y', 'out of range'],
  ])('%s is %s', (text, expected) => expect(parseSec(text)).toBe(expected));
});

describe('relatives of parseSec', () => {
  it('takes other units for a bare number', () => {
    expect(parseTime('5', 1000n)).toBe(5000n);
    expect(parseNsec('5')).toBe(5n);
    expect(parseNsec('1us 5ns')).toBe(1005n);
    expect(parseNsec('1s')).toBe(1_000_000_000n);
  });

  it('reads zero or nothing as for ever', () => {
    expect(parseSecFix0('0')).toBe(INFINITE);
    expect(parseSecFix0('1')).toBe(1_000_000n);
    expect(parseSecDefInfinity(' ')).toBe(INFINITE);
    expect(parseSecDefInfinity('0')).toBe(0n);
  });
});

describe('formatTimespan', () => {
  it.each([
    [0n, 0n, '0'],
    [INFINITE, 0n, 'infinity'],
    [1n, 0n, '1us'],
    [1_500_000n, 0n, '1.500000s'],
    [1_500_000n, 1000n, '1.500s'],
    [90_000_000n, 0n, '1min 30s'],
    [5_400_000_000n, 0n, '1h 30min'],
    [31_557_600_000_000n, 0n, '1y'],
    [1_234_567n, 1_000_000n, '1s'],
  ])('%s with accuracy %s is %s', (usec, accuracy, expected) => {
    expect(formatTimespan(usec, accuracy)).toBe(expected);
  });

  it('can be read back', () => {
    for (const usec of [1n, 999n, 61_000_000n, 86_400_000_001n, 3_000_000_000_000_000n]) {
      expect(parseSec(formatTimespan(usec))).toBe(usec);
    }
  });
});
