import { describe, expect, it } from 'vitest';
import {
  type Dependency,
  dependenciesOf,
  dependentsOf,
} from '../../../../server/src/core/features/units/dependencies.ts';
import { type Files, indexed, short } from './indexed.ts';

const VENDOR = '/usr/lib/systemd/system';

const by = ({ by }: Dependency) => {
  if (by === 'name') return 'name';
  return short('link' in by ? by.link : by.path);
};

describe('what a unit says of others', () => {
  it.each<[string, Files, string, string[]]>([
    [
      'in its files',
      { 'a.service': '[Unit]\nWants=b.service\n', 'a.service.d/x.conf': '[Unit]\nAfter=b.service\n' },
      'a.service',
      ['Wants b.service a.service', 'After b.service a.service.d/x.conf'],
    ],
    ['not in [Install]', { 'a.service': '[Install]\nWantedBy=b.target\n' }, 'a.service', []],
    ['not about itself', { 'a.service': '[Unit]\nAfter=%n\n' }, 'a.service', []],
    [
      'by links',
      {
        'a.target': '[Unit]\n',
        'a.target.wants/b.service': '-> ../b.service',
        'a.target.requires/c.service': '-> /dev/null',
      },
      'a.target',
      ['Wants b.service a.target.wants/b.service'],
    ],
    ['by its name', { 'a.timer': '[Timer]\nOnCalendar=daily\n' }, 'a.timer', ['Unit a.service name']],
    ['by its name no longer', { 'a.timer': '[Timer]\nUnit=b.service\n' }, 'a.timer', ['Unit b.service a.timer']],
    [
      'by a drop-in instead of its name',
      { 'a.path': '[Path]\n', 'a.path.d/x.conf': '[Path]\nUnit=b.service\n' },
      'a.path',
      ['Unit b.service a.path.d/x.conf'],
    ],
    ['for each connection', { 'a.socket': '[Socket]\nAccept=yes\n' }, 'a.socket', ['Service a@.service name']],
    [
      'with its instance',
      { 'a@.service': '[Unit]\nWants=b@%i.service c@.service\n' },
      'a@x.service',
      ['Wants b@x.service a@.service', 'Wants c@x.service a@.service'],
    ],
    [
      'nothing when it is masked',
      { 'a.service': '-> /dev/null', [`${VENDOR}/a.service`]: '[Unit]\nWants=b.service\n' },
      'a.service',
      [],
    ],
  ])('%s', (_, files, name, expected) => {
    const found = dependenciesOf(indexed(files), name);
    expect(found.map((one) => `${one.key} ${one.to} ${by(one)}`)).toEqual(expected);
  });
});

describe('what is said of a unit', () => {
  it.each<[string, Files, string, string[]]>([
    [
      'by others, their drop-ins and their links',
      {
        'a.service': '[Unit]\nWants=x.service\n',
        'b.service.d/d.conf': '[Unit]\nAfter=x.service\n',
        'c-.service.d/d.conf': '[Unit]\nAfter=x.service\n',
        'm.target': '[Unit]\n',
        'm.target.wants/x.service': '-> ../x.service',
      },
      'x.service',
      [
        'Wants a.service a.service',
        'After b.service b.service.d/d.conf',
        'After c-.service.d c-.service.d/d.conf',
        'Wants m.target m.target.wants/x.service',
      ],
    ],
    [
      'not by files that others hide',
      { 'a.service': '[Unit]\n', [`${VENDOR}/a.service`]: '[Unit]\nWants=x.service\n' },
      'x.service',
      [],
    ],
    [
      'not by links that a mask hides',
      {
        'm.target': '[Unit]\n',
        'm.target.wants/x.service': '-> /dev/null',
        [`${VENDOR}/m.target.wants/x.service`]: '-> ../x.service',
      },
      'x.service',
      [],
    ],
    [
      'by equal names',
      { 'x.service': '[Service]\n', 'x.timer': '[Timer]\n', 'x.socket': '[Socket]\nService=y.service\n' },
      'x.service',
      ['Unit x.timer name'],
    ],
    [
      'under another name',
      { 'x.service': '[Service]\n', 'y.service': '-> x.service', 'a.service': '[Unit]\nWants=y.service\n' },
      'x.service',
      ['Wants a.service a.service'],
    ],
  ])('%s', (_, files, name, expected) => {
    const found = dependentsOf(indexed(files), name);
    expect(found.map((one) => `${one.key} ${one.from} ${by(one)}`)).toEqual(expected);
  });
});
