import { expect, it } from 'vitest';
import { parseEnvFile } from '../../../server/src/core/parse/envFile.ts';

it.each<[string, string, [string, string, number][]]>([
  [
    'plain values',
    'A=b\n B = c d  \n',
    [
      ['A', 'b', 1],
      ['B', 'c d', 2],
    ],
  ],
  [
    'quotes',
    `A="x y"\nB='it''s'\nC="a\\"b\\$c\\d"\n`,
    [
      ['A', 'x y', 1],
      ['B', 'its', 2],
      ['C', 'a"b$c\\d', 3],
    ],
  ],
  [
    'escapes',
    'A=a\\ \nB=one\\\ntwo\nC=x',
    [
      ['A', 'a ', 1],
      ['B', 'onetwo', 2],
      ['C', 'x', 4],
    ],
  ],
  ['comments and other lines', '# A=x\n; B=y\nno assignment\n\nC=z # kept\n', [['C', 'z # kept', 5]]],
  [
    'nothing behind the sign',
    'A=\nB=""',
    [
      ['A', '', 1],
      ['B', '', 2],
    ],
  ],
  ['a quote that does not end', 'A="x\ny', [['A', 'x\ny', 1]]],
])('%s', (_, text, expected) => {
  expect(parseEnvFile(text).map(({ key, value, line }) => [key, value, line])).toEqual(expected);
});
