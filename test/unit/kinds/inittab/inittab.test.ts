import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inittabText } from '../../../../server/src/core/kinds/inittab/documentation.ts';
import { inittabKind } from '../../../../server/src/core/kinds/inittab/index.ts';
import { type Context, type Diagnostic, EMPTY_WORKSPACE } from '../../../../server/src/core/kinds/kind.ts';
import { kindOf } from '../../../../server/src/core/kinds/registry.ts';
import { INITTAB_ACTIONS } from '../../../../server/src/core/sysv/inittab.ts';
import { sysvContext } from '../../../../server/src/core/sysv/rootContext.ts';
import { fileNode, linkNode, type TreeNode } from '../../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../../server/src/core/tree/systemTree.ts';
import { expand, type Snippet } from '../../snippetBody.ts';

type Files = Readonly<Record<string, TreeNode>>;

const DEFAULT = 'id:3:initdefault:\n';

function contextOf(files?: Files): Context {
  const sysv = files && sysvContext(treeOf(Object.entries(files)), '/etc/inittab');
  return { path: '/etc/inittab', languageId: 'inittab', systemdVersion: 262, workspace: EMPTY_WORKSPACE, sysv };
}

function found(text: string, files?: Files): Diagnostic[] {
  const context = contextOf(files);
  return inittabKind.diagnose(inittabKind.parse(text, context), context);
}

function judge(text: string, files?: Files): string[] {
  return found(text, files).map(
    ({ severity, code, span }) => `${severity} ${code.replace('inittab.', '')}: ${text.slice(span.start, span.end)}`,
  );
}

function fixed(text: string): string {
  const edits = [...found(text)[0]!.fixes![0]!.edits];
  return edits.reduce((now, { span, newText }) => now.slice(0, span.start) + newText + now.slice(span.end), text);
}

function marked(source: string): { text: string; offset: number } {
  const offset = source.indexOf('¦');
  return { text: source.slice(0, offset) + source.slice(offset + 1), offset };
}

function labels(source: string, files?: Files): string[] {
  const { text, offset } = marked(source);
  const context = contextOf(files);
  return inittabKind.complete(inittabKind.parse(text, context), offset, context).map(({ label }) => label);
}

function completed(source: string, label: string): string {
  const { text, offset } = marked(source);
  const all = inittabKind.complete(inittabKind.parse(text, contextOf()), offset, contextOf());
  const { span, newText } = all.find((one) => one.label === label)!.edit;
  return text.slice(0, span.start) + newText + text.slice(span.end);
}

function hover(source: string): string | undefined {
  const { text, offset } = marked(source);
  return inittabKind.hover(inittabKind.parse(text, contextOf()), offset, contextOf())?.text;
}

