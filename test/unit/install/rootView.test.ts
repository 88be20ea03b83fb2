import { describe, expect, it } from 'vitest';
import { RootView } from '../../../server/src/core/install/rootView.ts';
import { root } from './tree.ts';

const FILES = {
  '/lib': '-> usr/lib',
  '/abs': '-> /usr/lib',
  '/usr/lib/a': 'text',
  '/usr/lib/up': '-> ../../usr/lib/a',
  '/usr/lib/out': '-> ../../../usr/lib/a',
  '/loop': '-> loop',
  '/mask': '-> /dev/null',
  '/file/x': null,
};

describe('RootView', () => {
  it.each([
    ['/lib/a', '/usr/lib/a'],
    ['/usr/lib/up', '/usr/lib/a'],
    ['/lib/', '/usr/lib'],
    ['/usr/lib/a/', 'ENOTDIR'],
    ['/usr/lib/a/b', 'ENOTDIR'],
    ['/gone', 'ENOENT'],
    ['/loop', 'ELOOP'],
    ['/mask', '/dev/null'],
    // What lies outside of the root is not looked at.
    ['/abs/a', 'ENOENT'],
    ['/usr/lib/out', 'ENOENT'],
  ])('the kernel gets from %s to %s', (path, end) => {
    const found = new RootView(root(FILES), false, 252).resolve(path, true);
    expect(typeof found === 'string' ? found : found.path).toBe(end);
  });

  it.each([
    ['/abs/a', '/usr/lib/a'],
    ['/usr/lib/out', '/usr/lib/a'],
    ['/lib/gone/x', '/usr/lib/gone/x'],
    ['/gone/../x', 'ENOENT'],
    ['/usr/lib/a/b', 'ENOTDIR'],
    ['/loop', 'ELOOP'],
    ['/mask', '/dev/null'],
  ])('chase gets from %s to %s', (path, end) => {
    const found = new RootView(root(FILES), false, 252).chase(path, { nonexistent: true });
    expect(typeof found === 'string' ? found : found.path).toBe(end);
  });

  it('makes links through folders that are links, and says where they came to stand', () => {
    const view = new RootView(root(FILES), false, 252);
    expect(view.symlink('x', '/lib/new')).toBeUndefined();
    expect(view.symlink('x', '/usr/lib/new')).toBe('EEXIST');
    expect(view.changes).toEqual([{ op: 'symlink', path: '/usr/lib/new', target: 'x' }]);
    expect(view.unlink('/lib/new')).toBeUndefined();
    expect(view.symlink('y', '/abs/new')).toBe('ENOENT');
    expect(view.tree().names('/usr/lib')).toEqual(['a', 'out', 'up']);
  });
});
