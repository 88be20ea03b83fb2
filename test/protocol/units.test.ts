import { existsSync, mkdirSync, readlinkSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Client, type Diagnostic, type Range } from './client.ts';
import { ExampleRoot } from './exampleRoot.ts';

const SYSTEM = '/etc/systemd/system';
const WEB = `${SYSTEM}/shop-web.service`;
const DB = `${SYSTEM}/shop-db.service`;
const CAN_RENAME = { workspace: { workspaceEdit: { resourceOperations: ['create', 'rename', 'delete'] } } };

interface Located {
  readonly uri: string;
  readonly range: Range;
}
interface Item extends Located {
  readonly name: string;
  readonly detail: string;
}
interface RenameEdit {
  readonly documentChanges: readonly (
    | { readonly textDocument: { readonly uri: string } }
    | { readonly kind: 'rename'; readonly oldUri: string; readonly newUri: string }
  )[];
}
interface Lens {
  readonly range: Range;
  readonly command: { readonly title: string; readonly command: string; readonly arguments?: readonly unknown[] };
}

let root: ExampleRoot;
let client: Client;

beforeEach(() => {
  root = new ExampleRoot();
});

afterEach(() => {
  client.kill();
  root.remove();
});

const start = async (capabilities: object = CAN_RENAME, more: object = {}) => {
  const workspaceFolders = [{ uri: root.uri, name: 'server' }];
  client = await Client.start({ capabilities, workspaceFolders, ...more });
};
const places = (found: readonly Located[]) => found.map(({ uri, range }) => `${root.pathOf(uri)}:${range.start.line}`);
const rootCodes = (found: readonly Diagnostic[]) =>
  found.filter(({ code }) => code.startsWith('root.')).map(({ code, severity }) => `${code} ${severity}`);
const renames = ({ documentChanges }: RenameEdit) =>
  documentChanges.flatMap((change) =>
    'kind' in change ? [`${root.pathOf(change.oldUri)} ${root.pathOf(change.newUri)}`] : [],
  );
const titles = (lenses: readonly Lens[]) => lenses.map(({ range, command }) => `${range.start.line} ${command.title}`);

