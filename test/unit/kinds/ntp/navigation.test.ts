import { describe, expect, it } from 'vitest';
import type { Context } from '../../../../server/src/core/kinds/kind.ts';
import { accessLenses } from '../../../../server/src/core/kinds/ntp/accessLenses.ts';
import { parseAddress } from '../../../../server/src/core/kinds/ntp/address.ts';
import { ntpDefinitions } from '../../../../server/src/core/kinds/ntp/definitions.ts';
import type { NtpDocument } from '../../../../server/src/core/kinds/ntp/document.ts';
import { accessOf, accessText } from '../../../../server/src/core/kinds/ntp/explain.ts';
import { includedBy, keysIn, type NtpFiles, wantedBy } from '../../../../server/src/core/kinds/ntp/files.ts';
import { ntpKind } from '../../../../server/src/core/kinds/ntp/index.ts';
import { parseNtp } from '../../../../server/src/core/kinds/ntp/parse.ts';
import { contextOf, marked } from './ask.ts';

const FILES: NtpFiles = {
  path: '/etc/ntpsec/ntp.conf',
  there: new Map([
    ['/etc/ntpsec/more.conf', true],
    ['/etc/ntp.keys', true],
    ['/etc/ntpsec/ntp.d', true],
  ]),
  texts: new Map([
    ['/etc/ntpsec/more.conf', 'restrict 10.0.0.0/8 ignore\nincludefile deeper.conf\n'],
    ['/etc/ntpsec/deeper.conf', 'pool a\nincludefile more.conf\n'],
    ['/etc/ntpsec/ntp.d/1.conf', 'server b\n'],
    ['/etc/ntpsec/ntp.d/2.conf', 'server c\n'],
    ['/etc/ntp.keys', '# keys\n5 SHA1 secret\n 17 AES secret\n'],
  ]),
  folders: new Map([['/etc/ntpsec/ntp.d', ['1.conf', '2.conf']]]),
};

const context: Context = { ...contextOf(), ntp: { dialect: 'ntpsec', files: FILES } };

function targets(source: string): string[] {
  const { text, offset } = marked(source);
  const document = ntpKind.parse(text, context) as NtpDocument;
  return ntpDefinitions(document, offset, context).map(({ path, span }) => {
    const there = path === undefined ? text : (FILES.texts.get(path) ?? '');
    return [path ?? '', span ? there.slice(span.start, span.end).trim() : ''].join(' ').trim();
  });
}

describe('definitions', () => {
  it.each([
    ['includefile more.co|nf', ['/etc/ntpsec/more.conf']],
    ['includefile ntp.|d', ['/etc/ntpsec/ntp.d/1.conf', '/etc/ntpsec/ntp.d/2.conf']],
    ['keys /etc/ntp.k|eys', ['/etc/ntp.keys']],
    ['keys /nowh|ere', []],
    ['keys /etc/ntp.keys\nserver a key 1|7', ['/etc/ntp.keys 17']],
    ['keys /etc/ntp.keys\ntrustedkey 4 |5', ['/etc/ntp.keys 5']],
    ['keys /etc/ntp.keys\ncontrolkey |6', []],
    ['server 127.127.28.0 prefer\nfudge 127.1|27.28.0 refid A', ['server 127.127.28.0 prefer']],
    ['server a.ex|ample', []],
    ['# includefile mo|re.conf', []],
  ])('%s', (source, expected) => expect(targets(source)).toEqual(expected));
});

