import { describe, expect, it } from 'vitest';
import {
  unitNameEscape,
  unitNameForm,
  unitNameFromPath,
  unitNameIsValid,
  unitNameParts,
  unitNamePathUnescape,
  unitNameReplaceInstance,
  unitNameToPath,
  unitNameUnescape,
} from '../../../server/src/core/values/unitNames.ts';

describe('unitNameForm', () => {
  it.each([
    ['foo.service', 'plain'],
    ['foo@bar.service', 'instance'],
    ['foo@a@b.service', 'instance'],
    ['foo@.service', 'template'],
    ['foo.bar.service', 'plain'],
    ['-.mount', 'plain'],
    ['foo\\x2dbar.service', 'plain'],
    ['@.service', undefined],
    ['.service', undefined],
    ['foo', undefined],
    ['foo.Service', undefined],
    ['foo.servic', undefined],
    ['a/b.service', undefined],
    ['a b.service', undefined],
    ['\u00e4.service', undefined],
    [`${'x'.repeat(247)}.service`, 'plain'],
    [`${'x'.repeat(248)}.service`, undefined],
  ])('%j is %j', (name, form) => expect(unitNameForm(name)).toBe(form));

  it('can be narrowed to some forms', () => {
    expect(unitNameIsValid('foo@.service', ['plain', 'instance'])).toBe(false);
    expect(unitNameIsValid('foo@.service')).toBe(true);
  });
});

describe('parts and escaping', () => {
  it('takes names apart', () => {
    expect(unitNameParts('a-b@c.d.timer')).toEqual({ prefix: 'a-b', instance: 'c.d', type: 'timer' });
    expect(unitNameParts('a.timer')).toEqual({ prefix: 'a', instance: undefined, type: 'timer' });
    expect(unitNameParts('a')).toBeUndefined();
  });

  it('puts instances in', () => {
    expect(unitNameReplaceInstance('foo@.service', 'x')).toBe('foo@x.service');
    expect(unitNameReplaceInstance('foo@old.service', 'x')).toBe('foo@x.service');
    expect(unitNameReplaceInstance('foo.service', 'x')).toBeUndefined();
    expect(unitNameReplaceInstance('foo@.service', 'a b')).toBeUndefined();
  });

  it.each([
    ['a b', 'a\\x20b'],
    ['a/b', 'a-b'],
    ['a-b', 'a\\x2db'],
    ['.x', '\\x2ex'],
    ['\u00e4', '\\xc3\\xa4'],
    ['\u20ac\u{1f600}', '\\xe2\\x82\\xac\\xf0\\x9f\\x98\\x80'],
  ])('%j escapes to %j and back', (text, escaped) => {
    expect(unitNameEscape(text)).toBe(escaped);
    expect(unitNameUnescape(escaped)).toBe(text);
  });

  it('refuses escapes that are none', () => expect(unitNameUnescape('a\\q')).toBeUndefined());
});

describe('paths', () => {
  it.each([
    ['/', '-.mount'],
    ['/home/me/', 'home-me.mount'],
    ['/a-b//c', 'a\\x2db-c.mount'],
    ['/.x', '\\x2ex.mount'],
    ['/a/../b', undefined],
  ])('%j is the mount unit %j', (path, name) => expect(unitNameFromPath(path, 'mount', 262)).toBe(name));

  it.each([
    ['home-me.mount', '/home/me'],
    ['-.mount', '/'],
    ['a\\x2db.mount', '/a-b'],
    ['foo--bar.mount', undefined],
    ['-foo.mount', undefined],
  ])('%j is the path %j', (name, path) => expect(unitNameToPath(name)).toBe(path));

  it('has no path for nothing', () => expect(unitNamePathUnescape('')).toBeUndefined());
});
