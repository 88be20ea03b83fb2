import { expect, it } from 'vitest';
import { compareVersions } from '../../../server/src/core/values/versionCompare.ts';

const OLD_TO_NEW = [
  '122.1',
  '123~rc1-1',
  '123',
  '123-a',
  '123-a.1',
  '123-1',
  '123-1.1',
  '123^post1',
  '123.a-1',
  '123.1-1',
  '123a-1',
  '124-1',
];

it.each(OLD_TO_NEW.slice(1).map((version, i) => [OLD_TO_NEW[i]!, version]))('%s is older than %s', (old, young) => {
  expect(compareVersions(old, young)).toBeLessThan(0);
  expect(compareVersions(young, old)).toBeGreaterThan(0);
});

it.each([
  ['1.0', '1.0'],
  ['00123', '123'],
  ['123_a', '123a'],
  ['', ''],
])('%s is %s', (a, b) => {
  expect(compareVersions(a, b)).toBe(0);
});
