import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  BootAnswer,
  BootDifference,
  BootParams,
  Neighbourhood,
  TimesRead,
  Why,
} from '../../server/src/protocol/boot.ts';
import type { Plan } from '../../server/src/protocol/planning.ts';
import { Client } from './client.ts';
import { ExampleRoot } from './exampleRoot.ts';

const SYSTEM = '/etc/systemd/system';
const DB = `${SYSTEM}/shop-db.service`;
const WEB = `${SYSTEM}/shop-web.service`;

let root: ExampleRoot;
let client: Client;

beforeEach(async () => {
  root = new ExampleRoot();
  client = await Client.start({ capabilities: {}, workspaceFolders: [{ uri: root.uri, name: 'server' }] });
});

afterEach(() => {
  client.kill();
  root.remove();
});

const bootInto = (more: Partial<BootParams> = {}) =>
  client.request<BootAnswer>('bootwright/boot', { root: root.uri, ...more });
const names = ({ units }: BootAnswer) => units.map(({ name }) => name);
const unitOf = ({ units }: BootAnswer, name: string) => units.find((unit) => unit.name === name);
/** Puts lines behind the first section header of an open document. */
const type = (path: string, version: number, ...lines: readonly string[]) => {
  const text = root.text(path).replace(']\n', `]\n${lines.join('\n')}\n`);
  const uri = root.uriOf(path);
  client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
};

describe('bootwright/boot', () => {
  it('has the stages, and the units in their order with their files', async () => {
    const boot = await bootInto();
    expect(boot).toMatchObject({ anchor: 'multi-user.target', anchorFrom: 'default', error: null });
    expect(boot.stages.map(({ id }) => id)).toContain('kernel');
    expect(boot.stages.find(({ id }) => id === 'initrd')?.details.at(-1)).toMatch(/^not known: .*what it holds$/);
    expect(boot.phases.map(({ target }) => target)).toEqual(['sysinit.target', 'basic.target', 'multi-user.target']);
    const all = names(boot);
    expect(all.indexOf('shop-db.service')).toBeLessThan(all.indexOf('shop-web.service'));
    const web = unitOf(boot, 'shop-web.service')!;
    expect(web).toMatchObject({ type: 'service', description: 'Shop front end', outcome: 'done', assumed: true });
    expect(root.pathOf(web.uri!)).toBe(WEB);
    expect(boot.units[web.waitedFor!]?.name).toBe('shop-db.service');
    expect(boot.criticalChain.map((index) => all[index])[0]).toBe('multi-user.target');
  });

  it('shows units that a generator makes in the file that it reads', async () => {
    const mount = unitOf(await bootInto(), 'srv-shop.mount')!;
    expect(root.pathOf(mount.uri!)).toBe('/etc/fstab');
  });

  it('follows another target, another command line, and changes that are only supposed', async () => {
    expect(await bootInto({ anchor: 'rescue.target' })).toMatchObject({ anchor: 'rescue.target', anchorFrom: 'asked' });
    const rescue = await bootInto({ profile: { commandLine: 'single systemd.mask=rescue.service' } });
    expect(rescue).toMatchObject({ anchorFrom: 'command-line' });
    const masked = await bootInto({ changes: [{ verb: 'mask', units: ['srv-shop.mount'] }] });
    expect(names(masked)).not.toContain('srv-shop.mount');
    expect(names(masked)).not.toContain('local-fs.target');
    expect(masked.dropped.map(({ name }) => name)).toContain('srv-shop.mount');
    expect(names(await bootInto())).toContain('srv-shop.mount');
  });

  it('follows what is typed, says so, and forgets it when the document is closed', async () => {
    root.open(client, WEB);
    expect(unitOf(await bootInto(), 'shop-web.service')?.outcome).toBe('done');
    client.forget();
    const told = client.notification('bootwright/bootChanged');
    type(WEB, 2, 'ConditionPathExists=/srv/nowhere', 'Wants=ntp.service');
    await told;
    const edited = await bootInto();
    expect(unitOf(edited, 'shop-web.service')).toMatchObject({
      outcome: 'skipped',
      because: expect.stringContaining('ConditionPathExists=/srv/nowhere'),
    });
    expect(names(edited)).toContain('ntp.service');
    client.notify('textDocument/didClose', { textDocument: { uri: root.uriOf(WEB) } });
    expect(names(await bootInto())).not.toContain('ntp.service');
  });

  it('says which job an ordering cycle costs', async () => {
    root.open(client, DB);
    type(DB, 2, 'After=shop.target');
    const { dropped } = await bootInto();
    const cycle = dropped.find(({ reason }) => reason === 'cycle');
    expect(cycle?.cycle).toEqual(expect.arrayContaining(['shop-db.service', 'shop.target']));
  });

  it('answers null for a root that is not there, and for a request that is taken back', async () => {
    expect(await client.request('bootwright/boot', { root: `${root.uri}/nowhere` })).toBeNull();
    const { result } = await client.cancelled('bootwright/boot', { root: root.uri });
    expect(result).toBeNull();
  });
});

