import { describe, expect, it } from 'vitest';
import { parseBoolean } from '../../../server/src/core/values/boolean.ts';
import {
  parseMode,
  parseRange,
  safeAtoi,
  safeAtoi64,
  safeAtou,
  safeAtou64,
} from '../../../server/src/core/values/numbers.ts';
import { parsePercent, parsePermille, parsePermyriad } from '../../../server/src/core/values/percent.ts';
import { parseSize } from '../../../server/src/core/values/size.ts';

describe('safeAtou', () => {
  it.each([
    ['0', 0],
    ['+5', 5],
    [' 5', 5],
    ['010', 8],
    ['0o17', 15],
    ['0x1F', 31],
    ['0B101', 5],
    ['4294967295', 4294967295],
    ['4294967296', 'out of range'],
    ['-1', 'out of range'],
    ['-0', 0],
    ['', 'malformed'],
    ['08', 'malformed'],
    ['5 ', 'malformed'],
    ['0x', 'malformed'],
    ['1e3', 'malformed'],
    ['99999999999999999999', 'out of range'],
  ])('%j is %j', (text, expected) => expect(safeAtou(text)).toBe(expected));

  it('follows its options', () => {
    expect(safeAtou('010', { base: 10 })).toBe(10);
    expect(safeAtou('+5', { refusePlusMinus: true })).toBe('malformed');
    expect(safeAtou('05', { base: 10, refuseLeadingZero: true })).toBe('malformed');
    expect(safeAtou(' 5', { refuseLeadingWhitespace: true })).toBe('malformed');
    expect(safeAtou('256', {}, 255)).toBe('out of range');
  });
});

describe('numbers of other widths', () => {
  it.each([
    ['-2147483648', -2147483648],
    ['-2147483649', 'out of range'],
    ['0x7fffffff', 2147483647],
    ['-0x10', -16],
  ])('safeAtoi(%j) is %j', (text, expected) => expect(safeAtoi(text)).toBe(expected));

  it('keeps 64 bits exactly', () => {
    expect(safeAtou64('18446744073709551615')).toBe(18446744073709551615n);
    expect(safeAtou64('18446744073709551616')).toBe('out of range');
    expect(safeAtoi64('-9223372036854775808')).toBe(-9223372036854775808n);
    expect(safeAtoi64('9223372036854775808')).toBe('out of range');
  });

  it.each([
    ['0644', 0o644],
    ['644', 0o644],
    ['07777', 0o7777],
    ['10000', 'out of range'],
    ['8', 'malformed'],
    ['+644', 'malformed'],
    ['0o644', 'malformed'],
  ])('parseMode(%j) is %j', (text, expected) => expect(parseMode(text)).toBe(expected));

  it.each([
    ['5', [5, 5]],
    ['1-5', [1, 5]],
    ['5-1', [5, 1]],
    ['1-', 'malformed'],
    ['-5', 'malformed'],
  ])('parseRange(%j) is %j', (text, expected) => expect(parseRange(text)).toEqual(expected));
});

describe('parseBoolean', () => {
  it.each([
    ['yes', true],
    ['ON', true],
    ['1', true],
    ['f', false],
    ['off', false],
    ['', undefined],
    ['maybe', undefined],
    ['01', undefined],
  ])('%j is %j', (text, expected) => expect(parseBoolean(text)).toBe(expected));
});

describe('parseSize', () => {
  it.each([
    ['0', 0n],
    ['4K', 4096n],
    ['1.5G', 1610612736n],
    ['1G 500M', 1598029824n],
    ['1G500M', 1598029824n],
    ['10.M', 10485760n],
    ['5B', 5n],
    ['500M 1G', 'malformed'],
    ['4k', 'malformed'],
    // Behind the K, a B would need a number of its own.
    ['4KB', 'malformed'],
    ['1KBK', 'malformed'],
    ['-1', 'out of range'],
    ['16E', 'out of range'],
    ['', 'malformed'],
    ['.5K', 'malformed'],
  ])('%s is %s', (text, expected) => expect(parseSize(text, 1024)).toBe(expected));

  it('counts in thousands when asked', () => expect(parseSize('2K', 1000)).toBe(2000n));
});

describe('percentages', () => {
  it.each([
    ['100%', 100, 1000, 10000],
    ['50.5%', 'malformed', 505, 5050],
    ['0.05%', 'malformed', 'malformed', 5],
    ['5\u2030', 'malformed', 5, 50],
    ['5\u2031', 'malformed', 'malformed', 5],
    ['101%', 'out of range', 'out of range', 'out of range'],
    ['-1%', 'out of range', 'out of range', 'out of range'],
    ['50', 'malformed', 'malformed', 'malformed'],
  ])('%j in parts of 100, 1000 and 10000', (text, percent, permille, permyriad) => {
    expect([parsePercent(text), parsePermille(text), parsePermyriad(text)]).toEqual([percent, permille, permyriad]);
  });
});
