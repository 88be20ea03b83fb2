import { describe, expect, it } from 'vitest';
import { fnmatch } from '../../../server/src/core/install/fnmatch.ts';

describe('fnmatch', () => {
  it.each([
    ['*', 'foo.service', true],
    ['*.service', 'foo.service', true],
    ['*.service', 'foo.socket', false],
    ['?oo.service', 'foo.service', true],
    ['?oo.service', 'oo.service', false],
    ['[a-f]oo.*', 'foo.service', true],
    ['[!a-f]oo.*', 'foo.service', false],
    ['[^x]oo.*', 'foo.service', true],
    ['[]f]oo.*', 'foo.service', true],
    ['[[:alpha:]]oo.*', 'foo.service', true],
    ['[[:digit:]]oo.*', 'foo.service', false],
    ['[f', '[f', true],
    ['a[', 'a[', true],
    ['[f-]oo', '-oo', true],
    ['[z-a]oo', 'foo', false],
    ['foo.service', 'foo.service', true],
    ['foo+.service', 'foo+.service', true],
    ['a\\*b', 'a\\xb', true],
    ['a\\*b', 'a*b', false],
    ['', '', true],
    ['*', '', true],
    ['**a', 'bca', true],
  ])('%s against %s: %s', (pattern, text, fits) => {
    expect(fnmatch(pattern, text)).toBe(fits);
  });

  it('stays quick with many stars', () => {
    expect(fnmatch(`${'*a'.repeat(40)}*b`, 'a'.repeat(4000))).toBe(false);
    expect(fnmatch(`${'*a'.repeat(40)}*b`, `${'a'.repeat(4000)}b`)).toBe(true);
  });
});
