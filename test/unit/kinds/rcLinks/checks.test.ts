import { describe, expect, it } from 'vitest';
import { fixAll } from '../../../../server/src/core/features/fixes.ts';
import { applyEdits } from '../../../../server/src/core/text/edit.ts';
import { DIRECTORY, fileNode, linkNode } from '../../../../server/src/core/tree/node.ts';
import { findings, judge, lsb, PLAIN, root, type Where } from './ask.ts';

describe('names of links', () => {
  it.each<[line: string, found: string[], fixed: string | undefined, where?: Where]>([
    ['S90crond -> ../init.d/crond', [], undefined],
    ['S90crond', [], undefined],
    ['S9crond', ['warning digits: S9crond'], 'S09crond'],
    ['S100crond', ['warning digits: S100crond'], 'S99crond'],
    ['S012crond', ['warning digits: S012crond'], 'S12crond'],
    ['S9Ocrond', ['warning digits: S9Ocrond'], 'S90crond'],
    ['Kl5ntpd', ['warning digits: Kl5ntpd'], 'K15ntpd'],
    ['Scrond -> ../init.d/crond', ['warning digits: Scrond'], 'S50crond -> ../init.d/crond'],
    ['S90', ['warning digits: S90'], undefined],
    ['s90crond', ['information ignored: s90crond'], 'S90crond'],
    ['_S90crond', ['information ignored: _S90crond'], 'S90crond'],
    ['README -> /usr/share/doc/sysv-rc/README', [], undefined],
    ['crond -> ../init.d/crond', ['information ignored: crond'], undefined],
    ['S90crond.rpmsave', ['information leftover: S90crond.rpmsave'], ''],
    ['S90crond~', ['information leftover: S90crond~'], ''],
    ['S90crond.dpkg-old', ['information leftover: S90crond.dpkg-old'], '', { flavor: 'debian' }],
    ['S90crond => ../init.d/crond', ['error syntax: S90crond => ../init.d/crond'], 'S90crond -> ../init.d/crond'],
    ['S90crond ../init.d/crond', ['error syntax: S90crond ../init.d/crond'], 'S90crond -> ../init.d/crond'],
    ['a/S90crond', ['error syntax: a/S90crond'], undefined],
    ['S90crond ->', ['error no-target: S90crond'], 'S90crond -> ../init.d/crond'],
    ['S90a\nS90a', ['error duplicate: S90a'], undefined],
    ['# S9crond\n\n', [], undefined],
    ['total 0\nlrwxrwxrwx 1 root root 15 Jan  1 12:00 S90crond -> ../init.d/crond\n', [], undefined],
    [
      'lrwxrwxrwx. 1 root root 15 2024-01-01 12:00 /etc/rc3.d/S9crond -> ../init.d/crond',
      ['warning digits: S9crond'],
      'lrwxrwxrwx. 1 root root 15 2024-01-01 12:00 /etc/rc3.d/S09crond -> ../init.d/crond',
    ],
    ['-rw-r--r-- 1 root root 677 Jan  1 12:00 README', [], undefined],
  ])('%j', (line, found, fixed, where = {}) => {
    const all = findings(line, where);
    expect(judge(line, where)).toEqual(found);
    expect(fixAll(line, all)).toBe(fixed === undefined ? line : fixed);
  });

  it('a script whose name looks like that of a copy, or like a number, is one', () => {
    const tree = root({ 'crond.old': PLAIN, '0crond': PLAIN });
    expect(judge('S90crond.old\nS100crond', { tree })).toEqual([]);
  });
});

