import { describe, expect, it } from 'vitest';
import { addressText, parseAddress } from '../../../../server/src/core/kinds/ntp/address.ts';
import type { NtpDialect } from '../../../../server/src/core/kinds/ntp/dialect.ts';
import { parseNtp } from '../../../../server/src/core/kinds/ntp/parse.ts';
import { permissionsOf } from '../../../../server/src/core/kinds/ntp/permissions.ts';
import { entryFor, restrictionsOf } from '../../../../server/src/core/kinds/ntp/restrictions.ts';

const LIST = `restrict default kod limited nomodify
restrict 192.168.0.0/16 noquery
restrict 192.168.7.0 mask 255.255.255.0
restrict 192.168.7.9 ignore
restrict 10.0.0.0/8 ntpport
restrict ::1
`;

function rights(client: string, text = LIST, dialect: NtpDialect = 'ntpsec') {
  const restrictions = restrictionsOf(parseNtp(text, dialect).commands, dialect);
  const entry = entryFor(restrictions, parseAddress(client)!);
  const allowed = permissionsOf(entry.flags).flatMap((one) => (one.allowed ? one.what : []));
  return { lines: entry.from.map(({ start }) => text.slice(0, start).split('\n').length), allowed };
}

describe('restrictions', () => {
  it.each([
    ['8.8.8.8', [1], ['time']],
    ['192.168.1.1', [2], ['time']],
    ['192.168.7.1', [3], ['time', 'query', 'change', 'list']],
    ['192.168.7.9', [4], []],
    ['10.1.1.1', [1], ['time']],
    ['::1', [6], ['time', 'query', 'change', 'list']],
    ['2001:db8::1', [1], ['time']],
  ])('%s', (client, lines, allowed) => expect(rights(client)).toEqual({ lines, allowed }));

  it('begins with what is built in', () => {
    expect(rights('8.8.8.8', '')).toEqual({ lines: [], allowed: ['time'] });
    expect(rights('8.8.8.8', '', 'classic').allowed).toContain('query');
  });

  it('adds and takes away flags', () => {
    expect(rights('10.0.0.1', 'restrict 10.0.0.1 noserve\nrestrict 10.0.0.1 noquery\n').allowed).toEqual([]);
    expect(rights('10.0.0.1', 'restrict default nomodify\nunrestrict default noquery\n').allowed).toEqual([
      'time',
      'query',
      'list',
    ]);
    expect(rights('10.0.0.1', 'restrict 10.0.0.1 ignore\nunrestrict 10.0.0.1\n').lines).toEqual([]);
  });
});

describe('addresses', () => {
  it.each(['0.0.0.0', '192.168.0.1', '::', '::1', 'fe80::1', '2001:db8::', '1:2:3:4:5:6:7:8', '1:0:0:2::3'])(
    '%s',
    (text) => {
      expect(addressText(parseAddress(text)!)).toBe(text === '1:0:0:2::3' ? '1:0:0:2::3' : text);
    },
  );
  it.each(['1.2.3', '256.1.1.1', '01.2.3.4', ':::', '1::2::3', 'g::', 'a.example'])('%s is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });
});
