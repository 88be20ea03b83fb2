import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chase } from '../../../server/src/core/tree/chase.ts';
import type { SystemTree } from '../../../server/src/core/tree/systemTree.ts';
import { diskTree, mountedPath } from '../../../server/src/hosts/diskTree.ts';

let folder = '';
let tree: SystemTree;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootwright-disk-'));
  for (const path of ['root/usr/bin', 'root/etc', 'part/etc', 'units', 'outside'])
    mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, 'root/usr/bin/tool'), 'x', { mode: 0o755 });
  writeFileSync(join(folder, 'root/etc/a.service'), '[Unit]\nDescription=Grüße\n');
  writeFileSync(join(folder, 'root/etc/raw.conf'), Buffer.from([0x61, 0xff, 0x62]));
  writeFileSync(join(folder, 'outside/secret.service'), 'secret');
  writeFileSync(join(folder, 'units/own.service'), '[Unit]\n');
  symlinkSync('usr/bin', join(folder, 'root/bin'));
  symlinkSync(join(folder, 'outside'), join(folder, 'root/leak'));
  symlinkSync('/etc/a.service', join(folder, 'root/etc/b.service'));
  tree = diskTree(join(folder, 'root'), [join(folder, 'units')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a root on the disk', () => {
  it('is read where it is asked for', () => {
    expect(tree.node('/etc/a.service')).toMatchObject({ type: 'file', executable: false });
    expect(chase(tree, '/etc/a.service')).toMatchObject({ node: { content: '[Unit]\nDescription=Grüße\n', size: 27 } });
    expect(tree.names('/etc')).toEqual(['a.service', 'b.service', 'raw.conf']);
    expect(tree.names('/nowhere')).toEqual([]);
    expect(tree.node('/etc/none')).toBeUndefined();
  });

  it('keeps every byte', () => {
    expect(tree.node('/etc/raw.conf')).toMatchObject({ content: 'a\udcffb', size: 3 });
  });

  it('knows programs', () => {
    expect(chase(tree, '/bin/tool')).toMatchObject({ path: '/usr/bin/tool', node: { executable: true } });
  });

  it('has links as they are, and nothing below them', () => {
    expect(tree.node('/etc/b.service')).toMatchObject({ type: 'symlink', target: '/etc/a.service' });
    expect(tree.node('/bin/tool')).toBeUndefined();
    expect(tree.node('/leak/secret.service')).toBeUndefined();
    expect(tree.names('/leak')).toEqual([]);
    expect(chase(tree, '/leak/secret.service').found).toBe(false);
  });

  it('has other folders of the machine at their own paths', () => {
    const path = join(folder, 'units/own.service');
    expect(chase(tree, path)).toMatchObject({ path, node: { content: '[Unit]\n' } });
    expect(tree.names(join(folder, 'units'))).toEqual(['own.service']);
    expect(tree.node(join(folder, 'outside/secret.service'))).toBeUndefined();
    expect(mountedPath(join(folder, 'root/etc'), join(folder, 'root'))).toBe('/etc');
    expect(mountedPath(join(folder, 'units'), join(folder, 'root'))).toBe(join(folder, 'units'));
  });

  it('without programs is only a part of a root', () => {
    expect(tree.isRead?.('/usr/bin/none')).toBe(true);
    const part = diskTree(join(folder, 'part'));
    expect(part.isRead?.('/usr/bin/none')).toBe(false);
    expect(part.isRead?.('/etc/none')).toBe(true);
    expect(part.isListed?.('/etc')).toBe(true);
    expect(part.isListed?.('/var')).toBe(false);
  });
});
