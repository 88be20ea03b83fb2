import { describe, expect, it } from 'vitest';
import { rcLinksKind } from '../../../../server/src/core/kinds/rcLinks/index.ts';
import { renamedAt } from '../../../../server/src/core/kinds/rcLinks/renaming.ts';
import { kindOf } from '../../../../server/src/core/kinds/registry.ts';
import { applyEdits } from '../../../../server/src/core/text/edit.ts';
import { contextOf, cursor, documentOf, lsb, PLAIN, root, type Where } from './ask.ts';

const tree = root({
  crond: lsb(
    {
      Provides: 'crond',
      'Required-Start': '$syslog',
      'Default-Start': '2 3 4 5',
      'Short-Description': 'runs commands',
    },
    '2345 90 60',
  ),
  rsyslog: lsb({ Provides: '$syslog rsyslog', 'Default-Start': '2 3 4 5' }, '2345 12 88'),
  ntpd: PLAIN,
  functions: PLAIN,
});
const where: Where = { tree };

function complete(text: string, at: Where = where) {
  const { text: plain, offset } = cursor(text);
  const document = documentOf(plain);
  return rcLinksKind.complete(document, offset, contextOf(at)).map((one) => ({
    label: one.label,
    detail: one.detail,
    result: applyEdits(plain, [one.edit]),
    key: one.documentationKey,
  }));
}

describe('completion', () => {
  it('of kinds and whole links on an empty line', () => {
    const found = complete('K74ntpd\n|');
    expect(found.map(({ label }) => label)).toEqual(['S', 'K', 'S90crond', 'S12rsyslog']);
    expect(found[2]).toMatchObject({
      result: 'K74ntpd\nS90crond -> ../init.d/crond',
      detail: 'Default-Start: 2 3 4 5 · runs commands',
    });
  });

  it('of free numbers with their neighbours', () => {
    const found = complete('S12rsyslog\nS90crond\nK74ntpd\nS|');
    const numbers = found.filter(({ label }) => /^S\d\d$/.test(label));
    expect(numbers).toHaveLength(98);
    expect(numbers.map(({ label }) => label)).not.toContain('S12');
    expect(numbers.find(({ label }) => label === 'S50')?.detail).toBe('between S12rsyslog and S90crond');
    expect(numbers.find(({ label }) => label === 'S05')?.detail).toBe('before S12rsyslog');
    expect(numbers.find(({ label }) => label === 'S95')?.detail).toBe('after S90crond');
    expect(complete('S|').find(({ label }) => label === 'S50')?.detail).toBe('the first one');
    expect(complete('S9|0crond -> ../init.d/crond').find(({ label }) => label === 'S90')?.result).toBe(
      'S90 -> ../init.d/crond',
    );
  });

  it('of scripts, with the target where there is none', () => {
    expect(complete('S90|').map(({ label }) => label)).toEqual(['S90crond', 'S90ntpd', 'S90rsyslog']);
    expect(complete('S90cr|')[0]?.result).toBe('S90crond -> ../init.d/crond');
    expect(complete('S90cr| -> ../init.d/x')[0]?.result).toBe('S90crond -> ../init.d/x');
    expect(complete('K60crond\nS90|')[0]?.detail).toBe('has K60crond · runs commands');
  });

  it('of targets, the one that the name asks for first', () => {
    const found = complete('S90ntpd -> ../|');
    expect(found.map(({ result }) => result)).toContain('S90ntpd -> ../init.d/ntpd');
    expect(complete('S90gone -> |')[0]?.result).toBe('S90gone -> ../init.d/gone');
  });

  it('of nothing in comments and lines of ls', () => {
    expect(complete('# S|')).toEqual([]);
    expect(complete('lrwxrwxrwx 1 root S|')).toEqual([]);
  });

  it('names documentation that there is', () => {
    for (const text of ['|', 'S|', 'S90|', 'S90crond -> |']) {
      for (const { key } of complete(text)) {
        expect(key && rcLinksKind.document(key, contextOf(where)), key).toMatch(/^\*\*/);
      }
    }
  });
});

describe('hover', () => {
  const listing = 'K74ntpd -> ../init.d/ntpd\nS12rsyslog\nS90crond -> ../init.d/crond\n';
  const hover = (at: string, offset: number, more: Where = {}) =>
    rcLinksKind.hover(documentOf(listing), listing.indexOf(at) + offset, contextOf({ ...where, ...more }))?.text;

  it('says what a link does, where it comes, and what its header asks for', () => {
    expect(hover('S90', 0)).toBe(
      [
        '**S90crond** · runs commands',
        'Starts `crond` when the machine comes to runlevel 3, unless it is up: there is a file /var/lock/subsys/crond.',
        'Number 2 of the 2 that are started: after `S12rsyslog`.',
        'Its header asks for it to be started at runlevel 3 (`Default-Start: 2 3 4 5`).',
        'Starts after `$syslog` (S12rsyslog).',
      ].join('\n\n'),
    );
  });

  it("speaks of Debian's runlevels 0, 6 and S as Debian's rc does", () => {
    const debian = (path: string) => hover('S90', 0, { flavor: 'debian', path })?.split('\n\n')[1];
    expect(debian('/etc/rc6.d')).toMatch(/^Runs `crond stop`/);
    expect(debian('/etc/rcS.d')).toMatch(/^Starts `crond` when the machine boots/);
    expect(debian('/etc/rc2.d')).toBe('Starts `crond` when the machine comes to runlevel 2.');
    expect(hover('K74', 0, { flavor: 'debian' })).toContain('but not while it boots');
  });

  it('explains the number and the target', () => {
    expect(hover('S12', 1)).toMatch(/^\*\*12\*\*\n\nNumber 1 of the 2 that are started: before `S90crond`/);
    expect(hover('../init.d/crond', 3)).toMatch(
      /^\*\*crond\*\* · runs commands\n\n`\/etc\/init.d\/crond`\n\nHere: `S90crond`/,
    );
    expect(hover('K74', 0)).toContain('no header that says where it is to run');
  });
});

