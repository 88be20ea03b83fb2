import { describe, expect, it } from 'vitest';
import type { Context } from '../../../../server/src/core/kinds/kind.ts';
import type { NtpContext } from '../../../../server/src/core/kinds/ntp/dialect.ts';
import { ntpKind } from '../../../../server/src/core/kinds/ntp/index.ts';
import { contextOf, findings } from './ask.ts';

const TOS = 'tos minsane 3\n';
type Files = NonNullable<NtpContext['files']>;

function withFiles(files: Partial<Files>): Context {
  const there = new Map([['/etc/ntp.d', false], ...(files.there ?? [])]);
  const nothing = { path: '/etc/ntp.conf', texts: new Map(), folders: new Map() };
  return { ...contextOf(), ntp: { dialect: 'ntpsec', files: { ...nothing, ...files, there } } };
}

describe('what NTPsec says of the lines together', () => {
  it.each([
    ['server a\nserver A iburst', 'error ntp.duplicate-source: A'],
    ['server 10.0.0.1\npeer 10.0.0.1', 'error ntp.duplicate-source: 10.0.0.1'],
    ['server ::1\nserver 0:0:0:0:0:0:0:1', 'error ntp.duplicate-source: 0:0:0:0:0:0:0:1'],
    ['refclock shm\nserver 127.127.28.0', 'error ntp.duplicate-source: 127.127.28.0'],
    ['server 127.127.7.0', 'error ntp.clock-type: 127.127.7.0'],
    ['restrict default ignore\nserver 10.0.0.1', 'warning ntp.locked-out: 10.0.0.1'],
    ['restrict source limited\nrestrict 10.0.0.1 ignore\nserver 10.0.0.1', 'warning ntp.locked-out: 10.0.0.1'],
    ['restrict default notrust\nserver 10.0.0.1', 'warning ntp.locked-out: 10.0.0.1'],
    ['server a key 5', 'warning ntp.key-missing: 5'],
    ['phone 1 2 3\nphone "4" 5 6 7 8 9 10', 'warning ntp.phone: 10'],
  ])('%j', (text, expected) => expect(findings(TOS + text)).toContain(expected));

  it.each([
    'pool a\npool a',
    'server 10.0.0.1\npool 10.0.0.1',
    'server -4 a\nserver -6 a',
    'server 10.0.0.1 nts\nserver 10.0.0.1 nts',
    'restrict default ignore\nrestrict source limited\nserver 10.0.0.1',
    'keys /k\nrestrict default notrust\nserver 10.0.0.1 key 5',
    'server 127.127.28.0',
    'keys /k\nserver a key 5',
    'phone "1" "2" "3" "4" "5" "6" "7" "8" "9"',
  ])('is silent about %j', (text) => {
    const found = findings(TOS + text);
    expect(found.filter((one) => /duplicate|locked-out|clock-type|key-missing|phone/.test(one))).toEqual([]);
  });

  it('suggests how many sources must agree', () => {
    expect(findings('pool a\n')).toEqual(['information ntp.minsane: pool']);
    expect(findings('tos maxclock 3\npool a\n')).toEqual([]);
    expect(findings('server a\nserver b\nserver c\nserver d\n')).toEqual(['information ntp.minsane: server']);
    expect(findings('pool a\n', contextOf('classic'))).toEqual([]);
  });
});

