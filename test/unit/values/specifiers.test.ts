import { describe, expect, it } from 'vitest';
import {
  expandSpecifiers,
  isKnownSpecifier,
  type SpecifierContext,
} from '../../../server/src/core/values/specifiers.ts';

const scope = (unitName: string | undefined, version = 262) => ({ version, unitName, unitType: 'service' });
const expand = (text: string, name: string | undefined, context: SpecifierContext = 'unit', version = 262) =>
  expandSpecifiers(text, context, scope(name, version));

describe('expandSpecifiers', () => {
  it.each([
    ['%n|%N|%p|%i|%j', 'a-b@c.service', 'a-b@c.service|a-b@c|a-b|c|b'],
    ['%P|%I|%J', 'a-b@c-d.service', 'a/b|c/d|b'],
    ['%f', 'a-b.service', '/a/b'],
    ['%f', 'a@c-d.service', '/c/d'],
    ['[%i]', 'a.service', '[]'],
    ['%%|%-|%', 'a.service', '%|%-|%'],
    ['%i', 'a@.service', 'instance'],
    ['%n', undefined, 'unit.service'],
    ['%d', 'a.service', '/run/credentials/a.service'],
  ])('%j in %j is %j', (text, name, expected) => expect(expand(text, name)).toMatchObject({ text: expected }));

  it.each([
    ['x%Zy', 'a.service', 'unknown', 'Z', 1],
    ['%f', 'a--b.service', 'unresolvable', 'f', 0],
    ['/%I', 'a@\\q.service', 'unresolvable', 'I', 1],
  ])('%j in %j is %s', (text, name, fault, letter, start) => {
    expect(expand(text, name)).toEqual({ fault, letter, start, end: start + 2 });
  });

  it('knows letters by context and version', () => {
    expect(expand('%h', 'a.service', 'unit-name')).toMatchObject({ fault: 'unknown' });
    expect(expand('%D', 'a.service', 'unit', 252)).toMatchObject({ fault: 'unknown' });
    expect(expand('%D', 'a.service', 'unit', 257)).toMatchObject({ text: '/usr/share' });
    expect(isKnownSpecifier('i', 'install', 252)).toBe(true);
    expect(isKnownSpecifier('toString', 'unit', 262)).toBe(false);
  });

  it('tells which letters it had to guess, and which are deprecated', () => {
    expect(expand('%H-%n', 'a.service')).toMatchObject({ assumed: ['H'], deprecated: [] });
    expect(expand('x%c', 'a.service')).toMatchObject({ deprecated: [{ letter: 'c', start: 1, end: 3 }] });
  });

  it('limits the length of the result', () => {
    expect(expandSpecifiers('%n', 'unit', scope('a.service'), 5)).toMatchObject({ fault: 'too long' });
    expect(expandSpecifiers('%n', 'unit', scope('a.service'), 9)).toMatchObject({ text: 'a.service' });
  });
});
