import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as lsp from 'vscode-languageserver';
import { memoryHost } from '../../../server/src/hosts/memory.ts';
import type { Guard } from '../../../server/src/lsp/guard.ts';
import { planFor } from '../../../server/src/lsp/planFor.ts';
import { RcFindings } from '../../../server/src/lsp/rcFindings.ts';
import { registerRcLinks } from '../../../server/src/lsp/rcLinks.ts';
import { listedFolder, listingOf, standingPlace } from '../../../server/src/lsp/rcListing.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/src/lsp/settings.ts';
import { treesOn } from '../../../server/src/lsp/trees.ts';
import type { RcListing } from '../../../server/src/protocol/rcLinks.ts';

type Disk = Record<string, string | { readonly link: string }>;

const MACHINE: Disk = {
  'test:///ws/machine/etc/redhat-release': 'CentOS release 6.10\n',
  'test:///ws/machine/etc/init.d': { link: 'rc.d/init.d' },
  'test:///ws/machine/etc/rc3.d': { link: 'rc.d/rc3.d' },
  'test:///ws/machine/etc/rc.d/init.d/crond': '#!/bin/sh\n',
  'test:///ws/machine/etc/rc.d/rc3.d/S90crond': { link: '../init.d/crond' },
  'test:///ws/machine/etc/rc.d/rc3.d/S9crond': { link: '../init.d/crond' },
  'test:///ws/machine/etc/rc.d/rc5.d/K74ntpd': { link: '../init.d/ntpd' },
};
const RC3 = 'test:///ws/machine/etc/rc3.d';

/** Lets faults through, so that a test sees them. */
const PLAIN_GUARD = ((_name: string, _empty: unknown, handler: unknown) => handler) as Guard;

function setUp(settings: Partial<Settings> = {}) {
  const disk: Disk = { ...MACHINE };
  const host = memoryHost(disk);
  const open: string[] = [];
  const trees = treesOn(host, {
    documents: () => [],
    folders: () => ['test:///ws'],
    chosenRoot: () => undefined,
    chosenVersion: () => undefined,
    read: () => undefined,
  });
  const told: lsp.PublishDiagnosticsParams[] = [];
  const connection = {
    sendDiagnostics: async (params: lsp.PublishDiagnosticsParams) => void told.push(params),
    console: { error: (text: string) => expect.fail(text) },
  } as unknown as lsp.Connection;
  const session = {
    host,
    trees,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    folders: ['test:///ws'],
    openUris: () => open,
  };
  const findings = new RcFindings(connection, session);
  const look = async () => {
    told.length = 0;
    findings.changed();
    await vi.advanceTimersByTimeAsync(1000);
    return told.map(
      ({ uri, diagnostics }) =>
        `${uri.replace('test:///ws/machine/etc/rc.d/', '')}: ${diagnostics.map(({ code }) => code)}`,
    );
  };
  return { disk, trees, open, told, look };
}

describe('the location of a listing', () => {
  it.each([
    ['file:///a b/etc/rc3.d', 'bootwright-rc:/a b/etc/rc3.d?file'],
    ['vscode-test-web://mount/etc/rc3.d', 'bootwright-rc://mount/etc/rc3.d?vscode-test-web'],
    ['vscode-remote://ssh-remote%2Bhost/etc/rc3.d', 'bootwright-rc://ssh-remote%2Bhost/etc/rc3.d?vscode-remote'],
  ])('%s is %s', (folder, listing) => {
    expect(listingOf(folder)).toBe(listing);
    expect(listedFolder(listing)).toBe(folder);
    expect(standingPlace(listing)).toBe(`${folder}/.rc-links`);
  });

  it('leaves others alone', () => {
    expect(standingPlace('file:///etc/rc3.d/S90crond')).toBe('file:///etc/rc3.d/S90crond');
    expect(listedFolder('bootwright-rc:/etc/rc3.d')).toBeUndefined();
  });
});

