import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { planInstall } from '../../../server/src/core/install/plan.ts';
import { type SystemTree, walkTree } from '../../../server/src/core/tree/systemTree.ts';
import { runGenerators } from '../../../server/src/core/units/generators/index.ts';
import { diskHost } from '../../../server/src/hosts/disk.ts';
import { memoryHost } from '../../../server/src/hosts/memory.ts';
import { loadRootTreeSync } from '../../../server/src/hosts/rootTree.ts';
import { loadRootTree } from '../../../server/src/hosts/rootTreeHost.ts';
import { fill, stage } from './disk.ts';

const UNIT = '[Install]\nWantedBy=multi-user.target\n';
const LIB = '/usr/lib/systemd/system';
const ETC = '/etc/systemd/system';

describe('loadRootTreeSync', () => {
  it('reads units, drop-ins, links, presets and what generators ask for', () => {
    const folder = fill(stage(), {
      lib: '-> usr/lib',
      [`${LIB}/foo.service`]: UNIT,
      [`${LIB}/foo.service.d/10.conf`]: '[Unit]\n',
      [`${ETC}/multi-user.target.wants/foo.service`]: `-> /lib/systemd/system/foo.service`,
      [`${ETC}/linked.service`]: '-> /opt/linked.service',
      '/opt/linked.service': UNIT,
      '/opt/other.service': UNIT,
      '/usr/lib/systemd/system-preset/90.preset': 'enable *\n',
      '/etc/fstab': 'x',
      '/etc/init.d/cron': '#!/bin/sh\n',
      '/etc/rc2.d/S01cron': '-> ../init.d/cron',
      '/usr/lib/systemd/systemd-sysctl': 'binary',
    });
    chmodSync(join(folder, 'etc/init.d/cron'), 0o755);
    const tree = loadRootTreeSync(folder);
    expect(text(tree, `${LIB}/foo.service`)).toBe(UNIT);
    expect(text(tree, `${LIB}/foo.service.d/10.conf`)).toBe('[Unit]\n');
    expect(tree.node('/lib')).toEqual({ type: 'symlink', target: 'usr/lib' });
    expect(tree.node(`${ETC}/multi-user.target.wants/foo.service`)).toMatchObject({ type: 'symlink' });
    expect(text(tree, '/opt/linked.service')).toBe(UNIT);
    expect(tree.node('/opt/other.service')).toBeUndefined();
    expect(text(tree, '/etc/fstab')).toBe('x');
    expect(tree.node('/etc/init.d/cron')).toMatchObject({ executable: true, content: '#!/bin/sh\n' });
    expect(tree.names('/etc/rc2.d')).toEqual(['S01cron']);
    expect(tree.node('/usr/lib/systemd/systemd-sysctl')).toMatchObject({ content: undefined, size: 6 });
  });

  it('looks at the programs and the links that generators ask for', () => {
    const folder = fill(stage(), {
      sbin: '-> usr/sbin',
      '/usr/sbin/update-rc.d': 'x',
      '/usr/sbin/fsck.ext4': '-> e2fsck',
      '/usr/sbin/e2fsck': 'x',
      '/usr/sbin/fsck.xfs': '-> /bin/true',
      '/usr/sbin/other': 'x',
      '/srv/data': '-> /mnt/data',
      '/etc/fstab': ['1 /srv/data ext4', '2 /srv/pool xfs', '3 /srv/old vfat']
        .map((line) => `/dev/sda${line} defaults 0 2\n`)
        .join(''),
    });
    const tree = loadRootTreeSync(folder);
    expect(tree.names('/usr/sbin')).toEqual(['fsck.ext4', 'fsck.xfs', 'update-rc.d']);
    const made = new Map(runGenerators(tree, 257).map((change) => [change.path, change]));
    const unit = (name: string) => {
      const change = made.get(`/run/systemd/generator/${name}`);
      return change?.op === 'put' && change.node.type === 'file' ? change.node.content! : undefined;
    };
    expect(unit('mnt-data.mount')).toContain('\nRequires=systemd-fsck@dev-sda1.service\n');
    expect(unit('srv-pool.mount')).not.toContain('systemd-fsck');
    expect(unit('srv-old.mount')).not.toContain('systemd-fsck');
  });

  it('reads what a verb names outside of the search path, when told to', () => {
    const folder = fill(stage(), { '/opt/other.service': UNIT });
    expect(text(loadRootTreeSync(folder, { also: ['/opt/other.service'] }), '/opt/other.service')).toBe(UNIT);
  });

  it('reads a folder again that a link makes another place, with files of its own', () => {
    const folder = fill(stage(), {
      '/run/systemd/transient': '-> ../../usr/lib/systemd',
      [`${LIB}/foo.service`]: UNIT,
      '/usr/lib/systemd/system-preset/1.preset': 'disable *\n',
    });
    expect(text(loadRootTreeSync(folder), '/usr/lib/systemd/system-preset/1.preset')).toBe('disable *\n');
  });

  it('follows no link out of the root', () => {
    const top = fill(stage(), { '/outside/secret.service': 'canary', '/outside/units/a.service': 'canary' });
    const folder = fill(join(top, 'root'), {
      [`${ETC}/secret.service`]: `-> ${join(top, 'outside/secret.service')}`,
      [`${ETC}/up.service`]: '-> ../../../../outside/secret.service',
      '/usr/lib/systemd': `-> ${join(top, 'outside')}`,
      '/run/systemd/system': '-> ../../../outside/units',
      '/etc/fstab': '-> ../../outside/secret.service',
    });
    const tree = loadRootTreeSync(folder);
    expect([...walkTree(tree)].filter(([, node]) => JSON.stringify(node).includes('canary'))).toEqual([]);
    expect(tree.node(`${ETC}/secret.service`)).toMatchObject({ type: 'symlink' });
  });

  it('survives loops, FIFOs, odd names and files that are too large', () => {
    const folder = fill(stage(), {
      [`${ETC}/loop.service`]: '-> loop.service',
      [`${ETC}/a.service`]: '-> b.service',
      [`${ETC}/b.service`]: '-> a.service',
      '/usr/lib/systemd/system': '-> system',
      [`${ETC}/big.service`]: 'x'.repeat(2000),
      [`${ETC}/latin.service`]: '[Unit]\n',
    });
    execFileSync('mkfifo', [join(folder, ETC, 'pipe.service')]);
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}${ETC}/`), Buffer.from([0x6f, 0xff, 0x2e]), Buffer.from('conf')]),
      'odd',
    );
    writeFileSync(join(folder, ETC, 'latin.service'), Buffer.from([0x5b, 0xe9, 0x5d]));
    const problems: string[] = [];
    const tree = loadRootTreeSync(folder, {
      mostBytes: 1000,
      onProblem: (path, problem) => problems.push(`${path} ${problem}`),
    });
    expect(problems).toEqual([`${ETC}/big.service too-large`]);
    expect(tree.node(`${ETC}/big.service`)).toMatchObject({ content: undefined, size: 2000 });
    expect(tree.node(`${ETC}/pipe.service`)).toEqual({ type: 'special', isNull: false });
    expect(text(tree, `${ETC}/o\udcff.conf`)).toBe('odd');
    expect(text(tree, `${ETC}/latin.service`)).toBe('[\udce9]');
    // As systemctl, which gives up at the folder that is a loop.
    expect(planInstall(tree, 'list-unit-files', [], { version: 262 }).exitStatus).toBe(1);
    expect(planInstall(tree, 'mask', ['loop.service'], { version: 262, force: true }).exitStatus).toBe(0);
  });

  it('stops at a limit and says so once', () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`${LIB}/u${n}.service`, UNIT]));
    const problems: string[] = [];
    const folder = fill(stage(), files);
    const tree = loadRootTreeSync(folder, { mostNodes: 100, onProblem: (_, problem) => problems.push(problem) });
    expect(problems).toEqual(['too-many']);
    expect([...walkTree(tree)].length).toBeLessThanOrEqual(101);
  });

  it('gives an empty tree for an empty folder', () => {
    expect([...walkTree(loadRootTreeSync(stage()))].map(([path]) => path)).toEqual(['/']);
  });
});

describe('loadRootTree', () => {
  it('gives the same through a host', async () => {
    const folder = fill(stage(), {
      lib: '-> usr/lib',
      [`${LIB}/foo.service`]: UNIT,
      [`${LIB}/empty.service`]: '',
      [`${ETC}/multi-user.target.wants/foo.service`]: '-> /lib/systemd/system/foo.service',
      [`${ETC}/a b%2.service`]: UNIT,
      '/etc/systemd/system-preset/1.preset': 'disable *\n',
    });
    mkdirSync(join(folder, 'run/systemd/system'), { recursive: true });
    const through = await loadRootTree(diskHost, pathToFileURL(folder).href);
    expect(nodesOf(through)).toEqual(nodesOf(loadRootTreeSync(folder)));
  });

  it('leaves out folders that cannot be read, and says so', async () => {
    const host = memoryHost({
      'mem://x/etc/systemd/system/closed.service.d/10.conf': UNIT,
      'mem://x/usr/lib/systemd/system/foo.service': UNIT,
    });
    const problems: string[] = [];
    const list = async (uri: string) => (uri.endsWith('.d') ? undefined : host.list(uri));
    const tree = await loadRootTree({ ...host, list }, 'mem://x', {
      onProblem: (...words) => problems.push(words.join(' ')),
    });
    expect(problems).toEqual([`${ETC}/closed.service.d unreadable`]);
    expect(tree.node(`${ETC}/closed.service.d`)).toEqual({ type: 'directory' });
    expect(text(tree, `${LIB}/foo.service`)).toBe(UNIT);
  });

  it('keeps links whose target the host cannot tell as unknown', async () => {
    const host = memoryHost({
      'mem://x/etc/systemd/system/foo.service': { link: '/opt/foo.service' },
      'mem://x/usr/lib/systemd/system/foo.service': UNIT,
    });
    const tree = await loadRootTree({ ...host, readLink: async () => undefined }, 'mem://x');
    expect(tree.node(`${ETC}/foo.service`)).toEqual({ type: 'symlink', target: undefined });
    expect(text(tree, `${LIB}/foo.service`)).toBe(UNIT);
  });
});

function text(tree: SystemTree, path: string): string | undefined {
  const node = tree.node(path);
  return node?.type === 'file' ? node.content : undefined;
}

/** Without what hosts do not tell. */
function nodesOf(tree: SystemTree) {
  return [...walkTree(tree)].map(([path, node]) => [path, node.type === 'file' ? node.content : node]);
}
