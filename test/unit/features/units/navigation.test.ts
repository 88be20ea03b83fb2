import { describe, expect, it } from 'vitest';
import { definitionsOf } from '../../../../server/src/core/features/units/definitions.ts';
import { referencesTo } from '../../../../server/src/core/features/units/references.ts';
import { workspaceSymbols } from '../../../../server/src/core/features/units/symbols.ts';
import { highlightsAt, unitAt } from '../../../../server/src/core/features/units/unitAt.ts';
import { cursorIn, unitOf } from '../../marked.ts';
import { type Files, indexed, indexedFolder, placeText, short } from './indexed.ts';

const VENDOR = '/usr/lib/systemd/system';

describe('definitions', () => {
  it.each<[string, Files, string, string[]]>([
    ['a file', { 'a.service': '[Unit]\n' }, 'a.service', ['a.service fragment']],
    [
      'the file that wins',
      { 'a.service': '[Unit]\n', [`${VENDOR}/a.service`]: '[Unit]\n' },
      'a.service',
      ['a.service fragment'],
    ],
    ['no file', {}, 'a.service', []],
    [
      'drop-ins, the most general folder last',
      {
        'a-b.service': '[Unit]\n',
        'a-b.service.d/y.conf': '[Unit]\n',
        'a-.service.d/x.conf': '[Unit]\n',
        'service.d/z.conf': '[Unit]\n',
        'a-c.service.d/n.conf': '[Unit]\n',
      },
      'a-b.service',
      [
        'a-b.service fragment',
        'a-.service.d/x.conf drop-in',
        'a-b.service.d/y.conf drop-in',
        'service.d/z.conf drop-in',
      ],
    ],
    [
      'the template of an instance, with its own drop-ins',
      { 'a@.service': '[Unit]\n', 'a@x.service.d/d.conf': '[Unit]\n', 'a@y.service.d/d.conf': '[Unit]\n' },
      'a@x.service',
      ['a@.service fragment', 'a@x.service.d/d.conf drop-in'],
    ],
    [
      'the file of an instance itself',
      { 'a@.service': '[Unit]\n', 'a@x.service': '[Unit]\n' },
      'a@x.service',
      ['a@x.service fragment'],
    ],
    [
      'what an alias stands for',
      { 'b.service': '-> a.service', 'a.service': '[Unit]\n' },
      'b.service',
      ['a.service fragment'],
    ],
    [
      'a linked file outside the search path',
      { 'a.service': '-> /srv/a.service', '/srv/a.service': '[Unit]\n' },
      'a.service',
      ['/srv/a.service fragment'],
    ],
    [
      'what a mask hides',
      { 'a.service': '-> /dev/null', [`${VENDOR}/a.service`]: '[Unit]\n' },
      'a.service',
      [`${VENDOR}/a.service shadowed`],
    ],
    ['a link whose end the host cannot tell', { 'a.service': '-> /nowhere/a.service' }, 'a.service', []],
  ])('are %s', (_, files, name, expected) => {
    expect(definitionsOf(indexed(files), name).map(({ path, role }) => `${short(path)} ${role}`)).toEqual(expected);
  });

  it('are found in a plain folder', () => {
    const index = indexedFolder({ 'a.service': '[Unit]\n', 'a.service.d/x.conf': '[Unit]\n' });
    expect(definitionsOf(index, 'a.service').map(({ path }) => path)).toEqual(['/a.service', '/a.service.d/x.conf']);
  });
});