describe('scripts that links lead to', () => {
  const tree = root(
    { crond: PLAIN, ntpd: PLAIN, plain: fileNode('x'), folder: DIRECTORY, alias: linkNode('crond') },
    [],
    {
      '/etc/init.d/loop': linkNode('loop'),
      '/etc/rc.local': PLAIN,
    },
  );
  it.each<[line: string, found: string[]]>([
    ['S90crond -> ../init.d/crond', []],
    ['S90crond -> /etc/init.d/crond', []],
    ['S90alias -> ../init.d/alias', []],
    ['S90alias -> ../init.d/crond', []],
    ['S99local -> ../rc.local', []],
    ['S90crnd -> ../init.d/crnd', ['warning missing-script: ../init.d/crnd']],
    ['S90crond -> ../init.d/cornd', ['warning missing-script: ../init.d/cornd']],
    ['S90gone', ['warning missing-script: S90gone']],
    ['S90loop -> ../init.d/loop', ['warning missing-script: ../init.d/loop']],
    ['S90x -> ../init.d/crond/x', ['warning missing-script: ../init.d/crond/x']],
    ['S90folder -> ../init.d/folder', ['warning no-script: ../init.d/folder']],
    ['S90plain -> ../init.d/plain', ['warning not-executable: ../init.d/plain']],
    ['S90crond -> ../init.d/ntpd', ['warning other-script: ../init.d/ntpd']],
  ])('%s', (line, found) => {
    expect(judge(line, { tree })).toEqual(found);
  });

  it.each([
    ['S90crnd -> ../init.d/crnd', 'S90crond -> ../init.d/crond'],
    ['S90crond -> ../init.d/cornd', 'S90crond -> ../init.d/crond'],
    ['S90crnd', 'S90crond'],
    ['S90crond -> ../init.d/ntpd', 'S90crond -> ../init.d/crond'],
  ])('%s becomes %s', (line, fixed) => {
    expect(fixAll(line, findings(line, { tree }))).toBe(fixed);
  });

  it('says nothing where nobody knows', () => {
    const unknown = root({ plain: fileNode('x') }, [], {
      '/etc/rc3.d/S90away': linkNode('x'),
      '/etc/rc3.d/S91off': { type: 'symlink', target: undefined },
    });
    expect(judge('S91off', { tree: { ...unknown, modesUnknown: true } })).toEqual([]);
    expect(judge('S90plain', { tree: { ...unknown, modesUnknown: true } })).toEqual([]);
    expect(judge('S90away', { tree: unknown })).toEqual(['warning missing-script: S90away']);
    expect(judge('S90nothing -> ../init.d/nothing')).toEqual([]);
    const read = { ...unknown, isRead: (path: string) => path.startsWith('/etc/init.d/') };
    expect(judge('S90tool -> /opt/tool/start\nS91gone', { tree: read })).toEqual(['warning missing-script: S91gone']);
  });
});

describe('services with several links', () => {
  it('stopped and started, twice', () => {
    expect(judge('K10ntpd\nS58ntpd\nS90ntpd')).toEqual([
      'information both-kinds: S58ntpd',
      'information two-links: S90ntpd',
    ]);
    const [both, two] = findings('K10ntpd\nS58ntpd\nS90ntpd');
    expect(both!.fixes!.map(({ title }) => title)).toEqual(['Remove K10ntpd', 'Remove S58ntpd']);
    expect(applyEdits('K10ntpd\nS58ntpd\nS90ntpd', two!.fixes![0]!.edits)).toBe('K10ntpd\nS58ntpd\n');
  });
});