describe('what init leaves out (read_inittab)', () => {
  it.each([
    ['missing id field', ':3:wait:/bin/true', 'missing-id: :3:wait:/bin/true'],
    ['missing runlevel field', 'x', 'missing-runlevels: x'],
    ['missing action field', 'x:3::/bin/true', 'missing-action: x:3::/bin/true'],
    ['missing process field', 'x:3:wait', 'missing-process: x:3:wait'],
    ['id field too long', 'login:3:wait:/bin/true', 'long-id: login'],
    ['rlevel field too long', 'x:012345678901:wait:/bin/true', 'long-runlevels: 012345678901'],
    ['unknown action field', 'x:3:respwan:/bin/true', 'unknown-action: respwan'],
    ['unknown action field, with blanks', 'x:3:wait :/bin/true', 'unknown-action: wait '],
    ['duplicate ID field', 'id:3:wait:/bin/true', 'duplicate-id: id'],
  ])('%s', (_, line, expected) => {
    expect(judge(`${DEFAULT}${line}\n`)).toEqual([`error ${expected}`]);
  });

  it('a line that does not fit into its buffer', () => {
    const line = (length: number) => `x:3:wait:${'y'.repeat(length - 9)}`;
    expect(judge(`${DEFAULT}${line(254)}\n`)).toEqual([]);
    expect(judge(`${DEFAULT}${line(255)}\n`)[0]).toMatch(/^error long-line/);
  });

  it('a last line that is not ended, but not on Red Hat', () => {
    expect(judge(`${DEFAULT}x:3:wait:/bin/true`)).toEqual(['error unended-line: x:3:wait:/bin/true']);
    const redhat = { '/etc/redhat-release': fileNode('x') };
    expect(judge(`${DEFAULT}x:3:wait:/bin/true`, redhat)).toEqual(['information unended-line: x:3:wait:/bin/true']);
  });

  it('takes ~~ twice, capitals and blanks in front', () => {
    expect(judge(`${DEFAULT} ~~:S:WAIT:/sbin/sulogin\n~~:S:wait:/sbin/sulogin\n`)).toEqual([]);
  });

  it.each([
    [`${DEFAULT}x:3:respwan:/bin/true\n`, `${DEFAULT}x:3:respawn:/bin/true\n`],
    [`${DEFAULT}x:3: wait:/bin/true\n`, `${DEFAULT}x:3:wait:/bin/true\n`],
    [`${DEFAULT}x:3:wait\n`, `${DEFAULT}x:3:wait:\n`],
    [`${DEFAULT}id:3:wait:/bin/true\n`, `${DEFAULT}id1:3:wait:/bin/true\n`],
    [`${DEFAULT}x:3:wait:/bin/true`, `${DEFAULT}x:3:wait:/bin/true\n`],
  ])('%j is put right', (text, after) => {
    expect(fixed(text)).toBe(after);
  });
});

describe('what init takes in another sense', () => {
  it.each([
    ['id:6:initdefault:\n', ['information deadly-default: 6']],
    ['id:35:initdefault:\n', ['information many-defaults: 35']],
    ['id:a:initdefault:\n', ['warning bad-default: a']],
    ['id::initdefault:\n', ['information many-defaults: ::']],
    [`${DEFAULT}ix:5:initdefault:\n`, ['information second-default: ix']],
    ['id:3:initdefault:/bin/true\n', ['information ignored-process: /bin/true']],
    ['x:3:wait:/bin/true\n', ['information no-default: x:3:wait:/bin/true']],
    [`${DEFAULT}si:3:sysinit:/etc/rc\n`, ['information ignored-runlevels: 3']],
    [`${DEFAULT}x:2,3:wait:/bin/true\n`, ['information odd-runlevel: 2,3']],
    [`${DEFAULT}x:3:wait:\n`, ['information no-process: ']],
  ])('%j', (text, expected) => {
    expect(judge(text)).toEqual(expected);
  });

  it('says which programs the root does not have', () => {
    const text = `${DEFAULT}x:3:wait:+/bin/gone x\ny:3:wait:/bin/here\nz:3:wait:gone\n`;
    expect(judge(text, { '/bin/here': fileNode('', true) })).toEqual(['information missing-program: /bin/gone']);
  });

  it('says that systemd reads none of it', () => {
    const files = {
      '/sbin/init': linkNode('/lib/systemd/systemd'),
      '/lib/systemd/systemd': fileNode('', true),
      '/etc/inittab': fileNode(''),
    };
    expect(judge(`${DEFAULT}x:3:bad:\n`, files)).toEqual([
      'information systemd: id:3:initdefault:',
      'information unknown-action: bad',
    ]);
    const sysvinit = { '/sbin/init': fileNode('', true), '/etc/inittab': fileNode('') };
    expect(judge(DEFAULT, sysvinit)).toEqual([]);
  });
});

