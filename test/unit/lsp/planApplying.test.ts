import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diskHost } from '../../../server/src/hosts/disk.ts';
import { diskLinkWriter } from '../../../server/src/hosts/diskLinkWriter.ts';
import { Applying } from '../../../server/src/lsp/planApplying.ts';
import { planFor } from '../../../server/src/lsp/planFor.ts';
import { type RootTree, treesOn } from '../../../server/src/lsp/trees.ts';
import type { PlanParams } from '../../../server/src/protocol/planning.ts';

const link = 'etc/systemd/system/multi-user.target.wants/a.service';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootwright-apply-'));
  write('usr/lib/systemd/system/a.service', '[Service]\nExecStart=/a\n[Install]\nWantedBy=multi-user.target\n');
  write('etc/systemd/system/plain.conf', '');
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** The root as it is on disk now. */
async function root(): Promise<RootTree> {
  const trees = treesOn(diskHost, {
    documents: () => [],
    folders: () => [pathToFileURL(folder).href],
    chosenRoot: () => undefined,
    chosenVersion: () => 257,
    read: () => undefined,
  });
  const [found] = await trees.all();
  return found!;
}

function params(verb: PlanParams['verb'], ...units: string[]): PlanParams {
  return { root: pathToFileURL(folder).href, verb, units };
}

async function apply(applying: Applying, wanted: PlanParams) {
  const { changes } = await planFor(await root(), wanted, diskLinkWriter);
  return applying.apply(await root(), { ...wanted, changes });
}

test('what was shown is written, told, and taken back', async () => {
  const told: string[] = [];
  const applying = new Applying(diskLinkWriter, (uris) => told.push(...uris));
  const applied = await apply(applying, params('enable', 'a.service'));
  expect(applied).toEqual({ applied: true, undo: expect.any(String) });
  expect(readlinkSync(join(folder, link))).toBe('/usr/lib/systemd/system/a.service');
  expect(told).toContain(pathToFileURL(join(folder, link)).href);
  const token = applied.applied ? applied.undo! : '';
  expect(applying.undo(token)).toEqual({ applied: true, undo: null });
  expect(existsSync(dirname(join(folder, link)))).toBe(false);
  expect(applying.undo(token)).toMatchObject({ applied: false });
});

test('nothing is written when other links would change by now', async () => {
  const wanted = params('enable', 'a.service');
  const { changes } = await planFor(await root(), wanted, diskLinkWriter);
  write('usr/lib/systemd/system/a.service', '[Service]\nExecStart=/a\n[Install]\nWantedBy=other.target\n');
  const applying = new Applying(diskLinkWriter, () => undefined);
  expect(await applying.apply(await root(), { ...wanted, changes })).toMatchObject({ applied: false, outdated: true });
  expect(existsSync(join(folder, 'etc/systemd/system/other.target.wants'))).toBe(false);
});

test('a link that was changed since is not taken back', async () => {
  const applying = new Applying(diskLinkWriter, () => undefined);
  const applied = await apply(applying, params('mask', 'a.service'));
  const mask = join(folder, 'etc/systemd/system/a.service');
  expect(readlinkSync(mask)).toBe('/dev/null');
  rmSync(mask);
  symlinkSync('/elsewhere', mask);
  const undone = applying.undo(applied.applied ? applied.undo! : '');
  expect(undone).toMatchObject({ applied: false });
  expect(readlinkSync(mask)).toBe('/elsewhere');
});

test('without a writer all is planned, and it is said why nothing can be applied', async () => {
  const plan = await planFor(await root(), params('enable', 'a.service'), undefined);
  expect(plan).toMatchObject({ exitStatus: 0, before: '', cannotApply: expect.stringContaining('cannot make links') });
  expect(plan.changes).toHaveLength(1);
  const applying = new Applying(undefined, () => undefined);
  const refused = await applying.apply(await root(), { ...params('enable', 'a.service'), changes: plan.changes });
  expect(refused).toMatchObject({ applied: false, outdated: false });
  expect(existsSync(join(folder, link))).toBe(false);
});

test('force is offered where it helps', async () => {
  write('usr/lib/systemd/system/a.service', '[Service]\nExecStart=/a\n[Install]\nAlias=x.service\n');
  write('usr/lib/systemd/system/b.service', '[Service]\nExecStart=/b\n');
  write('etc/systemd/system/x.service', '[Service]\nExecStart=/x\n');
  const ofFile = await planFor(await root(), params('enable', 'a.service'), diskLinkWriter);
  expect([ofFile.exitStatus, ofFile.forceHelps]).toEqual([1, false]);
  rmSync(join(folder, 'etc/systemd/system/x.service'));
  symlinkSync('/usr/lib/systemd/system/b.service', join(folder, 'etc/systemd/system/x.service'));
  const ofLink = await planFor(await root(), params('enable', 'a.service'), diskLinkWriter);
  expect([ofLink.exitStatus, ofLink.forceHelps]).toEqual([1, true]);
});