describe('bootwright/why', () => {
  const ask = (unit: string) => client.request<Why>('bootwright/why', { root: root.uri, unit });

  it('names the chain with the lines and links that make it', async () => {
    const { summary, chain, without } = await ask('shop-db.service');
    expect(summary).toContain('shop-db.service is started');
    expect(chain.map(({ by }) => by)).toEqual(['multi-user.target', 'shop.target']);
    expect(chain[1]!.origin).toBe(`the link ${SYSTEM}/shop.target.requires/shop-db.service`);
    expect(root.pathOf(chain[1]!.place!.uri)).toBe(DB);
    expect(root.text(DB).split('\n')[chain[1]!.place!.line]).toBe('RequiredBy=shop.target');
    expect(without).toContain('shop-web.service');
  });

  it('says why a unit is not started', async () => {
    expect((await ask('cups.service')).summary).toMatch(/cups\.service is not started: .*masked/);
    expect((await ask('ntp.service')).summary).toMatch(/ntp\.service is not started: .*multi-user\.target/);
  });
});

describe('bootwright/neighbourhood', () => {
  const ask = (unit: string, more: object = {}) =>
    client.request<Neighbourhood | null>('bootwright/neighbourhood', {
      ...{ root: root.uri, unit, depth: 1, order: true, defaults: false },
      ...more,
    });

  it('has what a unit needs and what needs it, with the kind of each tie', async () => {
    const { nodes, edges } = (await ask('shop-web.service'))!;
    const distances = new Map(nodes.map(({ name, distance }) => [name, distance]));
    expect(distances.get('shop-db.service')).toBe(-1);
    expect(distances.get('shop.target')).toBe(1);
    expect(distances.has('basic.target')).toBe(false);
    const [web, db] = ['shop-web.service', 'shop-db.service'].map((name) =>
      nodes.findIndex((node) => node.name === name),
    );
    expect(edges.find(({ from, to }) => from === web && to === db)).toMatchObject({
      requirement: 'Requires',
      order: 'after',
      conflict: false,
    });
  });

  it('goes further, to default dependencies, and to units that this boot does not load', async () => {
    const near = (await ask('shop-web.service'))!;
    expect((await ask('shop-web.service', { depth: 2 }))!.nodes.length).toBeGreaterThan(near.nodes.length);
    const all = (await ask('shop-web.service', { defaults: true }))!;
    expect(all.nodes.map(({ name }) => name)).toEqual(expect.arrayContaining(['basic.target', 'shop.slice']));
    expect((await ask('ntp.service'))!.nodes[0]).toMatchObject({ name: 'ntp.service', outcome: 'idle' });
    expect(await ask('no unit')).toBeNull();
  });
});

describe('bootwright/compareBoots', () => {
  const compare = (after: Partial<BootParams>) => {
    const before = { root: root.uri };
    return client.request<BootDifference>('bootwright/compareBoots', { before, after: { ...before, ...after } });
  };

  it('tells what is gained, lost and shifted, and what each change comes to', async () => {
    const { gained, lost, changes, error } = await compare({ changes: [{ verb: 'enable', units: ['ntp.service'] }] });
    expect(error).toBeNull();
    expect(gained.map(({ unit }) => unit)).toEqual(expect.arrayContaining(['ntp.service']));
    expect(lost).toEqual([]);
    expect(changes).toEqual([{ links: 1, complaints: [] }]);
    const masked = await compare({ changes: [{ verb: 'mask', units: ['srv-shop.mount'] }] });
    expect(masked.lost.map(({ unit }) => unit)).toEqual(expect.arrayContaining(['srv-shop.mount', 'local-fs.target']));
    const { different } = await compare({ profile: { virtualization: 'lxc' } });
    expect(different.map(({ unit }) => unit)).toContain('systemd-random-seed.service');
  });

  it('tells of a change that cannot be made, and of another anchor', async () => {
    const { changes } = await compare({ changes: [{ verb: 'enable', units: ['nowhere.service'] }] });
    expect(changes[0]).toMatchObject({ links: 0 });
    expect(changes[0]!.complaints.join()).toContain('nowhere.service');
    const { anchor } = await compare({ profile: { commandLine: 'systemd.unit=rescue.target' } });
    expect(anchor).toEqual({ before: 'multi-user.target', after: 'rescue.target' });
  });
});

describe('bootwright/bootTimes', () => {
  const use = (text: string | null) => client.request<TimesRead>('bootwright/bootTimes', { root: root.uri, text });

  it('takes measured times in place of the assumed ones, until they are forgotten', async () => {
    const text = JSON.stringify([{ name: 'shop-db.service', activating: 1, activated: 2_500_001, time: 2_500_000 }]);
    expect(await use(text)).toMatchObject({ units: 1, error: null });
    const boot = await bootInto();
    const { start, end, assumed } = unitOf(boot, 'shop-db.service')!;
    expect([end - start, assumed, boot.measured]).toEqual([2_500_000, false, 1]);
    await use(null);
    expect((await bootInto()).measured).toBe(0);
  });

  it('says what it wants when there are no times in a text', async () => {
    expect((await use('nothing of that kind')).error).toContain('systemd-analyze');
  });
});

describe('bootwright/plan', () => {
  it('says which units the boot gains and loses', async () => {
    const plan = (verb: string, unit: string) =>
      client.request<Plan>('bootwright/plan', { root: root.uri, verb, units: [unit] });
    const enabled = await plan('enable', 'ntp.service');
    expect(enabled.summary.join(' ')).toMatch(/The boot gains ntp\.service/);
    expect(enabled.after).toContain('\nthe boot starts\n  ntp.service\n');
    const masked = await plan('mask', 'ssh.service');
    expect(masked.summary.join(' ')).toMatch(/The boot loses ssh\.service/);
    expect(masked.before).toContain('\nthe boot starts\n  ssh.service\n');
  });
});