describe('completion', () => {
  it('offers ids that are free, and goes on with the next field', () => {
    const ids = labels(`${DEFAULT}¦`);
    expect(ids).toContain('si');
    expect(ids).not.toContain('id');
    expect(completed(`${DEFAULT}l¦`, 'l3')).toBe(`${DEFAULT}l3:`);
    expect(completed('¦x:3:wait:/bin/true', 'si')).toBe('si:3:wait:/bin/true');
  });

  it('offers runlevels and actions that go with the id', () => {
    expect(labels('l4:¦')).toEqual(['4']);
    expect(completed('si::¦', 'sysinit')).toBe('si::sysinit:');
    expect(labels('x:3:¦').sort()).toEqual([...INITTAB_ACTIONS].sort());
    expect(completed('x:3:re¦spawn:/bin/true', 'wait')).toBe('x:3:wait:/bin/true');
  });

  it('offers the usual processes of the family', () => {
    expect(labels('l3:3:wait:¦')).toEqual(['/etc/init.d/rc 3']);
    expect(labels('l3:3:wait:¦', { '/etc/redhat-release': fileNode('') })).toEqual(['/etc/rc.d/rc 3']);
    expect(labels('2:23:respawn:¦')[0]).toBe('/sbin/getty 38400 tty2');
  });

  it('offers nothing in a comment', () => {
    expect(labels('# ¦')).toEqual([]);
  });
});

describe('hover, outline and format', () => {
  it.each([
    ['i¦d:35:initdefault:\n', 'A name of up to four characters'],
    ['id:3¦5:initdefault:\n', 'boots into **runlevel 5**'],
    ['id:5:init¦default:\n', 'Names the runlevel'],
    ['x:2¦3:wait:/bin/true\n', '2 (multi-user), 3 (multi-user)'],
    ['x:¦:wait:/bin/true\n', '**all runlevels**'],
    ['x:3:wait:/bin¦/true\n', 'The command that init runs'],
  ])('%s', (source, words) => {
    expect(hover(source)).toContain(words);
  });

  it('has a symbol for each line', () => {
    const document = inittabKind.parse(`${DEFAULT}1:23:respawn:/sbin/getty tty1\n`, contextOf());
    expect(inittabKind.symbols(document, contextOf()).map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
      'id: 3 initdefault',
      '1: 23 respawn /sbin/getty tty1',
    ]);
  });

  it('formats blanks that mean nothing, once', () => {
    const apply = (source: string) => {
      const edits = [...inittabKind.format(inittabKind.parse(source, contextOf()))].reverse();
      return edits.reduce((now, { span, newText }) => now.slice(0, span.start) + newText + now.slice(span.end), source);
    };
    const once = apply('# a  \n \n  id:3:initdefault:\nx:3:wait:/bin/echo a \n');
    expect(once).toBe('# a\n\nid:3:initdefault:\nx:3:wait:/bin/echo a \n');
    expect(apply(once)).toBe(once);
  });

  it('survives any beginning of a line', () => {
    const text = `${DEFAULT}x:3:wait:/bin/true\n`;
    for (let end = 0; end <= text.length; end++) {
      const part = text.slice(0, end);
      const document = inittabKind.parse(part, contextOf({}));
      expect(() => {
        inittabKind.diagnose(document, contextOf({}));
        inittabKind.complete(document, end, contextOf({}));
        inittabKind.hover(document, end, contextOf({}));
        inittabKind.selection(document, end);
        inittabKind.folding(document);
      }).not.toThrow();
    }
  });
});

describe('paths, texts and snippets', () => {
  it.each(['/etc/inittab', '/image/etc/inittab', '/etc/inittab.d/getty.tab', '/x/web.inittab'])('%s', (path) => {
    expect(kindOf(path)?.id).toBe('inittab');
  });

  it('has a text for every action', () => {
    for (const action of INITTAB_ACTIONS) expect(inittabText('actions', action)?.summary).toMatch(/\.$/);
  });

  const snippets: Record<string, Snippet> = JSON.parse(
    readFileSync(new URL('../../../../snippets/inittab.json', import.meta.url), 'utf8'),
  );
  it.each(Object.entries(snippets))('%s is taken by init', (_, snippet) => {
    const text = expand(snippet).replace(/\n?$/, '\n');
    expect(judge(text).filter((line) => !line.startsWith('information no-default'))).toEqual([]);
  });
});