describe('included files', () => {
  const included = (text: string, files: NtpFiles | null = FILES, path = '/etc/ntpsec/ntp.conf') =>
    includedBy(parseNtp(text, 'ntpsec').commands, path, 'ntpsec', files ?? undefined);

  it('are followed, and the folder beside comes last', () => {
    const { files, complete } = included('includefile more.conf\n');
    const names = files.map(({ path }) => path.replace('/etc/ntpsec/', ''));
    // Each once, though two of them include each other.
    expect(names).toEqual(['more.conf', 'deeper.conf', 'ntp.d/1.conf', 'ntp.d/2.conf']);
    expect(complete).toBe(true);
  });

  it('are not all known without a root, and from within a part', () => {
    expect(included('includefile more.conf\n', null).complete).toBe(false);
    expect(included('server a\n', null).complete).toBe(true);
    expect(included('server a\n', null, '/etc/ntpsec/ntp.d/1.conf').complete).toBe(false);
  });

  it('are asked for with the folders of what else is named', () => {
    const { commands } = parseNtp('includefile a.conf\nkeys /etc/k\ndriftfile /var/lib/ntp/d\n', 'ntpsec');
    const wanted = wantedBy(commands, '/etc/ntp.conf', 'ntpsec');
    expect(wanted.included).toEqual(['/etc/a.conf', '/etc/ntp.d']);
    expect(wanted.keys).toEqual(['/etc/k']);
    expect(wanted.paths).toEqual(expect.arrayContaining(['/var/lib/ntp', '/var/lib', '/var/lib/ntp/d']));
    expect(wantedBy(parseNtp('includefile a.conf\n', 'classic').commands, '/etc/ntp.conf', 'classic')).toEqual({
      paths: [],
      included: [],
      keys: [],
    });
  });

  it('keys are told by their numbers', () => {
    expect([...keysIn('#1 MD5 a\n2 MD5 b\n\t3  SHA1\tc # note\n4\n5 AES\nx MD5 y\n')]).toEqual([2, 3]);
  });
});

describe('what clients may do', () => {
  const text =
    'pool a\nrestrict default limited kod noquery\n# note\nrestrict ::1\nincludefile more.conf\nrestrict 10.1.2.3\n';
  const { commands } = parseNtp(text, 'ntpsec');
  const { files } = includedBy(commands, FILES.path, 'ntpsec', FILES);
  const beside = files.flatMap((file) => file.commands);

  it('is shown over each block of restrict lines', () => {
    const lenses = accessLenses(commands, beside, 'ntpsec');
    expect(lenses.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      'restrict default limited kod noquery',
      'restrict 10.1.2.3',
    ]);
    expect(lenses[0]!.title).toBe('everybody: time, rate limited · no ntpq, 3 exceptions');
    const alone = parseNtp('restrict -6 default ignore\n', 'ntpsec').commands;
    expect(accessLenses(alone, [], 'ntpsec')[0]!.title).toBe(
      'everybody: time, rate limited · no ntpq (IPv6: is not answered at all)',
    );
    expect(accessLenses(parseNtp('pool a\n', 'ntpsec').commands, [], 'ntpsec')).toEqual([]);
  });

  it('is told in hovers and hints with the lines of other files', () => {
    const here = 'includefile more.conf\nrestrict 10.0.0.0/8 nomodify\nrestrict 10.1.2.3\n';
    const document = ntpKind.parse(here, context);
    const shown = ntpKind.hover(document, here.indexOf('10.0.0.0'), context)?.text;
    expect(shown).toContain('gets no time');
    const hints = ntpKind.inlayHints!(document, { start: 0, end: here.length }, context);
    expect(hints.map(({ offset, label }) => `${here.slice(0, offset).split('\n').length} ${label}`)).toEqual([
      '2 is not answered at all',
      '3 time · ntpq with changes',
    ]);
  });

  it('is explained, with the lines of other files', () => {
    const all = accessText(accessOf({ text, commands }, files, 'ntpsec'));
    expect(all).toContain('10.0.0.0 to 10.255.255.255');
    expect(all).toContain(
      '    /etc/ntpsec/more.conf, line 1: restrict 10.0.0.0/8 ignore\n    no   gets no time (ignore)',
    );
    const one = accessOf({ text, commands }, files, 'ntpsec', parseAddress('10.1.2.3'));
    expect(one).toMatchObject({ client: '10.1.2.3', entries: [{ lines: [{ line: 6, text: 'restrict 10.1.2.3' }] }] });
    expect(one.entries[0]!.rights.every(({ allowed }) => allowed)).toBe(true);
  });
});
