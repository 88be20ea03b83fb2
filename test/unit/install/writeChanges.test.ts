import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planInstall, type SymlinkChange, type Verb } from '../../../server/src/core/install/plan.ts';
import { loadRootTreeSync } from '../../../server/src/hosts/rootTree.ts';
import { type PlannedChanges, undoChanges, writeChanges } from '../../../server/src/hosts/writeChanges.ts';
import { fill, stage } from './disk.ts';

const UNIT = '[Install]\nWantedBy=multi-user.target graphical.target\n';
const LIB = '/usr/lib/systemd/system';
const ETC = '/etc/systemd/system';

function planned(folder: string, verb: Verb, ...args: string[]): PlannedChanges {
  const before = loadRootTreeSync(folder);
  return { before, ...planInstall(before, verb, args, { version: 262 }) };
}

describe('writeChanges', () => {
  it('makes links and the folders they need', () => {
    const folder = fill(stage(), { [`${LIB}/foo.service`]: UNIT });
    expect(writeChanges(folder, planned(folder, 'enable', 'foo')).done).toBe(true);
    expect(readlinkSync(join(folder, ETC, 'multi-user.target.wants/foo.service'))).toBe(`${LIB}/foo.service`);
  });

  it('removes links and the folders that this empties', () => {
    const folder = fill(stage(), {
      [`${LIB}/foo.service`]: UNIT,
      [`${ETC}/a.target.wants/foo.service`]: `-> ${LIB}/foo.service`,
      [`${ETC}/b.target.wants/foo.service`]: `-> ${LIB}/foo.service`,
      [`${ETC}/b.target.wants/note`]: 'x',
    });
    expect(writeChanges(folder, planned(folder, 'disable', 'foo')).done).toBe(true);
    expect(listing(folder)).toEqual([`${ETC}/b.target.wants/note x`, `${LIB}/foo.service ${UNIT}`]);
  });

  it.each<[Verb, string]>([
    ['enable', 'foo.service'],
    ['disable', 'bar.service'],
    ['revert', 'baz.service'],
    ['mask', 'foo.service'],
  ])('can be undone: %s %s', (verb, name) => {
    const folder = fill(stage(), {
      [`${LIB}/foo.service`]: UNIT,
      [`${LIB}/bar.service`]: UNIT,
      [`${LIB}/baz.service`]: UNIT,
      [`${ETC}/a.target.wants/bar.service`]: `-> ${LIB}/bar.service`,
      [`${ETC}/baz.service`]: '[Unit]\n',
      [`${ETC}/baz.service.d/10.conf`]: '[Unit]\n',
    });
    const before = listing(folder);
    const mode = statSync(join(folder, ETC, 'baz.service')).mode;
    const outcome = writeChanges(folder, planned(folder, verb, name));
    expect(listing(folder)).not.toEqual(before);
    expect(outcome.done && undoChanges(folder, outcome.undo).done).toBe(true);
    expect(listing(folder)).toEqual(before);
    expect(statSync(join(folder, ETC, 'baz.service')).mode).toBe(mode);
  });

  it('takes back what it did when a later change cannot be made', () => {
    const folder = fill(stage(), { [`${LIB}/foo.service`]: UNIT });
    const plan = planned(folder, 'enable', 'foo');
    // Someone else is quicker with the second of the two links.
    fill(folder, { [`${ETC}/graphical.target.wants/foo.service`]: '-> elsewhere' });
    const before = listing(folder);
    expect(writeChanges(folder, plan)).toMatchObject({
      done: false,
      path: `${ETC}/graphical.target.wants/foo.service`,
      reason: expect.stringContaining('since the plan was made'),
      notUndone: [],
    });
    expect(listing(folder)).toEqual(before);
    expect(existsSync(join(folder, ETC, 'multi-user.target.wants'))).toBe(false);
  });

  it('removes nothing that is not what the plan saw', () => {
    const folder = fill(stage(), { [`${LIB}/foo.service`]: UNIT, [`${ETC}/foo.service`]: '-> /dev/null' });
    const plan = planned(folder, 'unmask', 'foo');
    rmSync(join(folder, ETC, 'foo.service'));
    writeFileSync(join(folder, ETC, 'foo.service'), 'precious');
    expect(writeChanges(folder, plan)).toMatchObject({
      done: false,
      reason: expect.stringContaining('is not what it was'),
    });
    expect(readFileSync(join(folder, ETC, 'foo.service'), 'utf8')).toBe('precious');
  });
});

