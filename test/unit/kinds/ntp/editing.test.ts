import { describe, expect, it } from 'vitest';
import { ntpKind } from '../../../../server/src/core/kinds/ntp/index.ts';
import { parseNtp } from '../../../../server/src/core/kinds/ntp/parse.ts';
import { applyEdits } from '../../../../server/src/core/text/edit.ts';
import { contextOf, findings, hover, labels } from './ask.ts';

const valueFor = (label: string) =>
  label === 'type' ? 'day' : /^(?:file|refid|p?p?s?path|ca|aead|cert)$/.test(label) ? 'x1' : '1';

describe('completion', () => {
  it('offers the commands of the dialect', () => {
    expect(labels('|')).toEqual(expect.arrayContaining(['server', 'refclock', 'nts']));
    expect(labels('|')).not.toContain('broadcast');
    expect(labels('|', contextOf('classic'))).toContain('broadcast');
  });
  it.each([
    ['server a iburst |', ['prefer', 'nts', 'key'], ['iburst', 'autokey', 'flag1']],
    ['server 127.127.28.0 |', ['flag1', 'time1'], []],
    ['restrict default kod |', ['limited', 'noquery'], ['kod', 'mask']],
    ['restrict |', ['default', 'source', '127.0.0.1'], []],
    ['restrict 10.0.0.0 |', ['mask', 'limited'], ['default']],
    ['refclock |', ['shm', 'pps'], []],
    ['fudge |', ['127.127.28.0'], ['127.127.7.0']],
    ['tinker panic 0 |', ['step'], ['panic']],
    ['tos |', ['minsane', 'minclock'], ['cohort']],
    ['logconfig |', ['=syncstatus', '=allall'], []],
    ['pool |', ['pool.ntp.org'], []],
    ['filegen loopstats type |', ['day', 'week'], []],
    ['driftfile |', ['/var/lib/ntpsec/ntp.drift'], []],
    ['server a minpoll |', ['6'], []],
    ['# ser|', [], ['server']],
  ])('%s', (source, some, none) => {
    const offered = labels(source);
    expect(offered).toEqual(expect.arrayContaining(some));
    for (const label of none) expect(offered).not.toContain(label);
  });

  it('offers nothing that is refused there', () => {
    for (const start of [
      'server a ',
      'restrict default ',
      'tos ',
      'tinker ',
      'enable ',
      'filegen loopstats ',
      'mru ',
    ]) {
      const context = contextOf();
      for (const { label, edit } of ntpKind.complete(ntpKind.parse(start, context), start.length, context)) {
        const value = / $/.test(edit.newText) ? valueFor(label) : '';
        const text = `${start}${edit.newText}${value}`;
        const { commands } = parseNtp(text, 'ntpsec');
        expect(commands[0]?.problem, text).toBeUndefined();
      }
    }
  });
});

describe('hover', () => {
  it.each([
    ['restrict 192.168.3.4 ma|sk 255.255.0.0', /Which bits of the address count/],
    ['restrict 192.1|68.0.0 mask 255.255.0.0', /192\.168\.0\.0 to 192\.168\.255\.255, 65536 addresses/],
    ['restrict 192.1|68.0.0/16', /192\.168\.0\.0 to 192\.168\.255\.255/],
    ['restrict 2001:d|b8::/32', /2001:db8:: to 2001:db8:ffff:/],
    ['server a minpoll |6', /6 = 64 s/],
    ['server a maxpoll 1|0', /1024 s \(17 min 4 s\)/],
    ['ser|ver a', /Asks one machine/],
    ['server a ibu|rst', /not yet answered/],
    ['server 127.1|27.28.0', /shared memory/],
    ['leapfile /u|sr/share/x', /expires/],
    ['restrict def|ault ignore', /gets no time/],
    ['tinker pa|nic 0', /gives up/],
  ])('%s', (source, pattern) => expect(hover(source)).toMatch(pattern));
});

describe('formatting', () => {
  it.each([
    ['  server   a \t iburst  \n', 'server a iburst\n'],
    ['server a   # note  \n', 'server a   # note\n'],
    ['  # note\nkeys "/a  b"\n', '  # note\nkeys "/a  b"\n'],
    ['server a\r\n  pool  b\r\n', 'server a\r\npool b\r\n'],
  ])('%j', (text, expected) => {
    const context = contextOf();
    const formatted = applyEdits(text, ntpKind.format(ntpKind.parse(text, context)));
    expect(formatted).toBe(expected);
    expect(findings(formatted)).toHaveLength(findings(text).length);
  });
});

describe('structure', () => {
  const context = contextOf();
  const text = '# a\n# b\n\nserver a iburst\nrestrict default limited\n';
  const document = ntpKind.parse(text, context);
  it('has symbols, folds, selections and tokens', () => {
    expect(ntpKind.symbols(document, context).map(({ name, detail }) => `${name} ${detail}`)).toEqual([
      'server a iburst',
      'restrict default limited',
    ]);
    expect(ntpKind.folding(document).map(({ kind }) => kind)).toContain('comment');
    const spans = ntpKind.selection(document, text.indexOf('iburst'));
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['iburst', 'server a iburst', text]);
    expect(ntpKind.tokens(document, context).map(({ type }) => type)).toEqual([
      ...['keyword', 'type', 'property'],
      ...['keyword', 'enumMember', 'property'],
    ]);
  });

  it('links to what is included', () => {
    const there = contextOf('ntpsec', ['/etc/ntp.d/a.conf']);
    const including = ntpKind.parse('includefile /etc/ntp.d/a.conf\n', there);
    expect(ntpKind.mentionedPaths(including)).toContain('/etc/ntp.d/a.conf');
    expect(ntpKind.links(including, there)).toMatchObject([{ target: { path: '/etc/ntp.d/a.conf' } }]);
  });
});

describe('hints', () => {
  it('say what a restrict line leaves', () => {
    const context = contextOf();
    const text = 'restrict default noquery limited\nrestrict 127.0.0.1\nrestrict 10.0.0.1 ignore\n';
    const hints = ntpKind.inlayHints!(ntpKind.parse(text, context), { start: 0, end: text.length }, context);
    expect(hints.map(({ label }) => label)).toEqual([
      'time, rate limited · no ntpq',
      'time · ntpq with changes',
      'is not answered at all',
    ]);
  });
});