describe('editing', () => {
  const format = (text: string) => applyEdits(text, rcLinksKind.format(documentOf(text)));

  it('formats by order, each block for itself', () => {
    const text =
      'S90crond->../init.d/crond\nS12rsyslog   ->   ../init.d/rsyslog\n  K74ntpd\n\n# more\nS99b\nS01a\nwhat is this\nS00c';
    expect(format(text)).toBe(
      'K74ntpd\nS12rsyslog -> ../init.d/rsyslog\nS90crond -> ../init.d/crond\n\n# more\nS01a\nS99b\nwhat is this\nS00c',
    );
    expect(format(format(text))).toBe(format(text));
  });

  it('makes a listing of what ls -l prints', () => {
    const text = [
      'total 0',
      'lrwxrwxrwx 1 root root 15 Jan  1 12:00 S90crond -> ../init.d/crond',
      'lrwxrwxrwx 1 root root 14 2024-01-01 12:00 K74ntpd -> ../init.d/ntpd\r',
    ].join('\r\n');
    expect(format(text)).toBe('total 0\r\nK74ntpd -> ../init.d/ntpd\r\nS90crond -> ../init.d/crond\r');
  });

  it.each([
    ['S90cr|ond -> ../init.d/crond\nK10crond', 'cron', 'S90cron -> ../init.d/cron\nK10cron'],
    ['S90crond -> ../init.d/cr|ond', 'cron', 'S90cron -> ../init.d/cron'],
    ['S90crond -> /opt/cr|ond', 'cron', 'S90cron -> /opt/cron'],
    ['S9|0crond -> ../init.d/crond', 'S85', 'S85crond -> ../init.d/crond'],
  ])('renames %j to %s', (text, name, expected) => {
    const { text: plain, offset } = cursor(text);
    const edits = rcLinksKind.rename!(documentOf(plain), offset, name);
    expect(typeof edits === 'string' ? edits : applyEdits(plain, edits)).toBe(expected);
  });

  it('refuses names that cannot be', () => {
    expect(rcLinksKind.rename!(documentOf('S90crond'), 1, '85')).toMatch(/two digits/);
    expect(rcLinksKind.rename!(documentOf('S90crond'), 5, 'a b')).toMatch(/no blanks/);
    expect(renamedAt(documentOf('# S90crond'), 5)).toBeUndefined();
    expect(renamedAt(documentOf('S90crond -> ../rc.local'), 15)).toBeUndefined();
  });
});

describe('structure', () => {
  const text = '# links\n# of runlevel 3\nK74ntpd\nS90crond -> ../init.d/crond\n';
  const document = documentOf(text);

  it('symbols, folding, tokens, links and selection', () => {
    const context = contextOf(where);
    expect(rcLinksKind.symbols(document, context).map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
      'K74ntpd: stops ntpd',
      'S90crond: starts crond: runs commands',
    ]);
    expect(rcLinksKind.folding(document)[0]).toMatchObject({ kind: 'comment' });
    const tokens = rcLinksKind
      .tokens(document, context)
      .map(({ span, type }) => `${type} ${text.slice(span.start, span.end)}`);
    expect(tokens).toEqual([
      'keyword K',
      'number 74',
      'property ntpd',
      'keyword S',
      'number 90',
      'property crond',
      'string ../init.d/crond',
    ]);
    expect(rcLinksKind.links(document, context)).toMatchObject([{ target: { path: '/etc/init.d/crond' } }]);
    const spans = rcLinksKind
      .selection(document, text.indexOf('0crond'))
      .map(({ start, end }) => text.slice(start, end));
    expect(spans).toEqual(['90', 'S90crond', 'S90crond -> ../init.d/crond', text]);
  });

  it('is told by the language and by the suffix', () => {
    expect(kindOf('/x/rc3.d', 'rc-links')?.id).toBe('rc-links');
    expect(kindOf('/x/rc3.d.rc-links')?.id).toBe('rc-links');
  });
});

it('never throws, whatever the text', () => {
  const pieces = [
    'S',
    'K',
    '90',
    'crond',
    ' -> ',
    '->',
    '../init.d/',
    '/',
    '\n',
    '\r',
    '\0',
    '#',
    'lrwxrwxrwx 1 ',
    ' ',
    '\ud800',
    'é',
    '=>',
  ];
  let seed = 7;
  const next = (limit: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % limit;
  };
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: next(30) }, () => pieces[next(pieces.length)]).join('');
    const document = documentOf(text);
    const context = contextOf(where);
    for (const { span } of rcLinksKind.diagnose(document, context)) {
      expect(span.start).toBeLessThanOrEqual(span.end);
      expect(span.end).toBeLessThanOrEqual(text.length);
    }
    const offset = next(text.length + 1);
    rcLinksKind.complete(document, offset, context);
    rcLinksKind.hover(document, offset, context);
    rcLinksKind.selection(document, offset);
    rcLinksKind.rename!(document, offset, 'S10');
    applyEdits(text, rcLinksKind.format(document));
  }
});