describe('references', () => {
  it.each<[string, Files, string, string[]]>([
    [
      'words of directives that take units, and no others',
      { 'b.service': '[Unit]\nDescription=a.service\nAfter=x.target a.service\n[Install]\nAlso=a.service\n' },
      'a.service',
      ['b.service:3 After', 'b.service:5 Also'],
    ],
    [
      'words on continuation lines',
      { 'b.service': '[Unit]\nAfter=x.target \\\n# why\n  a.service\n' },
      'a.service',
      ['b.service:4 After'],
    ],
    [
      'quoted words of [Install]',
      { 'b.service': '[Install]\nWantedBy="a.target"\n' },
      'a.target',
      ['b.service:2 WantedBy'],
    ],
    [
      'specifiers, filled in for the unit of the file',
      { 'b@x.service': '[Unit]\nAfter=a-%i.service\n', 'c.service': '[Unit]\nAfter=%p-a.service\n' },
      'a-x.service',
      ['b@x.service:2 After'],
    ],
    [
      'instances, for their template',
      {
        'b.service': '[Unit]\nAfter=a@1.service a@2.service\n',
        'x.target.wants/a@3.service': '-> ../a@.service',
        'a@.service': '',
      },
      'a@.service',
      ['b.service:2 After', 'b.service:2 After', 'x.target.wants/a@3.service Wants'],
    ],
    [
      'the template with the instance left open, for an instance',
      { 'b@.service': '[Unit]\nAfter=a@%i.service a@2.service\n' },
      'a@1.service',
      ['b@.service:2 After'],
    ],
    [
      'a template that takes the instance of the unit',
      { 'b@x.service': '[Unit]\nAfter=a@.service\n' },
      'a@x.service',
      ['b@x.service:2 After'],
    ],
    [
      'all names of a unit',
      {
        'a.service': '[Unit]\n',
        'b.service': '-> a.service',
        'c.service': '[Unit]\nAfter=a.service\nBefore=b.service\n',
      },
      'a.service',
      ['c.service:2 After', 'c.service:3 Before', 'b.service alias'],
    ],
    [
      'drop-ins, and files that others hide',
      {
        'b.service.d/x.conf': '[Unit]\nAfter=a.service\n',
        'c.service': '[Unit]\n',
        [`${VENDOR}/c.service`]: '[Unit]\nAfter=a.service\n',
      },
      'a.service',
      ['b.service.d/x.conf:2 After', `${VENDOR}/c.service:2 After`],
    ],
    [
      'full names in presets',
      { '/etc/systemd/system-preset/1.preset': '# a.service\nenable a.service\ndisable a.*\nenable xa.service\n' },
      'a.service',
      ['/etc/systemd/system-preset/1.preset:2 preset'],
    ],
    [
      'nothing in text that systemd does not read',
      { 'b.service': 'After=a.service\n#After=a.service\n[X]\nAfter=a.service\n' },
      'a.service',
      [],
    ],
  ])('are %s', (_, files, name, expected) => {
    const index = indexed(files);
    expect(referencesTo(index, name).map((place) => placeText(index, place))).toEqual(expected);
  });
});

describe('a cursor', () => {
  it.each<[string, string, string | undefined]>([
    ['[Unit]\nAfter=a.|service b.service\n', '/etc/systemd/system/t.service', 'a.service'],
    ['[Unit]\nAfter=a.service b.service|\n', '/etc/systemd/system/t.service', 'b.service'],
    ['[Unit]\nAfter=a@%i.s|ervice\n', '/etc/systemd/system/t@x.service', 'a@x.service'],
    ['[Unit]\nAfter=a@%i.s|ervice\n', '/etc/systemd/system/t@.service', 'a@.service'],
    ['[Un|it]\nAfter=a.service\n', '/etc/systemd/system/t.service.d/x.conf', 't.service'],
    ['[Un|it]\nAfter=a.service\n', '/etc/systemd/system/service.d/x.conf', undefined],
    ['[Unit]\nDescription=a.s|ervice\n', '/etc/systemd/system/t.service', undefined],
    ['[Unit]\nAfter=nonse|nse\n', '/etc/systemd/system/t.service', undefined],
  ])('in %j of %s means a unit', (marked, path, expected) => {
    const { text, offset } = cursorIn(marked);
    expect(unitAt(unitOf(text, { path }), offset, 257)?.name).toBe(expected);
  });

  it('on a name lights up all of its places in the file', () => {
    const { text, offset } = cursorIn('[Unit]\nAfter=a.|service ab.service\nWants=a.service\n');
    const spans = highlightsAt(unitOf(text), offset, 257);
    expect(spans.map(({ start, end }) => text.slice(start - 6, end))).toEqual(['After=a.service', 'Wants=a.service']);
  });
});

describe('symbols', () => {
  const index = indexed({
    'web.service': '[Unit]\n',
    'www.service': '-> web.service',
    'web@.socket': '[Unit]\n',
    'gone.service': '-> /dev/null',
    'eweb.target': '[Unit]\n',
  });
  it.each<[string, string[]]>([
    ['web', ['web.service', 'web@.socket', 'eweb.target']],
    ['WBS', ['web.service', 'web@.socket']],
    ['www', ['www.service']],
    ['gone', []],
    ['', ['eweb.target', 'web.service', 'web@.socket', 'www.service']],
  ])('are found by %j', (query, expected) => {
    expect(workspaceSymbols(index, query, 10).map(({ name }) => name)).toEqual(expected);
  });
  it('tell what they are another name of', () => {
    expect(workspaceSymbols(index, 'www', 10)[0]).toMatchObject({ aliasOf: 'web.service', type: 'service' });
    expect(workspaceSymbols(index, '', 2)).toHaveLength(2);
  });
});
