import { describe, expect, it } from 'vitest';
import { memoryHost } from '../../../server/src/hosts/memory.ts';
import { folderLocation, pathWithin } from '../../../server/src/lsp/locations.ts';
import { type OpenText, type TreeInputs, type Trees, treesOn } from '../../../server/src/lsp/trees.ts';

type Disk = Record<string, string | { readonly link: string }>;

const ROOT: Disk = {
  'test:///ws/image/etc/systemd/system/a.service': '[Unit]\nDescription=a\n',
  'test:///ws/image/etc/systemd/system/out.service': { link: '../../../../../secret/out.service' },
  'test:///ws/image/etc/systemd/system/linked.service': { link: '/srv/linked.service' },
  'test:///ws/image/srv/linked.service': '[Unit]\n',
  'test:///ws/image/usr/lib/systemd/libsystemd-shared-252.so': '',
  'test:///ws/plain/p.service': '[Unit]\n',
  'test:///ws/plain/p.service.d/x.conf': '[Unit]\n',
  'test:///secret/out.service': '[Unit]\nDescription=secret\n',
};

function setUp(files: Disk, inputs: Partial<TreeInputs> = {}) {
  const disk = { ...files };
  const open: OpenText[] = [];
  const asked: string[] = [];
  const host = memoryHost(disk);
  const spied = {
    ...host,
    read: (uri: string, limit: number) => {
      asked.push(uri);
      return host.read(uri, limit);
    },
  };
  const trees: Trees = treesOn(spied, {
    documents: () => open,
    folders: () => ['test:///ws'],
    chosenRoot: () => undefined,
    chosenVersion: () => undefined,
    read: () => undefined,
    ...inputs,
  });
  const edit = (uri: string, text: string, version = 1) => {
    const at = open.findIndex((one) => one.uri === uri);
    open.splice(at < 0 ? open.length : at, 1, { uri, version, getText: () => text });
  };
  const text = async (uri: string) => {
    const root = await trees.of(uri);
    const node = root?.tree.node(pathWithin(root.uri, uri)!);
    return node?.type === 'file' ? node.content : node?.type;
  };
  return { disk, trees, edit, text, asked, close: () => open.splice(0) };
}

const A = 'test:///ws/image/etc/systemd/system/a.service';

describe('the root of a file', () => {
  it.each<[string, string, string, boolean]>([
    ['a unit of an image', A, 'test:///ws/image', true],
    ['a new unit of an image', 'test:///ws/image/etc/systemd/system/n.service', 'test:///ws/image', true],
    ['a unit that a link leads to', 'test:///ws/image/srv/linked.service', 'test:///ws/image', true],
    ['a unit elsewhere in an image', 'test:///ws/image/opt/x.service', 'test:///ws/image/opt', false],
    ['a plain unit', 'test:///ws/plain/p.service', 'test:///ws/plain', false],
    ['a plain drop-in', 'test:///ws/plain/p.service.d/x.conf', 'test:///ws/plain', false],
  ])('is found for %s', async (_, uri, root, system) => {
    const { trees } = setUp(ROOT);
    expect(await trees.of(uri)).toMatchObject({ uri: root, system, systemdVersion: system ? 252 : 262 });
  });

  it('is the one that the user has chosen', async () => {
    const { trees } = setUp(
      { ...ROOT, 'test:///ws/image/etc/systemd/system/etc/systemd/x.service': '' },
      { chosenRoot: () => 'test:///ws/image', chosenVersion: () => 257 },
    );
    const uri = 'test:///ws/image/etc/systemd/system/etc/systemd/system/x.service';
    expect((await trees.around(uri))?.uri).toBe('test:///ws/image');
    expect((await trees.of(A))?.systemdVersion).toBe(257);
  });

  it('is found below the folders of the workspace', async () => {
    const { trees, edit } = setUp(ROOT);
    expect((await trees.all()).map(({ uri }) => uri)).toEqual(['test:///ws/image']);
    edit('test:///ws/plain/p.service', '[Unit]\n');
    expect((await trees.all()).map(({ uri }) => uri)).toEqual(['test:///ws/image', 'test:///ws/plain']);
  });

  it('is none where no files can be read', async () => {
    const { trees } = setUp(ROOT);
    expect(await trees.of('untitled:Untitled-1')).toBeUndefined();
  });

  it('never holds what lies outside of it', async () => {
    const { trees, asked } = setUp(ROOT);
    const root = await trees.of(A);
    expect(root?.tree.node('/etc/systemd/system/out.service')?.type).toBe('symlink');
    expect(root?.tree.node('/secret/out.service')).toBeUndefined();
    expect(asked.filter((uri) => uri.includes('secret'))).toEqual([]);
  });
});

