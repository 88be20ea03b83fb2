import { describe, expect, it } from 'vitest';
import { lensesOf } from '../../../../server/src/core/features/units/lenses.ts';
import { type Files, indexed, indexedFolder, short } from './indexed.ts';

const INSTALL = '[Install]\nWantedBy=m.target\n';

describe('the standing of a unit', () => {
  it.each<[string, Files, string, object]>([
    [
      'enabled by links',
      { 'a.service': INSTALL, 'm.target.wants/a.service': '-> ../a.service', 'b.service': '-> a.service' },
      'a.service',
      { state: 'enabled', enabledBy: ['m.target.wants/a.service', 'b.service'] },
    ],
    ['disabled', { 'a.service': INSTALL }, 'a.service', { state: 'disabled', enabledBy: [] }],
    ['static', { 'a.service': '[Unit]\n' }, 'a.service', { state: 'static' }],
    ['masked', { 'a.service': '-> /dev/null' }, 'a.service', { state: 'masked', enabledBy: [] }],
    [
      'a template by its instances',
      { 'a@.service': INSTALL, 'm.target.wants/a@x.service': '-> ../a@.service' },
      'a@.service',
      { enabledBy: ['m.target.wants/a@x.service'] },
    ],
    [
      'with drop-ins, in place of another file',
      { 'a.service': '[Unit]\n', '/usr/lib/systemd/system/a.service': '[Unit]\n', 'a.service.d/x.conf': '[Unit]\n' },
      'a.service',
      { dropIns: ['a.service.d/x.conf'], hides: ['/usr/lib/systemd/system/a.service'] },
    ],
    ['without a file', {}, 'a.service', { state: undefined, dropIns: [], hides: [] }],
  ])('%s', (_, files, name, expected) => {
    const found = lensesOf(indexed(files), name)!;
    const enabledBy = found.enabledBy.map(({ path }) => short(path));
    expect({ ...found, enabledBy, dropIns: found.dropIns.map(short), hides: found.hides.map(short) }).toMatchObject(
      expected,
    );
  });

  it('has no state in a plain folder', () => {
    expect(lensesOf(indexedFolder({ 'a.service': INSTALL }), 'a.service')).toMatchObject({ state: undefined });
  });
});