describe('with the files of the root', () => {
  it('looks for sources in the files that are included', () => {
    const included = { there: new Map([['/etc/more.conf', true]]), texts: new Map([['/etc/more.conf', 'pool a\n']]) };
    expect(findings(`${TOS}includefile more.conf\n`, withFiles(included))).toEqual([]);
    const empty = { ...included, texts: new Map([['/etc/more.conf', 'driftfile /d\n']]) };
    expect(findings(`${TOS}includefile more.conf\n`, withFiles(empty))).toEqual(['information ntp.no-source: tos']);
    const folder = {
      folders: new Map([['/etc/ntp.d', ['a.conf']]]),
      texts: new Map([['/etc/ntp.d/a.conf', 'pool a\nrestrict default ignore\n']]),
    };
    expect(findings(`${TOS}server 10.0.0.1\n`, withFiles(folder))).toContain('warning ntp.locked-out: 10.0.0.1');
  });

  it('knows the keys', () => {
    const keys = { there: new Map([['/k', true]]), texts: new Map([['/k', '# keys\n5 SHA1 abcdef\n 7\tAES xyz\n']]) };
    const text = 'keys /k\ntrustedkey 5 6 7\nserver a key 5\nserver b key 6\nserver c key 7\n';
    expect(findings(text, withFiles(keys))).toEqual(['warning ntp.key-missing: 6']);
  });

  it.each([
    ['leapfile /usr/share/leap', 'warning ntp.missing-file: /usr/share/leap'],
    ['keys /etc/ntp.keys', 'warning ntp.missing-file: /etc/ntp.keys'],
    ['driftfile /var/lib/ntp/drift', 'information ntp.missing-file: /var/lib/ntp/drift'],
    ['logfile /var/log/ntp/log', 'warning ntp.missing-file: /var/log/ntp/log'],
    ['includefile /etc/more.conf', 'warning ntp.missing-file: /etc/more.conf'],
    ['nts enable cert /etc/cert key /etc/key', 'warning ntp.missing-file: /etc/cert'],
  ])('%s', (line, expected) => {
    const gone = ['/usr/share/leap', '/etc/ntp.keys', '/var/lib/ntp', '/var/log/ntp', '/etc/more.conf', '/etc/cert'];
    const there = new Map([
      ...gone.map((path) => [path, false] as const),
      ...['/usr/share', '/var/lib', '/var/log', '/etc/key'].map((path) => [path, true] as const),
    ]);
    expect(findings(`${TOS}pool a\n${line}\n`, withFiles({ there }))).toContain(expected);
    const nothing = new Map([...there.keys()].map((path) => [path, false] as const));
    // A tree without /var or /usr/share is a part of a root, and shows nothing.
    const part = findings(`${TOS}pool a\n${line}\n`, withFiles({ there: nothing }));
    if (/\/(?:var|usr)\//.test(line)) expect(part.filter((one) => one.includes('missing-file'))).toEqual([]);
  });
});

describe('tuning', () => {
  it.each([
    ['tos minsane 5 minclock 4', 'warning ntp.selection: 5'],
    ['tos minclock 12', 'warning ntp.selection: 12'],
    ['tos floor 9 ceiling 5', 'warning ntp.selection: 9'],
    ['tinker huffpuff 60', 'information ntp.raised: 60'],
    ['tinker stepout 10', 'information ntp.raised: 10'],
    ['statistics loopstats', 'hint ntp.no-statsdir: statistics'],
    ['restrict default nopeer noquery nomodify', 'information ntp.pool-nopeer: pool'],
    ['server 127.127.1.0', 'hint ntp.local-clock: 127.127.1.0'],
    ['dscp 99', 'information ntp.dscp: 99'],
    ['driftfile /d\ntinker freq 3', 'hint ntp.freq-and-driftfile: 3'],
  ])('classic: %s', (line, expected) => {
    expect(findings(`pool a.example\n${line}\n`, contextOf('classic'))).toContain(expected);
  });

  it('NTPsec: a server for NTS without its certificate', () => {
    expect(findings(`${TOS}pool a\nnts enable\n`)).toEqual(['information ntp.nts-certificate: nts enable']);
    expect(findings(`${TOS}pool a\nnts enable\nnts cert /c key /k\n`)).toEqual([]);
    expect(findings(`${TOS}pool a\nnts enable disable\n`)).toEqual([]);
  });
});

describe('what becomes of a refused line', () => {
  it.each([
    ['server a bogus', /what stands before it is applied/],
    ['restrict default kod limited bogus', /what stands before it is applied/],
    ['server', /The line is dropped/],
    ['tos minsane', /The line is dropped/],
    ['nts aead AES_SIV_CMAC_256 pool 3', /takes no value for it\. The line is dropped/],
  ])('%s', (line, expected) => {
    expect(messages(line)).toMatch(expected);
  });
});

function messages(text: string): string {
  const context = contextOf();
  const found = ntpKind.diagnose(ntpKind.parse(text, context), context);
  return found.map(({ message }) => message).join('\n');
}
