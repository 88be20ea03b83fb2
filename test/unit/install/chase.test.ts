import { describe, expect, it } from 'vitest';
import { planInstall } from '../../../server/src/core/install/plan.ts';
import { type ChaseOptions, chase } from '../../../server/src/core/tree/chase.ts';
import { root } from './tree.ts';

/** So many links, one to the next, from a drop-in and from a unit to a file. */
function chain(links: number) {
  const files: Record<string, string> = {
    '/usr/lib/systemd/system/foo.service': '[Unit]\n',
    '/c/foo.service': '[Install]\nWantedBy=x.target\n',
    '/etc/systemd/system/foo.service.d/1.conf': `-> /c/${links - 1}`,
    '/etc/systemd/system/bar.service': `-> /c/${links - 1}`,
  };
  for (let n = 1; n < links; n++) files[`/c/${n}`] = n === 1 ? '-> foo.service' : `-> ${n - 1}`;
  return root(files);
}

// What systemctl of these versions answered to the same chains.
describe.each([
  { version: 252, most: 31 },
  { version: 257, most: 31 },
  { version: 262, most: 123 },
])('systemd $version follows $most links', ({ version, most }) => {
  it('to a drop-in', () => {
    const ask = (links: number) => planInstall(chain(links), 'is-enabled', ['foo.service'], { version }).output;
    expect(ask(most)).toEqual(['disabled']);
    expect(ask(most + 1)).toEqual([]);
  });

  it('to a unit that is disabled', () => {
    const disable = (links: number) => planInstall(chain(links), 'disable', ['foo.service'], { version });
    expect(disable(most).changes).toEqual([{ op: 'unlink', path: '/etc/systemd/system/bar.service' }]);
    expect(disable(most + 1)).toMatchObject({ exitStatus: 1, changes: [] });
  });
});

describe('chase', () => {
  const tree = root({
    '/lib': '-> usr/lib',
    '/usr/lib/a': 'text',
    '/usr/lib/folder': null,
    '/usr/lib/slash': '-> a/',
    '/usr/lib/over': '-> ../../../../usr/lib/a',
    '/usr/lib/gone': '-> /no/./such//a',
    '/usr/lib/up': '-> /no/../usr/lib/a',
    '/usr/lib/below': '-> a/b',
    '/usr/lib/long': `-> ${'x'.repeat(256)}`,
    '/usr/lib/longer': `-> no/${'ü'.repeat(128)}`,
  });
  it.each<[string, ChaseOptions, string]>([
    ['/lib/a', {}, '/usr/lib/a'],
    ['/lib/over', {}, '/usr/lib/a'],
    ['/lib/gone', {}, 'missing /no/such/a'],
    ['/lib/up', {}, 'missing undefined'],
    ['/lib/below', {}, 'not-a-directory'],
    ['/lib/a/..', {}, 'not-a-directory'],
    ['/lib/long', {}, 'too-long'],
    ['/lib/longer', {}, 'missing undefined'],
    ['/lib/over', { nofollow: true }, '/usr/lib/over'],
    // A slash at the end asks for a folder: the kernel and 262.
    ['/lib/folder/', {}, '/usr/lib/folder'],
    ['/lib/a/', {}, 'not-a-directory'],
    ['/lib/a/.', {}, 'not-a-directory'],
    ['/lib/a/', { version: 257 }, '/usr/lib/a'],
    ['/lib/a/', { version: 262 }, 'not-a-directory'],
    ['/lib/over/', { version: 262, nofollow: true }, 'loop'],
    ['/lib/over/', { version: 257, nofollow: true }, '/usr/lib/over'],
    ['/lib/slash', {}, 'not-a-directory'],
    ['/lib/slash', { version: 262 }, '/usr/lib/a'],
  ])('%s %j ends at %s', (path, options, end) => {
    const found = chase(tree, path, options);
    if (found.found) expect(found.path).toBe(end);
    else expect(found.reason === 'missing' ? `missing ${found.whole}` : found.reason).toBe(end);
  });

  it('follows what the kernel follows when nothing else is said: 40 links', () => {
    expect(chase(chain(40), '/etc/systemd/system/bar.service')).toMatchObject({ found: true, path: '/c/foo.service' });
    expect(chase(chain(41), '/etc/systemd/system/bar.service')).toMatchObject({ found: false, reason: 'loop' });
  });
});
