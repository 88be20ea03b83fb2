import { describe, expect, it } from 'vitest';
import { parseChkconfigHeader } from '../../../server/src/core/sysv/chkconfigHeader.ts';
import { defaultRunlevel, parseInittab } from '../../../server/src/core/sysv/inittab.ts';
import { flavorOf } from '../../../server/src/core/sysv/layout.ts';
import { lsbKey, lsbValue, parseLsbHeader } from '../../../server/src/core/sysv/lsbHeader.ts';
import { parseRcLinkName, rcLinkName } from '../../../server/src/core/sysv/rcLinks.ts';
import { root } from '../install/tree.ts';

describe('parseRcLinkName', () => {
  it.each([
    ['S90crond', { kind: 'S', priority: 90, service: 'crond' }],
    ['K05x.rpmsave', { kind: 'K', priority: 5, service: 'x.rpmsave' }],
    ['S9crond', undefined],
    ['s90crond', undefined],
    ['S90', undefined],
    ['README', undefined],
  ])('%s', (name, parsed) => {
    expect(parseRcLinkName(name)).toEqual(parsed);
  });

  it('is undone by rcLinkName, two digits at all events', () => {
    expect(rcLinkName({ kind: 'K', priority: 5, service: 'x' })).toBe('K05x');
    expect(rcLinkName({ kind: 'S', priority: 120, service: 'x' })).toBe('S99x');
  });
});

describe('parseLsbHeader', () => {
  const text = [
    '#!/bin/sh',
    '### BEGIN INIT INFO',
    '# Provides: web www',
    '# required_start:  $network, $syslog',
    '# Default-Start: 2 3',
    '# Default-Start: 5',
    '# X-UnitedLinux-Should-Start: db',
    '# Description: one',
    '#  and two',
    '# Nonsense: x',
    '### END INIT INFO',
    '# Provides: late',
  ].join('\n');
  const header = parseLsbHeader(text);

  it('reads keys in any case, with their places', () => {
    const entry = lsbValue(header, 'Required-Start')!;
    expect(entry.name).toBe('required_start');
    expect(entry.words.map(({ span }) => text.slice(span.start, span.end))).toEqual(['$network', '$syslog']);
    expect(text.slice(entry.valueSpan.start, entry.valueSpan.end)).toBe(entry.value);
    expect(text.slice(entry.nameSpan.start, entry.nameSpan.end)).toBe('required_start');
  });

  it('takes the first of two lines, joins descriptions, and ends with the header', () => {
    expect(lsbValue(header, 'Default-Start')?.value).toBe('2 3');
    expect(lsbValue(header, 'Description')?.value).toBe('one and two');
    expect(lsbValue(header, 'Should-Start')?.value).toBe('db');
    expect(header.entries.map(({ name }) => name)).toContain('Nonsense');
    expect(header.entries.filter(({ key }) => key === 'Provides')).toHaveLength(1);
    expect(header.end).toBeDefined();
  });

  it('tells a header without end, and none', () => {
    expect(parseLsbHeader('### BEGIN INIT INFO\n# Provides: x\n')).toMatchObject({ end: undefined });
    expect(parseLsbHeader('#!/bin/sh\n').begin).toBeUndefined();
  });

  it.each([
    ['PROVIDES', 'Provides'],
    ['X-Start-Before', 'X-Start-Before'],
    ['X-foo-Stop-After', 'X-Stop-After'],
    ['X-Interactive', 'X-Interactive'],
    ['X-Provides', undefined],
  ])('lsbKey %s', (name, key) => {
    expect(lsbKey(name)).toBe(key);
  });
});

describe('parseChkconfigHeader', () => {
  it.each([
    ['# chkconfig: 345 90 60\n', { levels: ['3', '4', '5'], start: 90, stop: 60 }],
    ['#chkconfig:\t- 90 60\n', { levels: [], start: 90, stop: 60 }],
    ['  # chkconfig: 533 0 99 \n', { levels: ['3', '5'], start: 0, stop: 99 }],
    ['# chkconfig: 3 1 2\n# chkconfig: 5 3 4\n', { levels: ['3'], start: 1, stop: 2 }],
  ])('%j', (text, values) => {
    expect(parseChkconfigHeader(text)).toMatchObject({ values, fault: undefined });
  });

  it.each([
    ['# chkconfig: 345 90\n', 'fields'],
    ['# chkconfig: 345 90 60 1\n', 'fields'],
    ['# chkconfig: 347 90 60\n', 'levels'],
    ['# chkconfig: 3,5 90 60\n', 'levels'],
    ['# chkconfig: 345 100 60\n', 'priority'],
    ['# chkconfig: 345 90 -1\n', 'priority'],
    ['# chkconfig: 345 90 60', 'unterminated'],
  ])('%j', (text, fault) => {
    expect(parseChkconfigHeader(text)).toMatchObject({ values: undefined, fault });
  });

  it('joins a description that goes on, and knows hidden scripts', () => {
    const text = '# chkconfig: 3 1 2\n# description: runs \\\n#   commands\n# hide: true\n';
    expect(parseChkconfigHeader(text)).toMatchObject({ description: 'runs commands', hidden: true });
  });
});

describe('inittab', () => {
  it('has fields with places; the process may hold colons', () => {
    const text = '# x\n\nid:5:initdefault:\n ca::ctrlaltdel:/sbin/shutdown a:b\nbroken\n';
    const entries = parseInittab(text);
    expect(entries.map(({ id, process }) => [id.text, process?.text])).toEqual([
      ['id', ''],
      ['ca', '/sbin/shutdown a:b'],
      ['broken', undefined],
    ]);
    const { span } = entries[1]!.action!;
    expect(text.slice(span.start, span.end)).toBe('ctrlaltdel');
  });

  it.each([
    ['id:3:initdefault:\n', '3'],
    ['id:35:initdefault:\n', '5'],
    ['id:s5:InitDefault:\n', 'S'],
    ['id:3:initdefault:\nix:5:initdefault:\n', '3'],
    ['#id:3:initdefault:\n', undefined],
    ['id::initdefault:\n', '9'],
    ['id:3a:initdefault:\n', undefined],
    ['toolong:3:initdefault:\nid:5:initdefault:\n', '5'],
    ['id:3 : initdefault:\n', undefined],
    ['id:3:initdefault:', '3'],
  ])('boots %j into %s', (text, level) => {
    expect(defaultRunlevel(text)).toBe(level);
  });
});

describe('flavorOf', () => {
  it.each([
    [{ '/etc/rc.d/rc3.d': null }, 'redhat'],
    [{ '/etc/rc.d/rc3.d': null, '/etc/debian_version': '12\n' }, 'debian'],
    [{ '/etc/rc3.d': null, '/etc/redhat-release': 'x\n' }, 'redhat'],
    [{ '/etc/rc3.d': null }, 'debian'],
  ])('%j', (files, flavor) => {
    expect(flavorOf(root(files as Record<string, string | null>))).toBe(flavor);
  });
});
