import { describe, expect, it } from 'vitest';
import {
  checkPath,
  filenameIsValid,
  filenameOrAbsolutePathIsValid,
  isBelowApiVfs,
  pathIsNormalized,
  pathIsSafe,
  pathIsValid,
  pathSimplify,
  pathStartsWith,
} from '../../../server/src/core/values/paths.ts';

const NAME_255 = 'x'.repeat(255);

describe('pathSimplify', () => {
  it.each([
    ['///foo//./bar/.', '/foo/bar'],
    ['.//./foo//./bar/.', 'foo/bar'],
    ['/', '/'],
    ['//', '/'],
    ['.', '.'],
    ['./', '.'],
    ['', ''],
    ['/foo/bar/..', '/foo/bar/..'],
    ['../foo', '../foo'],
  ])('%j becomes %j', (path, expected) => expect(pathSimplify(path, 262)).toBe(expected));

  it('drops what leads out of the root only in newer versions', () => {
    expect(pathSimplify('/../a', 252)).toBe('/../a');
    expect(pathSimplify('/../../a', 257)).toBe('/a');
  });

  it('keeps the slash at the end when asked', () => {
    expect(pathSimplify('/a//', 262, true)).toBe('/a/');
    expect(pathSimplify('/', 262, true)).toBe('/');
  });
});

describe('path checks', () => {
  it.each([
    ['/a/b', true, true, true],
    ['/a/../b', true, false, false],
    ['/a/./b', true, true, false],
    ['/a//b', true, true, false],
    ['/a/..b', true, true, true],
    ['', false, false, false],
    [`/${NAME_255}`, true, true, true],
    [`/${NAME_255}x`, false, false, false],
    ['/a'.repeat(2048), false, false, false],
    [`/${'\u00e4'.repeat(128)}`, false, false, false],
  ])('%j: valid %j, safe %j, normalized %j', (path, valid, safe, normalized) => {
    expect([pathIsValid(path), pathIsSafe(path), pathIsNormalized(path)]).toEqual([valid, safe, normalized]);
  });

  it.each([
    ['a', true],
    ['.', false],
    ['..', false],
    ['a/b', false],
    ['', false],
    [`${NAME_255}x`, false],
  ])('filenameIsValid(%j) is %j', (name, expected) => expect(filenameIsValid(name)).toBe(expected));

  it('takes an absolute path or the name of a file', () => {
    expect(['/a/b', 'a', 'a/b'].map(filenameOrAbsolutePathIsValid)).toEqual([true, true, false]);
  });

  it('knows what lies below what', () => {
    expect(pathStartsWith('/var/run', '/var/run')).toBe(true);
    expect(pathStartsWith('/var/runx', '/var/run')).toBe(false);
    expect(pathStartsWith('/a', '/')).toBe(true);
    expect(['/dev/null', '/proc', '/sysx'].map(isBelowApiVfs)).toEqual([true, true, false]);
  });
});

describe('checkPath', () => {
  it.each([
    ['/a//b/', { absolute: true }, { path: '/a/b' }],
    ['a', { absolute: true }, { fault: 'not absolute' }],
    ['/a', { relative: true }, { fault: 'absolute' }],
    ['/a/../b', { absolute: true }, { fault: 'not normalized' }],
    ['', {}, { fault: 'length' }],
    ['/a\udcff', { absolute: true }, { fault: 'utf8' }],
    ['/dev/null', { nonApiVfs: true }, { fault: 'api vfs' }],
    ['/dev/null', { nonApiVfs: 'dev-ok' }, { path: '/dev/null' }],
    ['/proc/x', { nonApiVfs: 'dev-ok' }, { fault: 'api vfs' }],
  ] as const)('%j with %j gives %j', (path, check, expected) => {
    expect(checkPath(path, check, 262)).toEqual(expected);
  });
});