describe('order', () => {
  const scripts = {
    rsyslog: lsb({ Provides: '$syslog rsyslog', 'Default-Start': '2 3 4 5' }),
    crond: lsb({
      Provides: 'crond',
      'Required-Start': '$syslog',
      'Required-Stop': '$syslog',
      'Default-Start': '2 3 4 5',
      'Default-Stop': '0 1 6',
    }),
    late: lsb({ Provides: 'late', 'Should-Start': 'crond' }),
    all: lsb({ Provides: 'all', 'Required-Start': '$all' }),
  };
  const tree = root(scripts);
  it.each<[links: string, found: string[], fixed: string[]]>([
    ['S12rsyslog\nS90crond', [], []],
    ['S12crond\nS90rsyslog', ['information order: S12crond'], ['S91crond', 'S11rsyslog']],
    ['S12crond\nS12rsyslog', ['information order: S12crond'], ['S13crond', 'S11rsyslog']],
    ['S00crond\nS99rsyslog', ['information order: S00crond'], []],
    ['S10late\nS12rsyslog\nS90crond', ['hint order: S10late'], ['S90late', 'S10crond']],
    ['S10all\nS12rsyslog', [], []],
  ])('%j', (links, found, fixed) => {
    const all = findings(links, { tree }).filter(({ code }) => code === 'rc-links.order');
    expect(judge(links, { tree }).filter((one) => one.includes('order'))).toEqual(found);
    if (fixed.length > 0) expect(all.flatMap(({ fixes }) => fixes!.map((fix) => fix.edits[0]!.newText))).toEqual(fixed);
  });

  it('what is needed is stopped last', () => {
    const where = { tree, path: '/etc/rc6.d' };
    expect(judge('K10crond\nK88rsyslog', where)).toEqual([]);
    expect(judge('K10rsyslog\nK88crond', where)).toEqual(['information stop-order: K88crond']);
  });

  it('numbers do not decide where startpar or systemd do', () => {
    const depend = Object.fromEntries(
      ['boot', 'start', 'stop'].map((name) => [`/etc/init.d/.depend.${name}`, fileNode('TARGETS =\n')]),
    );
    expect(judge('S12crond\nS90rsyslog', { tree: root(scripts, [], depend), flavor: 'debian' })).toEqual([]);
    const systemd = { '/lib/systemd/system/a.service': fileNode('') };
    expect(judge('S12crond\nS90rsyslog', { tree: root(scripts, [], systemd), flavor: 'debian' })).toEqual([]);
    expect(judge('S12crond\nS90rsyslog', { tree, flavor: 'debian' })).toEqual(['information order: S12crond']);
  });

  it("Debian's links with S stop at runlevels 0 and 6", () => {
    const where = { tree, flavor: 'debian' as const };
    expect(judge('S12crond\nS90rsyslog', { ...where, path: '/etc/rc6.d' })).toEqual([]);
    expect(judge('S12crond\nS90rsyslog', { ...where, path: '/etc/rc2.d' })).toEqual(['information order: S12crond']);
  });

  it("insserv's facilities stand for their members", () => {
    const members = { '/etc/insserv.conf': fileNode('$net networking +late\n') };
    const needs = { ...scripts, networking: PLAIN, web: lsb({ Provides: 'web', 'Required-Start': '$net' }) };
    expect(judge('S10web\nS20networking', { tree: root(needs, [], members), flavor: 'debian' })).toEqual([
      'information order: S10web',
    ]);
  });
});

describe('what headers ask for', () => {
  const tree = root(
    {
      crond: fileNode('#!/bin/sh\n# chkconfig: 2345 90 60\n', true),
      off: fileNode('#!/bin/sh\n# chkconfig: - 80 20\n', true),
      lsbd: lsb({ Provides: 'lsbd', 'Default-Start': '2 3', 'Default-Stop': '0 6' }),
      behind: lsb({ Provides: 'behind', 'Required-Start': 'crond' }, '345 10 95'),
      bare: PLAIN,
    },
    ['rc5.d/S80bare', 'rc4.d/S80bare'],
  );
  it.each<[line: string, found: string[], path?: string]>([
    ['S90crond', []],
    ['S85crond', ['hint number: S85crond']],
    ['K60crond', ['hint default: K60crond']],
    ['K20off', []],
    ['S80off', ['hint default: S80off']],
    ['S80lsbd', []],
    ['K80lsbd', ['hint default: K80lsbd']],
    ['S20lsbd', ['hint default: S20lsbd'], '/etc/rc6.d'],
    ['S10behind', []],
    ['S91behind', []],
    ['S92behind', ['hint number: S92behind']],
    ['K20bare', []],
    ['K30bare', ['hint mirror: K30bare']],
    ['S85crond', [], 'links.rc-links'],
    ['S85crond', ['hint number: S85crond'], 'machine-rc4.d.rc-links'],
  ])('%s', (line, found, path = '/etc/rc3.d') => {
    expect(judge(line, { tree, path })).toEqual(found);
  });
});

it('5,000 links, all wrong in several ways, take no long', () => {
  const names = Array.from({ length: 2500 }, (_, n) => `svc${n}`);
  const scripts = Object.fromEntries(
    names.map((name, n) => [
      name,
      lsb({ Provides: name, 'Required-Start': names.slice(n + 1, n + 4).join(' ') }, '345 50 50'),
    ]),
  );
  const text = names
    .map(
      (name, n) =>
        `S${String(n % 100).padStart(2, '0')}${name} -> ../init.d/${name}\nK10${name}x -> ../init.d/${name}x`,
    )
    .join('\n');
  const before = process.cpuUsage();
  const found = findings(text, { tree: root(scripts) });
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(3);
  expect(found.length).toBeGreaterThan(2500);
});