describe('a root', () => {
  it('is the same as long as nothing changes', async () => {
    const { trees, edit } = setUp(ROOT);
    const first = await trees.of(A);
    expect(await trees.of(A)).toBe(first);
    expect(trees.peek(A)).toBe(first);
    edit(A, '[Unit]\nDescription=b\n');
    const second = await trees.of(A);
    expect(second).not.toBe(first);
    expect(second?.layered.solid).toBe(first?.layered.solid);
  });

  it('has the text of editors over that of files', async () => {
    const { text, edit, close } = setUp(ROOT);
    edit(A, 'edited');
    expect(await text(A)).toBe('edited');
    edit(A, 'edited more', 2);
    expect(await text(A)).toBe('edited more');
    const linked = 'test:///ws/image/etc/systemd/system/linked.service';
    edit(linked, 'through the link');
    expect(await text('test:///ws/image/srv/linked.service')).toBe('through the link');
    expect(await text(linked)).toBe('symlink');
    close();
    expect(await text(A)).toBe('[Unit]\nDescription=a\n');
  });

  it('reads again what has changed, and nothing else', async () => {
    const { disk, trees, text, asked } = setUp(ROOT);
    const added = 'test:///ws/image/etc/systemd/system/b.service';
    await trees.of(A);
    disk[A] = 'changed';
    disk[added] = 'added';
    expect(await text(A)).toBe('[Unit]\nDescription=a\n');
    asked.length = 0;
    trees.changed([A, added]);
    expect(trees.peek(A)).toBeUndefined();
    expect([await text(A), await text(added)]).toEqual(['changed', 'added']);
    expect(asked.sort()).toEqual([A, added]);
    delete disk[A];
    trees.changed([A]);
    expect(await text(A)).toBeUndefined();
  });

  it('has the text of an editor that is what was read at first, over what has changed on disk since', async () => {
    const { disk, trees, edit, text } = setUp(ROOT);
    const first = disk[A] as string;
    edit(A, first);
    await trees.of(A);
    disk[A] = 'changed';
    trees.changed([A]);
    expect(await text(A)).toBe(first);
  });

  it('reads again a folder of a unit as a whole, and nothing else', async () => {
    const { disk, trees, text, asked } = setUp(ROOT);
    const [old, made] = ['a', 'b'].map((name) => `test:///ws/image/etc/systemd/system/${name}.service.d`);
    disk[`${old}/x.conf`] = '[Unit]\n';
    expect(await text(`${old}/x.conf`)).toBe('[Unit]\n');
    delete disk[`${old}/x.conf`];
    disk[`${made}/x.conf`] = '[Service]\n';
    disk[`${made}/y.conf`] = { link: 'x.conf' };
    asked.length = 0;
    trees.changed([old!, made!]);
    expect(await text(`${old}/x.conf`)).toBeUndefined();
    expect([await text(`${made}/x.conf`), await text(`${made}/y.conf`)]).toEqual(['[Service]\n', 'symlink']);
    expect(asked).toEqual([`${made}/x.conf`]);
    delete disk[`${made}/x.conf`];
    trees.changed([made!]);
    expect([await text(`${made}/x.conf`), await text(`${made}/y.conf`)]).toEqual([undefined, 'symlink']);
  });
});

describe('locations', () => {
  it.each<[string, string, string | undefined]>([
    ['file:///r', 'file:///r/etc/x', '/etc/x'],
    ['file:///r', 'file:///r/a%40b.service', '/a@b.service'],
    ['file:///r', 'file:///r', '/'],
    ['file:///r', 'file:///rx/y', undefined],
    ['file://', 'file:///etc/x', '/etc/x'],
    ['file:///r', 'untitled:r/x', undefined],
    ['vscode-vfs://github/o/r', 'vscode-vfs://other/o/r/x', undefined],
  ])('in %s %s is %s', (root, uri, path) => {
    expect(pathWithin(root, uri)).toBe(path);
  });

  it.each<[string, string | undefined, string | undefined]>([
    ['', 'file:///w', undefined],
    ['/srv/image', undefined, 'file:///srv/image'],
    ['/srv/my image/', undefined, 'file:///srv/my%20image'],
    ['image', 'file:///w', 'file:///w/image'],
    ['image', undefined, undefined],
    ['vscode-vfs://github/o/r/', undefined, 'vscode-vfs://github/o/r'],
    ['C:\\image', undefined, 'file:///C:/image'],
  ])('of the setting %j from %s is %s', (setting, from, uri) => {
    expect(folderLocation(setting, from)).toBe(uri);
  });
});