describe('units across files', () => {
  it('are gone to, with their drop-ins', async () => {
    await start();
    root.open(client, WEB);
    const template = await client.request<Located[]>('textDocument/definition', root.at(WEB, 'shop-worker@images'));
    expect(places(template)).toEqual([
      `${SYSTEM}/shop-worker@.service:0`,
      `${SYSTEM}/shop-.service.d/10-common.conf:0`,
      `${SYSTEM}/service.d/10-defaults.conf:0`,
      `${SYSTEM}/shop-worker@images.service.d/memory.conf:0`,
    ]);
    const vendor = await client.request<Located[]>('textDocument/definition', root.at(WEB, 'network.target'));
    expect(places(vendor)).toEqual(['/usr/lib/systemd/system/network.target:0']);
  });

  it('are found where they are named, in unsaved text too', async () => {
    await start();
    root.open(client, WEB);
    const importer = `${SYSTEM}/shop-import.service`;
    client.open(root.uriOf(importer), '[Unit]\n\nWants=shop-db.service\n');
    const context = { includeDeclaration: false };
    const found = await client.request<Located[]>('textDocument/references', {
      ...root.at(WEB, 'shop-db.service'),
      context,
    });
    expect(places(found).sort()).toEqual(
      [
        `${SYSTEM}-preset/50-shop.preset:3`,
        `${DB}:18`,
        `${SYSTEM}/shop-admin.service:3`,
        `${SYSTEM}/shop-database.service:0`,
        `${importer}:2`,
        `${WEB}:3`,
        `${WEB}:5`,
        `${SYSTEM}/shop-worker@.service:2`,
        `${SYSTEM}/shop.target.requires/shop-db.service:0`,
      ].sort(),
    );
    const highlights = await client.request<{ range: Range }[]>(
      'textDocument/documentHighlight',
      root.at(WEB, 'shop-db.service'),
    );
    expect(highlights.map(({ range }) => range.start.line)).toEqual([3, 5]);
  });

  it('are found in what has been saved, though no file watcher has told', async () => {
    await start();
    root.open(client, WEB);
    const importer = `${SYSTEM}/shop-import.service`;
    const uri = root.open(client, importer);
    const named = async () => {
      const asked = { ...root.at(WEB, 'shop-db.service'), context: { includeDeclaration: false } };
      return places(await client.request<Located[]>('textDocument/references', asked));
    };
    expect(await named()).toContain(`${importer}:2`);
    const text = root.text(importer).replace('shop-db.service', 'network.target');
    client.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text }] });
    writeFileSync(join(root.folder, importer), text);
    client.notify('textDocument/didSave', { textDocument: { uri } });
    client.notify('textDocument/didClose', { textDocument: { uri } });
    expect(await named()).not.toContain(`${importer}:2`);
  });

  it('are there too when a generator makes them, and shown where it makes them from', async () => {
    await start();
    const uri = root.uriOf(`${SYSTEM}/new.service`);
    client.open(uri, '[Unit]\nAfter=srv-shop.mount local-fs.target\n');
    const at = (character: number) => ({ textDocument: { uri }, position: { line: 1, character } });
    const found = await client.request<Located[]>('textDocument/definition', at(8));
    expect(places(found)).toEqual(['/etc/fstab:0']);
    const [localFs] = await client.request<Item[]>('textDocument/prepareCallHierarchy', at(25));
    const outgoing = await client.request<{ to: Item }[]>('callHierarchy/outgoingCalls', { item: localFs });
    expect(outgoing.map(({ to }) => `${to.name} ${to.detail}`)).toContain('srv-shop.mount Requires by link');
    const refused = await client.answer('textDocument/prepareRename', at(8));
    expect(refused.error?.message).toContain('follows from its path');
    const shown = await client.request<{ text: string; files: Located[]; origins: unknown[] }>(
      'bootwright/effectiveUnit',
      { uri, name: 'srv-shop.mount' },
    );
    expect(shown.text).toContain('Where=/srv/shop');
    expect(shown.files.map(({ uri }) => root.pathOf(uri))).toEqual(['/etc/fstab']);
    expect(shown.origins.filter(Boolean)).toEqual([]);
  });

  it('are found by name', async () => {
    await start();
    const found = await client.request<{ name: string; containerName: string }[]>('workspace/symbol', {
      query: 'p-db',
    });
    expect(found.map(({ name, containerName }) => `${name}: ${containerName}`)).toEqual([
      'shop-db.service: Shop database',
      'shop-database.service: alias of shop-db.service',
    ]);
    const alias = await client.request<{ name: string; containerName: string }[]>('workspace/symbol', {
      query: 'sshd',
    });
    expect(alias[0]).toMatchObject({ name: 'sshd.service', containerName: 'alias of ssh.service' });
  });

  it('show what they pull in, what pulls them in, and their order', async () => {
    await start();
    root.open(client, WEB);
    root.open(client, DB);
    const [web] = await client.request<Item[]>('textDocument/prepareCallHierarchy', root.at(WEB, '[Unit]'));
    expect(web).toMatchObject({ name: 'shop-web.service', uri: root.uriOf(WEB) });
    const outgoing = await client.request<{ to: Item; fromRanges: Range[] }[]>('callHierarchy/outgoingCalls', {
      item: web,
    });
    expect(outgoing.map(({ to, fromRanges }) => `${to.name} ${to.detail} ${fromRanges.length}`)).toEqual([
      'shop-db.service Requires= 1',
      'shop-worker@mail.service Wants= 1',
      'shop-worker@images.service Wants= 1',
      'alert@shop-web.service.service OnFailure= 0',
      'shop.slice Slice= 0',
    ]);
    const [db] = await client.request<Item[]>('textDocument/prepareCallHierarchy', root.at(DB, '[Service]'));
    const incoming = await client.request<{ from: Item; fromRanges: Range[] }[]>('callHierarchy/incomingCalls', {
      item: db,
    });
    expect(incoming.map(({ from, fromRanges }) => `${from.name} ${from.detail} ${fromRanges.length}`)).toEqual([
      'shop-web.service Requires= 1',
      'shop.target Requires by link 0',
    ]);
    const [type] = await client.request<Item[]>('textDocument/prepareTypeHierarchy', root.at(DB, '[Unit]'));
    const names = async (method: string) =>
      (await client.request<Item[]>(`typeHierarchy/${method}`, { item: type })).map(({ name }) => name);
    expect(await names('supertypes')).toEqual(['local-fs.target']);
    expect(await names('subtypes')).toEqual([
      'shop.target',
      'shop-admin.service',
      'shop-import.service',
      'shop-web.service',
      'shop-worker@.service',
    ]);
  });

  it('are renamed with their files, links and names', async () => {
    await start();
    const uri = root.open(client, DB);
    const at = root.at(DB, '[Unit]');
    expect(await client.request('textDocument/prepareRename', at)).toMatchObject({ placeholder: 'shop-db.service' });
    const edit = await client.request<{ documentChanges: object[] }>('textDocument/rename', {
      ...at,
      newName: 'store',
    });
    expect(
      edit.documentChanges.filter((change) => 'kind' in change).map((change) => Object.values(change).join(' ')),
    ).toEqual([
      `rename ${root.uriOf(`${SYSTEM}/shop.target.requires/shop-db.service`)} ${root.uriOf(`${SYSTEM}/shop.target.requires/store.service`)}`,
      `rename ${uri} ${root.uriOf(`${SYSTEM}/store.service`)}`,
    ]);
    expect(edit.documentChanges.filter((change) => 'edits' in change)).toHaveLength(5);
    const refused = await client.answer('textDocument/rename', { ...at, newName: 'store.socket' });
    expect(refused.error?.message).toContain('keep ".service"');
  });

  it('have their links changed once they are renamed, and back', async () => {
    await start(CAN_RENAME, { initializationOptions: { movesLinks: true } });
    root.open(client, WEB);
    const [oldUri, newUri] = [root.uriOf(DB), root.uriOf(`${SYSTEM}/store.service`)];
    const edit = await client.request<RenameEdit>('textDocument/rename', {
      ...root.at(WEB, 'shop-db.service'),
      newName: 'store',
    });
    expect(renames(edit)).toEqual([`${DB} ${SYSTEM}/store.service`]);
    renameSync(join(root.folder, DB), join(root.folder, `${SYSTEM}/store.service`));
    const moved = await client.request<{ verb: string; moved: object[] }>('bootwright/movedLinks', {
      files: [{ oldUri, newUri }],
    });
    expect(moved).toMatchObject({ verb: 'rename', moved: [{ from: DB, to: `${SYSTEM}/store.service` }] });
    const plan = await client.request<{ summary: string[]; command: null; after: string; changes: object[] }>(
      'bootwright/plan',
      moved,
    );
    expect(plan.summary).toEqual([
      `shop-database.service leads to ${SYSTEM}/store.service.`,
      'shop.target requires store.service instead of shop-db.service.',
    ]);
    expect(plan.after).toContain(`/shop.target.requires/\n  store.service -> ${SYSTEM}/store.service\n`);
    expect(plan.command).toBeNull();
    const { changes } = plan;
    const link = (path: string) => join(root.folder, SYSTEM, path);
    const applied = await client.request<{ undo: string }>('bootwright/apply', { ...moved, changes });
    expect(readlinkSync(link('shop.target.requires/store.service'))).toBe(`${SYSTEM}/store.service`);
    expect(readlinkSync(link('shop-database.service'))).toBe(`${SYSTEM}/store.service`);
    expect(await client.request('bootwright/movedLinks', { files: [{ oldUri, newUri }] })).toBeNull();
    expect(await client.request('bootwright/undo', { undo: applied.undo })).toMatchObject({ applied: true });
    expect(readlinkSync(link('shop.target.requires/shop-db.service'))).toBe(DB);
    expect(existsSync(link('shop.target.requires/store.service'))).toBe(false);
  });

  it('take along what names them when their file is renamed, unless that was done already', async () => {
    await start(CAN_RENAME, { initializationOptions: { movesLinks: true } });
    root.open(client, WEB);
    const files = [{ oldUri: root.uriOf(WEB), newUri: root.uriOf(`${SYSTEM}/front.service`) }];
    const edit = await client.request<RenameEdit>('workspace/willRenameFiles', { files });
    expect(renames(edit)).toEqual([`${WEB}.d ${SYSTEM}/front.service.d`]);
    const edited = edit.documentChanges.flatMap((change) =>
      'textDocument' in change ? [root.pathOf(change.textDocument.uri)] : [],
    );
    expect(edited).toContain(`${SYSTEM}/shop.target`);
    const backup = [{ oldUri: root.uriOf(WEB), newUri: root.uriOf(`${WEB}.bak`) }];
    expect(await client.request('workspace/willRenameFiles', { files: backup })).toBeNull();

    const asked = { ...root.at(WEB, 'shop-db.service'), newName: 'store' };
    const own = await client.request<RenameEdit>('textDocument/rename', asked);
    const text = root.text(WEB).replaceAll('shop-db.service', 'store.service');
    expect(own.documentChanges.length).toBeGreaterThan(1);
    client.notify('textDocument/didChange', {
      textDocument: { uri: root.uriOf(WEB), version: 2 },
      contentChanges: [{ text }],
    });
    const told = [{ oldUri: root.uriOf(DB), newUri: root.uriOf(`${SYSTEM}/store.service`) }];
    expect(await client.request('workspace/willRenameFiles', { files: told })).toBeNull();
  });

  it('are not renamed where the editor cannot, or systemd goes by the name', async () => {
    await start({});
    root.open(client, DB);
    root.open(client, WEB);
    const at = root.at(DB, '[Unit]');
    expect((await client.answer('textDocument/rename', { ...at, newName: 'store' })).error?.message).toContain(
      'cannot rename files',
    );
    const special = await client.answer('textDocument/prepareRename', root.at(WEB, 'network.target'));
    expect(special.error?.message).toContain('systemd itself looks for "network.target"');
  });

  it('carry lenses that follow the links', async () => {
    await start({}, { initializationOptions: { unitCommands: true } });
    const uri = root.open(client, DB);
    const lenses = await client.request<Lens[]>('textDocument/codeLens', { textDocument: { uri } });
    expect(titles(lenses)).toEqual([
      '0 enabled',
      '0 overridden by 2 drop-ins',
      '0 8 references',
      '0 show effective unit',
      '16 enabled: required by shop.target, alias shop-database.service',
      '16 Disable',
    ]);
    expect(lenses[3]!.command).toMatchObject({
      command: 'bootwright.showEffectiveUnit',
      arguments: [{ uri, name: 'shop-db.service' }],
    });
    expect(lenses[5]!.command).toMatchObject({ command: 'bootwright.unit.disable', arguments: [{ uri }] });
    const link = `${SYSTEM}/multi-user.target.wants/shop-db.service`;
    symlinkSync(DB, join(root.folder, link));
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: root.uriOf(link), type: 1 }] });
    const after = await client.request<Lens[]>('textDocument/codeLens', { textDocument: { uri } });
    expect(titles(after).at(-2)).toBe(
      '16 enabled: wanted by multi-user.target, required by shop.target, alias shop-database.service',
    );
  });

  it('carry lenses for what can be done to them, where that is right', async () => {
    await start({}, { initializationOptions: { unitCommands: true } });
    const verbs = async (path: string) => {
      const lenses = await client.request<Lens[]>('textDocument/codeLens', {
        textDocument: { uri: root.open(client, path) },
      });
      return lenses.flatMap(({ command }) => (command.command.startsWith('bootwright.unit.') ? [command.title] : []));
    };
    expect(await verbs(`${SYSTEM}/shop-worker@.service`)).toEqual(['Enable...', 'Disable...']);
    expect(await verbs(`${SYSTEM}/shop-import.service`)).toEqual([]);
    expect(await verbs('/usr/lib/systemd/system/cron.service')).toEqual(['Mask', 'Disable']);
    expect(await verbs('/usr/lib/systemd/system/cups.service')).toEqual(['Unmask']);
    expect(await verbs(`${SYSTEM}/shop-web.service.d/override.conf`)).toEqual([]);
    await client.stop();
    await start();
    expect(await verbs(WEB)).toEqual([]);
  });

  it('are shown as a whole', async () => {
    await start();
    const uri = root.open(client, `${SYSTEM}/shop-web.service.d/override.conf`);
    const shown = await client.request<{
      text: string;
      loadState: string;
      files: { path: string; uri: string }[];
      origins: ([number, number] | null)[];
    }>('bootwright/effectiveUnit', { uri });
    expect(shown.loadState).toBe('loaded');
    expect(shown.files.map(({ path }) => path)).toContain(`${SYSTEM}/shop-web.service.d/override.conf`);
    const lines = shown.text.split('\n');
    shown.origins.forEach((origin, at) => {
      if (!origin) return;
      const { uri } = shown.files[origin[0]]!;
      expect(lines[at]).toBe(root.text(root.pathOf(uri)).split('\n')[origin[1]]);
    });
    expect(shown.origins.filter(Boolean).length).toBeGreaterThan(30);
  });

  it('are judged by the files around them, as these change', async () => {
    await start();
    const path = `${SYSTEM}/new.service`;
    const uri = root.uriOf(path);
    client.open(
      uri,
      '[Unit]\nRequires=shop-dc.service cups.service\n[Service]\nExecStart=/bin/true\n[Install]\nAlias=new.socket\n',
    );
    await client.notification<{ uri: string; diagnostics: Diagnostic[] }>(
      'textDocument/publishDiagnostics',
      (told) => told.uri === uri && rootCodes(told.diagnostics).length > 0,
    );
    const codes = async () => rootCodes(await client.diagnostics(uri));
    expect(await codes()).toEqual(['root.unit-not-found 3', 'root.masked-requirement 3', 'root.alias-suffix 2']);
    client.forget();
    writeFileSync(join(root.folder, SYSTEM, 'shop-dc.service'), '[Service]\nExecStart=/bin/true\n');
    client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: root.uriOf(`${SYSTEM}/shop-dc.service`), type: 1 }],
    });
    await client.notification<{ uri: string; diagnostics: Diagnostic[] }>(
      'textDocument/publishDiagnostics',
      (told) => told.uri === uri && rootCodes(told.diagnostics).length === 2,
    );
    expect(await codes()).toEqual(['root.masked-requirement 3', 'root.alias-suffix 2']);
  });

  it('work in a plain folder', async () => {
    await start();
    const folder = join(root.folder, '..', 'plain');
    mkdirSync(join(folder, 'a.service.d'), { recursive: true });
    writeFileSync(join(folder, 'a.service'), '[Service]\nExecStart=/bin/a\n');
    writeFileSync(join(folder, 'a.service.d', 'x.conf'), '[Unit]\nAfter=b.service\n');
    const uri = root.uriOf('../plain/b.timer');
    client.open(
      uri,
      '[Unit]\nWants=a.service missing.service\n[Timer]\nOnCalendar=daily\nUnit=a.service\n',
      'systemd-timer',
    );
    const found = await client.request<Located[]>('textDocument/definition', {
      textDocument: { uri },
      position: { line: 1, character: 8 },
    });
    expect(found.map(({ uri }) => uri)).toEqual([
      root.uriOf('../plain/a.service'),
      root.uriOf('../plain/a.service.d/x.conf'),
    ]);
    expect(rootCodes(await client.diagnostics(uri))).toEqual([]);
    const lenses = await client.request<Lens[]>('textDocument/codeLens', { textDocument: { uri } });
    expect(titles(lenses)).toEqual(['0 show effective unit']);
  });
});
