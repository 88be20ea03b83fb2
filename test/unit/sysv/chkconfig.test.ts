import { describe, expect, it } from 'vitest';
import { planChkconfig } from '../../../server/src/core/sysv/plan/chkconfig.ts';
import { linksOf, root } from '../install/tree.ts';

const NTPD = '#!/bin/sh\n# chkconfig: 35 58 74\n# description: time\n';
const lsb = (...lines: string[]) =>
  ['### BEGIN INIT INFO', ...lines.map((line) => `# ${line}`), '### END INIT INFO', ''].join('\n');
const BASE = {
  '/etc/rc.d/init.d/ntpd': NTPD,
  ...Object.fromEntries([...'0123456'].map((n) => [`/etc/rc.d/rc${n}.d`, null])),
};
const ADDED = Object.fromEntries(
  [...'0123456'].map((n) => [`/etc/rc.d/rc${n}.d/${'35'.includes(n) ? 'S58' : 'K74'}ntpd`, '-> ../init.d/ntpd']),
);

/** Links as `3:S58ntpd`, sorted. */
function links(words: string, files: Readonly<Record<string, string | null>>) {
  const plan = planChkconfig(root({ ...BASE, ...files }), words.split(' '));
  const names = Object.keys(linksOf(plan.tree)).map((path) => path.replace(/^.*\/rc(.)\.d\//, '$1:'));
  return { status: plan.exitStatus, links: names.sort().join(' '), output: plan.output };
}

const ALL = '0:K74ntpd 1:K74ntpd 2:K74ntpd 3:S58ntpd 4:K74ntpd 5:S58ntpd 6:K74ntpd';

describe('chkconfig', () => {
  it.each<[rule: string, words: string, files: Record<string, string | null>, links: string]>([
    ['--add makes S in the levels of the line, K in the others', '--add ntpd', {}, ALL],
    [
      '--add leaves links alone',
      '--add ntpd',
      { '/etc/rc.d/rc3.d/K10ntpd': '-> ../init.d/ntpd' },
      ALL.replace('3:S58', '3:K10'),
    ],
    ['--del removes all, --level or not', '--level 5 --del ntpd', ADDED, ''],
    ['on is for 2 3 4 5', 'ntpd on', {}, '2:S58ntpd 3:S58ntpd 4:S58ntpd 5:S58ntpd'],
    ['off is for 2 3 4 5', 'ntpd off', {}, '2:K74ntpd 3:K74ntpd 4:K74ntpd 5:K74ntpd'],
    ['--level says other levels', '--level 35 ntpd off', {}, '3:K74ntpd 5:K74ntpd'],
    ['--levels=16 too', '--levels=16 ntpd on', {}, '1:S58ntpd 6:S58ntpd'],
    [
      'one link a level: others go',
      '--level 3 ntpd on',
      { '/etc/rc.d/rc3.d/K10ntpd': '-> ../init.d/ntpd', '/etc/rc.d/rc3.d/S11ntpd': '-> ../init.d/ntpd' },
      '3:S58ntpd',
    ],
    ['reset is for all levels', 'ntpd reset', {}, ALL],
    [
      'resetpriorities keeps the state',
      'ntpd resetpriorities',
      { '/etc/rc.d/rc3.d/K10ntpd': '-> ../init.d/ntpd', '/etc/rc.d/rc2.d/S10ntpd': '-> ../init.d/ntpd' },
      '2:S58ntpd 3:K74ntpd',
    ],
    [
      '/etc/chkconfig.d comes first',
      '--level 3 ntpd on',
      { '/etc/chkconfig.d/ntpd': '# chkconfig: 3 11 12\n' },
      '3:S11ntpd',
    ],
    [
      'without a line an LSB header counts, at 50',
      '--add web',
      { '/etc/rc.d/init.d/web': lsb('Provides: web', 'Default-Start: 3', 'Default-Stop: 0') },
      '0:K50web 1:K50web 2:K50web 3:S50web 4:K50web 5:K50web 6:K50web',
    ],
    [
      'LSB: Default-Start adds, Default-Stop removes',
      '--level 345 web reset',
      { '/etc/rc.d/init.d/web': `# chkconfig: 34 20 80\n${lsb('Default-Start: 5', 'Default-Stop: 4')}` },
      '3:S20web 4:K80web 5:S20web',
    ],
    [
      'LSB: after what it needs at start, before it at stop',
      '--add web',
      {
        '/etc/rc.d/init.d/db': `# chkconfig: 3 60 40\n${lsb('Provides: database')}`,
        '/etc/rc.d/init.d/web': lsb('Required-Start: database', 'Required-Stop: database', 'Default-Start: 3'),
      },
      '0:K39web 1:K39web 2:K39web 3:S61web 4:K39web 5:K39web 6:K39web',
    ],
    [
      'LSB: keys count anywhere in comments, also behind the end, and without an end',
      '--level 3 web reset',
      { '/etc/rc.d/init.d/web': '### BEGIN INIT INFO\n### END INIT INFO\n  #\tDefault-Start: 3\n' },
      '3:S50web',
    ],
    [
      'LSB: keys in other letters are no keys',
      '--level 3 web reset',
      { '/etc/rc.d/init.d/web': lsb('default-start: 3', 'Default_Start: 3') },
      '3:K50web',
    ],
    [
      '- stands for no level',
      '--add web',
      { '/etc/rc.d/init.d/web': '# chkconfig: - 20 80\n' },
      [...'0123456'].map((level) => `${level}:K80web`).join(' '),
    ],
    [
      'the first of two lines counts',
      '--level 3 web on',
      { '/etc/rc.d/init.d/web': '# chkconfig: 3 20 80\n# chkconfig: 3 30 70\n' },
      '3:S20web',
    ],
    [
      'leftovers are not put into the order',
      '--level 3 --add a',
      {
        '/etc/rc.d/init.d/a': lsb('Required-Start: b', 'Default-Start: 3'),
        '/etc/rc.d/init.d/b.rpmsave': `# chkconfig: 3 70 30\n${lsb('Provides: b')}`,
        '/etc/rc.d/init.d/b~': `# chkconfig: 3 80 30\n${lsb('Provides: b')}`,
        '/etc/rc.d/init.d/.b': `# chkconfig: 3 90 30\n${lsb('Provides: b')}`,
        '/etc/rc.d/init.d/b,': `# chkconfig: 3 95 30\n${lsb('Provides: b')}`,
      },
      '0:K50a 1:K50a 2:K50a 3:S50a 4:K50a 5:K50a 6:K50a',
    ],
    [
      'LSB: others that need it are moved',
      '--add db',
      {
        '/etc/rc.d/init.d/db': `# chkconfig: 3 60 40\n${lsb('Provides: db')}`,
        '/etc/rc.d/init.d/web': lsb('Required-Start: db'),
        '/etc/rc.d/rc3.d/S50web': '-> ../init.d/web',
      },
      '0:K40db 1:K40db 2:K40db 3:S60db 3:S61web 4:K40db 5:K40db 6:K40db',
    ],
    [
      'LSB: a circle ends at 99',
      '--level 3 --add a',
      {
        '/etc/rc.d/init.d/a': lsb('Required-Start: b', 'Default-Start: 3'),
        '/etc/rc.d/init.d/b': lsb('Required-Start: a'),
      },
      '0:K50a 1:K50a 2:K50a 3:S99a 4:K50a 5:K50a 6:K50a',
    ],
  ])('%s: %s', (_, words, files, expected) => {
    expect(links(words, files)).toMatchObject({ status: 0, links: expected });
  });

  it.each([
    ['--add gone', {}],
    ['ntpd sideways', {}],
    ['--level 9 ntpd on', {}],
    ['--level 3', {}],
    ['--list ntpd', {}],
    ['--nonsense ntpd', {}],
    ['bad on', { '/etc/rc.d/init.d/bad': '# chkconfig: 3 100 1\n' }],
    ['bare on', { '/etc/rc.d/init.d/bare': '#!/bin/sh\n' }],
  ])('refuses %s', (words, files) => {
    expect(links(words, files as Record<string, string>)).toMatchObject({ status: 1, links: '' });
  });

  it('lists states', () => {
    const line = 'ntpd           \t0:off\t1:off\t2:off\t3:on\t4:off\t5:on\t6:off';
    expect(links('--list ntpd', ADDED).output).toEqual([line]);
    expect(links('--list', ADDED).output).toEqual([line]);
  });
});