describe('never outside of the root', () => {
  const outsideOf = (folder: string) => join(folder, 'outside');

  function canary(): { top: string; root: string } {
    const top = fill(stage(), { '/outside/canary': 'alive', '/root': null });
    return { top, root: fill(join(top, 'root'), { [`${LIB}/foo.service`]: UNIT }) };
  }

  function expectAlive(top: string): void {
    expect(readdirSync(outsideOf(top))).toEqual(['canary']);
    expect(readFileSync(join(outsideOf(top), 'canary'), 'utf8')).toBe('alive');
  }

  it.each([
    ['an absolute link', (top: string) => join(top, 'outside')],
    ['a relative link', () => '../../../outside'],
    ['a link that stays inside', () => '../../usr/lib'],
  ])('a folder has become %s since the plan was made', (_, target) => {
    const { top, root } = canary();
    mkdirSync(join(root, ETC), { recursive: true });
    const plan = planned(root, 'enable', 'foo');
    renameSync(join(root, ETC), join(root, 'etc/systemd/was'));
    symlinkSync(target(top), join(root, ETC));
    expect(writeChanges(root, plan)).toMatchObject({
      done: false,
      reason: expect.stringContaining('is a link or no folder'),
    });
    expectAlive(top);
    expect(readdirSync(join(root, 'usr/lib'))).toEqual(['systemd']);
  });

  it('plans nothing through links that leave the root', () => {
    const { top, root } = canary();
    mkdirSync(join(root, 'etc/systemd'), { recursive: true });
    symlinkSync(join(top, 'outside'), join(root, ETC));
    const plan = planned(root, 'mask', 'foo');
    expect(plan.changes).toEqual([]);
    expect(writeChanges(root, plan).done).toBe(true);
    expectAlive(top);
  });

  it.each<[string, SymlinkChange]>([
    ['..', { op: 'symlink', path: '/../outside/x', target: 'y' }],
    ['.. inside', { op: 'unlink', path: '/etc/../../outside/canary' }],
    ['no slash', { op: 'symlink', path: 'outside/x', target: 'y' }],
    ['nothing', { op: 'unlink', path: '/' }],
  ])('refuses paths with %s', (_, change) => {
    const { top, root } = canary();
    const before = loadRootTreeSync(root);
    expect(writeChanges(root, { before, tree: before, changes: [change] })).toMatchObject({ done: false });
    expectAlive(top);
    expect(lstatSync(root).isDirectory()).toBe(true);
  });

  it('takes back nothing through a link either', () => {
    const { top, root } = canary();
    const outcome = writeChanges(root, planned(root, 'enable', 'foo'));
    renameSync(join(root, ETC, 'multi-user.target.wants'), join(outsideOf(top), 'moved'));
    symlinkSync(join(outsideOf(top), 'moved'), join(root, ETC, 'multi-user.target.wants'));
    expect(outcome.done && undoChanges(root, outcome.undo).done).toBe(false);
    expect(readdirSync(join(outsideOf(top), 'moved'))).toEqual(['foo.service']);
    expect(readlinkSync(join(root, ETC, 'graphical.target.wants/foo.service'))).toBe(`${LIB}/foo.service`);
  });
});

/** Files and links below a folder, with what is in them. */
function listing(folder: string, path = ''): string[] {
  return readdirSync(folder + path)
    .sort()
    .flatMap((name) => {
      const at = `${path}/${name}`;
      const stat = lstatSync(folder + at);
      if (stat.isDirectory()) return listing(folder, at);
      return [
        stat.isSymbolicLink() ? `${at} -> ${readlinkSync(folder + at)}` : `${at} ${readFileSync(folder + at, 'utf8')}`,
      ];
    });
}
