import { describe, expect, it } from 'vitest';
import { DIRECTORY } from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { findFragment } from '../../../server/src/core/units/nameMap.ts';
import { chaseNonexistent } from '../../../server/src/core/units/resolveSymlink.ts';
import { searchPath } from '../../../server/src/core/units/searchPath.ts';
import { openUnitRoot } from '../../../server/src/core/units/unitRoot.ts';
import { type Files, root, SERVICE, tree, whole } from './tree.ts';

describe('links among the unit files', () => {
  it.each<[string, string, string | undefined]>([
    ['E/b.service', 'V/a.service', undefined],
    ['E/b.service', '/opt/a.service', undefined],
    ['E/b@x.service', 'V/a@.service', undefined],
    ['E/b@x.service', 'V/a@x.service', undefined],
    ['E/b@x.service', 'V/a@y.service', 'instance'],
    ['E/b.service', 'V/a@.service', 'form'],
    ['E/b@.service', 'V/a@x.service', 'form'],
    ['E/b.service', 'V/a.socket', 'type'],
    ['E/b.slice', 'V/a.slice', 'type-without-alias'],
    ['E/a.service', 'V/a.service', 'self'],
    ['E/b.service', 'V/a.txt', 'target-name'],
    ['E/b.service', 'V/sub/a.service', 'suspicious'],
    ['E/b.service', '/usr/../gone/../x', 'unresolvable'],
  ])('%s to %s', (path, target, fault) => {
    const { problems } = root({ [path]: `-> ${whole(target)}`, '/usr/lib/x': '' }).nameMap;
    expect(problems.map((problem) => [problem.path, problem.fault])).toEqual(fault ? [[whole(path), fault]] : []);
  });

  it('leave room for a file behind them when systemd passes over them', () => {
    const files: Files = { 'E/a.service': '-> b.socket', 'V/a.service': SERVICE };
    expect(findFragment(root(files).nameMap, 'a.service')?.path).toBe('/usr/lib/systemd/system/a.service');
  });

  it('may lead through a folder that is a link itself', () => {
    const files: Files = {
      '/lib': '-> usr/lib',
      'V/a.service': SERVICE,
      'V/b.service': '-> /lib/systemd/system/a.service',
    };
    const map = openUnitRoot(tree(files), 252).nameMap;
    expect(findFragment(map, 'b.service')).toEqual({
      path: '/lib/systemd/system/a.service',
      names: ['b.service', 'a.service'],
    });
  });

  it('are followed seven times', () => {
    const chain = (length: number): Files => ({
      'V/u0.service': SERVICE,
      ...Object.fromEntries(Array.from({ length }, (_, i) => [`V/u${i + 1}.service`, `-> u${i}.service`])),
    });
    expect(findFragment(root(chain(7)).nameMap, 'u7.service')?.path).toBe('/usr/lib/systemd/system/u0.service');
    expect(findFragment(root(chain(8)).nameMap, 'u8.service')).toBeUndefined();
  });

  it('whose target the host cannot tell are taken for files', () => {
    const path = '/etc/systemd/system/a.service';
    const map = openUnitRoot(treeOf([[path, { type: 'symlink', target: undefined }]]), 262).nameMap;
    expect(findFragment(map, 'a.service')?.path).toBe(path);
    expect([...map.unknown]).toEqual([path]);
  });
});

describe('names of units', () => {
  const files: Files = {
    'V/foo@.service': SERVICE,
    'V/foo@inst.service': SERVICE,
    'V/alias@.service': '-> foo@.service',
    'V/alias@inst.service': '-> foo@inst.service',
    'V/other@one.service': '-> foo@.service',
  };

  it.each([
    ['foo@.service', 'foo@.service', ['foo@.service', 'alias@.service']],
    ['foo@inst.service', 'foo@inst.service', ['foo@inst.service', 'alias@inst.service']],
    ['alias@inst.service', 'foo@inst.service', ['alias@inst.service', 'foo@inst.service']],
    ['foo@x.service', 'foo@.service', ['foo@x.service', 'alias@x.service']],
    ['other@one.service', 'foo@.service', ['other@one.service', 'foo@one.service', 'alias@one.service']],
  ])('%s', (name, file, names) => {
    const found = findFragment(root(files).nameMap, name);
    expect(found?.path).toBe(`/usr/lib/systemd/system/${file}`);
    // An instance made from a template also carries the template's name.
    expect(
      [...(found?.names ?? [])].filter((one) => names.length > 2 || !one.includes('@.') || name.includes('@.')).sort(),
    ).toEqual([...names, ...(names.length > 2 ? ['foo@.service'] : [])].sort());
  });
});

describe('the search path', () => {
  const debian = { '/etc/os-release': 'NAME=x\nID=debian\n' };
  it.each<[number, Files, string[]]>([
    [252, debian, ['/usr/local/lib/systemd/system', '/lib/systemd/system', '/usr/lib/systemd/system']],
    [252, {}, ['/usr/local/lib/systemd/system', '/lib/systemd/system', '/usr/lib/systemd/system']],
    [252, { '/usr/lib/os-release': 'ID="fedora"\n' }, ['/usr/local/lib/systemd/system', '/usr/lib/systemd/system']],
    [257, debian, ['/usr/local/lib/systemd/system', '/usr/lib/systemd/system']],
  ])('of %i', (version, files, vendor) => {
    const paths = searchPath(version, 'system', tree(files));
    expect(paths.slice(paths.indexOf('/run/systemd/generator') + 1, -1)).toEqual(vendor);
    expect(paths.at(-1)).toBe('/run/systemd/generator.late');
  });

  it('of users', () => {
    expect(searchPath(262, 'user', tree({}))[0]).toBe('/etc/systemd/user');
  });
});

describe('where a path would lead', () => {
  const files = treeOf([
    ['/usr/lib/a', DIRECTORY],
    ['/lib', { type: 'symlink', target: 'usr/lib' }],
    ['/gone', { type: 'symlink', target: '/not/here' }],
    ['/file', { type: 'special', isNull: false }],
    ['/loop', { type: 'symlink', target: 'loop' }],
  ]);
  it.each([
    ['/lib/a', '/usr/lib/a'],
    ['/lib/b/c', '/usr/lib/b/c'],
    ['/lib/./a/../b', '/usr/lib/b'],
    ['/gone/x', '/not/here/x'],
    ['/gone', '/not/here'],
    ['/lib/b/../c', undefined],
    ['/gone/..', undefined],
    ['/file/x', undefined],
    ['/loop', undefined],
    ['/../..', '/'],
  ])('%s', (path, end) => {
    expect(chaseNonexistent(files, path)).toBe(end);
  });

  it('with the last link left as it is', () => {
    expect(chaseNonexistent(files, '/gone', { nofollow: true })).toBe('/gone');
  });
});