describe('findings of links on disk', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are told at the links, once, and taken back', async () => {
    const { disk, trees, told, look } = setUp();
    expect(await look()).toEqual(['rc3.d/S9crond: rc-links.digits', 'rc5.d/K74ntpd: rc-links.missing-script']);
    const [first] = told;
    expect(first?.diagnostics[0]?.relatedInformation?.[0]?.location).toMatchObject({
      uri: 'bootwright-rc:/ws/machine/etc/rc.d/rc3.d?test',
      range: { start: { line: 2 } },
    });
    expect(await look()).toEqual([]);
    delete disk['test:///ws/machine/etc/rc.d/rc3.d/S9crond'];
    trees.changed(['test:///ws/machine/etc/rc.d/rc3.d/S9crond']);
    expect(await look()).toEqual(['rc3.d/S9crond: ']);
  });

  it('are left to the listing while that is open', async () => {
    const { open, look } = setUp();
    open.push(listingOf(RC3));
    expect(await look()).toEqual(['rc5.d/K74ntpd: rc-links.missing-script']);
    open.pop();
    expect(await look()).toEqual(['rc3.d/S9crond: rc-links.digits']);
  });

  it('have the levels that the user wants', async () => {
    expect(await setUp({ severity: { 'rc-links.digits': 'off' } }).look()).toEqual([
      'rc5.d/K74ntpd: rc-links.missing-script',
    ]);
    expect(await setUp({ severity: { 'rc-links.*': 'hint' } }).look()).toEqual([]);
    expect(await setUp({ diagnosticsEnabled: false }).look()).toEqual([]);
  });
});

describe('a folder of links', () => {
  async function listing(folder: string): Promise<RcListing | null> {
    const { trees } = setUp();
    const answers: ((params: unknown, token: unknown) => Promise<RcListing | null>)[] = [];
    const connection = { onRequest: (_name: string, handler: (typeof answers)[0]) => void answers.push(handler) };
    registerRcLinks(connection as unknown as lsp.Connection, trees, PLAIN_GUARD, undefined);
    return answers[0]!({ folder }, {});
  }

  it('is a listing, with the reason why it cannot be written', async () => {
    expect(await listing(RC3)).toEqual({
      root: 'test:///ws/machine',
      path: '/etc/rc3.d',
      text: expect.stringContaining('\nS90crond -> ../init.d/crond\nS9crond -> ../init.d/crond\n'),
      readOnly: 'The editor has no access to the disk here, so it cannot make links: run the shell lines instead.',
    });
  });

  it.each(['test:///ws/machine/etc/init.d', 'test:///ws/machine/etc/rc4.d', 'test:///elsewhere/etc/rc3.d'])(
    '%s is none',
    async (folder) => {
      expect(await listing(folder)).toBeNull();
    },
  );

  it('is planned to be what a listing says', async () => {
    const { trees } = setUp();
    const root = (await trees.of(listingOf(RC3)))!;
    const text = 'S85crond -> ../init.d/crond\n';
    const plan = await planFor(root, { root: root.uri, verb: 'rc-links', folder: '/etc/rc3.d', text }, undefined);
    expect(plan).toMatchObject({
      exitStatus: 0,
      changes: [
        { op: 'unlink', path: '/etc/rc.d/rc3.d/S90crond' },
        { op: 'unlink', path: '/etc/rc.d/rc3.d/S9crond' },
        { op: 'symlink', path: '/etc/rc.d/rc3.d/S85crond', target: '../init.d/crond' },
      ],
      before: '/etc/rc.d/rc3.d/\n  S90crond -> ../init.d/crond\n  S9crond -> ../init.d/crond\n',
      after: '/etc/rc.d/rc3.d/\n  S85crond -> ../init.d/crond\n',
      command: null,
    });
    expect(plan.shell).toContain('rm /ws/machine/etc/rc.d/rc3.d/S90crond');
  });
});
