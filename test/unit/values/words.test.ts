import { describe, expect, it } from 'vitest';
import { EXTRACT, extractFirstWord, extractManyWords, splitWords } from '../../../server/src/core/values/words.ts';

const { UNQUOTE, CUNESCAPE, RELAX, UNESCAPE_RELAX, UNESCAPE_SEPARATORS, KEEP_QUOTE } = EXTRACT;
const { DONT_COALESCE_SEPARATORS, RETAIN_ESCAPE, RETAIN_SEPARATORS } = EXTRACT;

describe('splitWords', () => {
  const cases: readonly [text: string, flags: number, words: readonly string[] | 'invalid', separators?: string][] = [
    ['a  b\tc', 0, ['a', 'b', 'c']],
    [' a ', 0, ['a']],
    ['', 0, []],
    ['"a b" c', 0, ['"a', 'b"', 'c']],
    ['"a b" c', UNQUOTE, ['a b', 'c']],
    ['a"b c"d', UNQUOTE, ['ab cd']],
    ['"a b" c', KEEP_QUOTE, ['"a b"', 'c']],
    ['"" x', UNQUOTE, ['', 'x']],
    ['"a', UNQUOTE, 'invalid'],
    ['"a', UNQUOTE | RELAX, ['a']],
    ["it's", 0, ["it's"]],
    ['a\\ b', 0, ['a b']],
    ['a\\qb', 0, ['aqb']],
    ['a\\qb', CUNESCAPE, 'invalid'],
    ['a\\qb', CUNESCAPE | UNESCAPE_RELAX, ['a\\qb']],
    ['a\\x41\\n', CUNESCAPE, ['aA\n']],
    ['a\\', 0, 'invalid'],
    ['a\\', RELAX, ['a']],
    ['a\\', UNESCAPE_RELAX, ['a\\']],
    ['a\\x41', RETAIN_ESCAPE, ['a\\x41']],
    ['\\xc3\\xa4', CUNESCAPE, ['\u00e4']],
    ['a::b', 0, ['a', 'b'], ':'],
    ['a::b:', DONT_COALESCE_SEPARATORS, ['a', '', 'b', ''], ':'],
    [':', DONT_COALESCE_SEPARATORS, ['', ''], ':'],
    ['a\\:b:c', UNESCAPE_SEPARATORS, ['a:b', 'c'], ':'],
  ];
  it.each(cases)('%j with flags %d gives %j', (text, flags, expected, separators) => {
    const { words, invalid } = splitWords(text, separators, flags);
    expect(invalid ? 'invalid' : words.map(({ word }) => word)).toEqual(expected);
  });

  it('tells where words stand, quotes and escapes included', () => {
    const { words } = splitWords('  "a b" \\x41', undefined, UNQUOTE | CUNESCAPE);
    expect(words.map(({ start, end }) => [start, end])).toEqual([
      [2, 7],
      [8, 12],
    ]);
  });
});

describe('extractFirstWord', () => {
  it('goes on behind the blanks, or gives no place when the text is used up', () => {
    expect(extractFirstWord('a  b', 0)).toMatchObject({ word: 'a', next: 3 });
    expect(extractFirstWord('a  b', 3)).toMatchObject({ word: 'b', next: undefined });
    expect(extractFirstWord('a  b', undefined)).toEqual({ kind: 'end' });
  });

  it('can leave the separators in place', () => {
    expect(extractFirstWord('a:b', 0, ':', RETAIN_SEPARATORS)).toMatchObject({ word: 'a', next: 1 });
  });
});

describe('extractManyWords', () => {
  it('takes as many words as asked and tells where the rest begins', () => {
    expect(extractManyWords('a:b:c:d', ':', DONT_COALESCE_SEPARATORS, 2)).toMatchObject({
      words: [{ word: 'a' }, { word: 'b' }],
      next: 4,
    });
    expect(extractManyWords('a', ':', 0, 2)).toMatchObject({ words: [{ word: 'a' }], next: undefined });
    expect(extractManyWords('a\\q', ':', CUNESCAPE, 2)).toBeUndefined();
  });
});
