import { describe, expect, it } from 'vitest';
import { ntpKind } from '../../../../server/src/core/kinds/ntp/index.ts';
import { applyEdits } from '../../../../server/src/core/text/edit.ts';
import { contextOf, findings } from './ask.ts';

const POOL = 'tos minsane 3\npool a.example\n';

describe('what ntpd refuses', () => {
  it.each([
    ['bogus line', 'error ntp.unknown-command: bogus'],
    ['broadcast 10.0.0.255', 'error ntp.foreign-command: broadcast'],
    ['server a autokey', 'error ntp.foreign-option: autokey'],
    ['server a ibursst', 'error ntp.unknown-option: ibursst'],
    ['server', 'error ntp.missing: '],
    ['restrict default kodd', 'error ntp.unknown-option: kodd'],
    ['setvar a=b', 'error ntp.missing: '],
    ['trustedkey (1...5)', 'error ntp.value: 1...5'],
    ['refclock nosuch', 'error ntp.driver: nosuch'],
    ['restrict a/b/c', 'error ntp.address: a/b/c'],
    ['fudge 10.0.0.1 time1 0', 'error ntp.fudge: 10.0.0.1'],
    ['server a key 70000', 'error ntp.key: 70000'],
    ['restrict default kod', 'warning ntp.kod: kod'],
    ['restrict default nopeer', 'warning ntp.ignored-flag: nopeer'],
    ['peer a', 'warning ntp.peer: peer'],
    ['requestkey 5', 'warning ntp.request-key: requestkey'],
    ['server a minpoll 20', 'warning ntp.poll: 20'],
    ['logconfig =nothing', 'warning ntp.log: =nothing'],
    ['= 5', 'error ntp.unknown-command: ='],
    [`server ${'x'.repeat(1025)}`, 'error ntp.too-long: '],
    ['driftfile /x 0x', 'error ntp.number: 0x'],
  ])('%s', (line, expected) => {
    expect(findings(`${POOL}${line}\n`).map((one) => one.slice(0, 80))).toContainEqual(
      expect.stringMatching(new RegExp(`^${expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)),
    );
  });

  it('accepts what both distributions ship', () => {
    const ours = [
      'driftfile /var/lib/ntpsec/ntp.drift',
      'leapfile /usr/share/zoneinfo/leap-seconds.list',
      'tos minclock 4 minsane 3',
      'pool 0.debian.pool.ntp.org iburst',
      'restrict default kod nomodify noquery nomrulist limited',
      'restrict 127.0.0.1',
      'restrict ::1',
    ].join('\n');
    expect(findings(ours)).toEqual([]);
    expect(findings(ours, contextOf('classic'))).toEqual([]);
  });

  it('takes options of the classic daemon there', () => {
    const text =
      'pool a iburst\npeer b autokey\nbroadcast 10.0.0.255 ttl 1\nrestrict -4 default kod limited nopeer noquery nomodify notrap\n';
    expect(findings(text, contextOf('classic')).filter((one) => /^(?:error|warning)/.test(one))).toEqual([]);
  });
});

describe('advice', () => {
  it.each([
    ['driftfile /a', 'information ntp.no-source: driftfile'],
    ['server a', 'information ntp.few-sources: server a'],
    [`${POOL}restrict 10.0.0.0 mask 255.0.255.0`, 'information ntp.mask-holes: 255.0.255.0'],
    [`${POOL}restrict 10.1.2.3 mask 255.0.0.0`, 'hint ntp.host-bits: 10.1.2.3'],
    [`${POOL}restrict 10.0.0.0/33`, 'information ntp.prefix: 10.0.0.0/33'],
    [`${POOL}restrict 10.0.0.0 mask ffff::`, 'information ntp.mask-family: ffff::'],
    [`${POOL}fudge 127.127.1.0 stratum 10`, 'information ntp.fudge-without-clock: 127.127.1.0'],
    [`${POOL}server a key 5\nkeys /k`, 'information ntp.key-not-trusted: 5'],
    [`${POOL}trustedkey 5`, 'information ntp.no-keys: 5'],
    [`${POOL}driftfile /a\ndriftfile /b`, 'information ntp.duplicate-driftfile: driftfile /a'],
    [`${POOL}restrict default ignore`, 'information ntp.locked-out: a.example'],
    [`${POOL}restrict -4 default nomodify`, 'hint ntp.one-family: restrict -4 default nomodify'],
    ['server a burst\nserver b\nserver c', 'hint ntp.burst: burst'],
    ['pool 10.0.0.1', 'information ntp.pool-address: 10.0.0.1'],
    ['pool a minpoll 8 maxpoll 6', 'information ntp.minpoll-above-maxpoll: 8'],
    [`${POOL}nts tlscipherserverpreference tlscipherserverpreference`, 'error ntp.crash: tlscipherserverpreference'],
  ])('%s', (text, expected) => expect(findings(text)).toContain(expected));

  it('sees an open classic server', () => {
    expect(findings(`${POOL}restrict default limited`, contextOf('classic'))).toContain(
      'information ntp.open-default: restrict default limited',
    );
    expect(findings(`${POOL}restrict default limited`)).toEqual([]);
  });

  it('sees files that are not there', () => {
    const context = contextOf('ntpsec', ['/var/lib/ntpsec']);
    expect(findings(`${POOL}driftfile /var/lib/ntpsec/d\nleapfile /l\n`, context)).toEqual([
      'warning ntp.missing-file: /l',
    ]);
  });

  it('is silent where the lines make up for it', () => {
    expect(findings(`${POOL}restrict default ignore\nrestrict source nomodify\n`)).toEqual([]);
    expect(findings('includefile ntp.d\n')).toEqual([]);
    expect(findings('keys /k\ntrustedkey ( 1 ... 9 )\nserver a key 5\nserver b\nserver c\n')).toEqual([]);
  });
});

describe('fixes', () => {
  it('write out a mask for the classic daemon', () => {
    const context = contextOf('classic');
    const text = 'pool a\nrestrict 10.0.0.0/8 noquery nomodify\n';
    const found = ntpKind.diagnose(ntpKind.parse(text, context), context).find(({ code }) => code === 'ntp.address');
    expect(found).toMatchObject({ severity: 'error', code: 'ntp.address' });
    expect(applyEdits(text, found!.fixes![0]!.edits)).toContain('restrict 10.0.0.0 mask 255.0.0.0 noquery');
  });

  it.each([
    ['pool a\nrestrict default kod', 'pool a\nrestrict default kod limited'],
    ['pool a\nrestrict default limited nopeer noquery', 'pool a\nrestrict default limited noquery'],
    ['pool a\npeer b', 'pool a\nserver b'],
    ['pool a\nrestrict 10.1.2.3/8', 'pool a\nrestrict 10.0.0.0/8'],
    ['pol a', 'pool a'],
    ['pool a\nfudge 127.127.1.0 stratum 10', 'pool a\nserver 127.127.1.0\nfudge 127.127.1.0 stratum 10'],
  ])('%s', (source, wanted) => {
    const context = contextOf();
    // Without it NTPsec suggests it for so many sources.
    const [text, expected] = [`tos minsane 3\n${source}`, `tos minsane 3\n${wanted}`];
    const [found] = ntpKind
      .diagnose(ntpKind.parse(text, context), context)
      .filter(({ fixes, code }) => fixes?.length && code !== 'ntp.no-source');
    const fixed = applyEdits(text, found!.fixes![0]!.edits);
    expect(fixed).toBe(expected);
    expect(findings(fixed)).not.toContain(found!.code);
  });
});

describe('bad input', () => {
  it.each([
    ['a long line', `server ${'a '.repeat(5_000_000)}`],
    ['a long word', `server ${'a'.repeat(10_000_000)}`],
    ['quotes', '"'.repeat(100_000)],
    ['empty texts', '"" '.repeat(100_000)],
    ['binary', Array.from({ length: 60_000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join('')],
    ['many lines', 'restrict 10.0.0.1\n'.repeat(20_000)],
    ['restrictions', Array.from({ length: 5000 }, (_, i) => `restrict 10.0.${i >> 8}.${i & 255}\n`).join('')],
  ])(
    '%s',
    (_, text) => {
      const context = contextOf();
      const document = ntpKind.parse(text, context);
      expect(Array.isArray(ntpKind.diagnose(document, context))).toBe(true);
      ntpKind.hover(document, 10, context);
      ntpKind.complete(document, text.length, context);
      ntpKind.tokens(document, context);
      ntpKind.symbols(document, context);
      ntpKind.format(document);
      ntpKind.folding(document);
    },
    20_000,
  );
});
