import { describe, expect, it } from 'vitest';
import { compareBytes, confFilesList } from '../../../server/src/core/units/confFiles.ts';
import { dependencyLinks } from '../../../server/src/core/units/dependencyLinks.ts';
import { expandDropInNames } from '../../../server/src/core/units/dropIns.ts';
import { loadUnit } from '../../../server/src/core/units/load.ts';
import { type Files, root, SERVICE, tree } from './tree.ts';

describe('names whose folders hold drop-ins', () => {
  it.each([
    ['foo.service', ['foo.service']],
    ['foo-bar-baz.service', ['foo-bar-baz.service', 'foo-bar-.service', 'foo-.service']],
    ['foo-.service', ['foo-.service']],
    ['-foo.service', ['-foo.service']],
    ['a--b.service', ['a--b.service', 'a--.service', 'a-.service']],
    ['foo@x.service', ['foo@x.service', 'foo@.service']],
    ['foo-bar@x.service', ['foo-bar@x.service', 'foo-bar@.service', 'foo-.service', 'foo-@x.service', 'foo-@.service']],
    ['foo-bar@.service', ['foo-bar@.service', 'foo-.service']],
    ['service', ['service']],
  ])('%s', (name, names) => {
    expect(expandDropInNames(name)).toEqual(names);
  });
});

describe('files of several folders', () => {
  const files: Files = {
    '/a/b.conf': '',
    '/a/c.conf.bak': '',
    '/a/.d.conf': '',
    '/a/e.conf~': '',
    '/a/f.conf': '-> f.conf',
    '/a/g.conf': '-> /nowhere',
    '/b/b.conf': '',
    '/b/a.conf': '',
    '/b/B.conf': '',
    '/b/h.ignore': '',
  };
  it('each name once, in byte order', () => {
    expect(confFilesList(tree(files), ['/a', '/b'], '.conf', 252)).toEqual([
      '/b/B.conf',
      '/b/a.conf',
      '/a/b.conf',
      '/a/f.conf',
      '/a/g.conf',
    ]);
  });

  it('without circles and ignored names from 262 on', () => {
    expect(confFilesList(tree(files), ['/a'], '.conf', 262)).toEqual(['/a/b.conf', '/a/g.conf']);
    expect(confFilesList(tree(files), ['/b'], undefined, 257)).toContain('/b/h.ignore');
    expect(confFilesList(tree(files), ['/b'], undefined, 262)).not.toContain('/b/h.ignore');
  });

  it.each([
    ['a', 'b'],
    ['Z', 'a'],
    ['a', 'aa'],
    ['\uffff', '\u{10000}'],
    ['z', '\udcff'],
    ['é', '\udcff'],
    ['\udc80', 'é'],
  ])('%j comes before %j', (before, after) => {
    expect(compareBytes(before, after)).toBeLessThan(0);
    expect(compareBytes(after, before)).toBeGreaterThan(0);
  });
});

describe('dependencies that links make', () => {
  const files: Files = {
    'V/a.target': '[Unit]\nDescription=A\n',
    'V/b.service': SERVICE,
    'E/a.target.wants/b.service': '-> V/b.service',
    'E/a.target.wants/c.service': '-> /dev/null',
    'V/a.target.wants/c.service': '-> ../c.service',
    'E/a.target.wants/d.service': '-> ../b.service',
    'E/a.target.wants/t@.service': '-> ../t@.service',
    'E/a.target.requires/e.service': 'text\n',
    'E/a.target.requires/README': '-> x',
    'E/a.target.upholds/u.service': '-> ../u.service',
    'V/target.wants/every.service': '-> ../every.service',
  };
  const links = (version: number) => {
    const opened = root(files, version);
    return dependencyLinks(opened, loadUnit(opened, 'a.target')!).map((link) => [
      link.dependency,
      link.unit,
      link.path.split('/').at(-1),
      link.problem,
    ]);
  };
  const shared = [
    ['Wants', 'b.service', 'b.service', undefined],
    ['Wants', undefined, 'c.service', 'masked'],
    ['Wants', 'd.service', 'd.service', 'other-name'],
    ['Wants', 'every.service', 'every.service', undefined],
    ['Wants', 't@a.service', 't@.service', 'other-name'],
    ['Requires', undefined, 'README', 'name'],
    ['Requires', undefined, 'e.service', 'not-a-link'],
  ];

  it('in 252', () => {
    expect(links(252)).toEqual(shared);
  });

  it('in 262, which reads .upholds/ too', () => {
    expect(links(262)).toEqual([...shared, ['Upholds', 'u.service', 'u.service', undefined]]);
  });
});
