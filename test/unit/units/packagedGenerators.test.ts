import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SystemTree } from '../../../server/src/core/tree/systemTree.ts';
import { foreignGenerators, runGenerators } from '../../../server/src/core/units/generators/index.ts';
import { diskTree } from '../../../server/src/hosts/diskTree.ts';
import { loadRootTreeSync } from '../../../server/src/hosts/rootTree.ts';
import { tree as rootOf } from '../boot/root.ts';

const FOLDER = '/usr/lib/systemd/system-generators';
/** The lines of Debian's scripts that say what is linked where. */
const script = (...lines: string[]) => ['#!/bin/sh', ...lines].join('\n');
const OPENVPN = script(
  'WANTDIR="$1/openvpn.service.wants"',
  'SERVICEFILE="/lib/systemd/system/openvpn@.service"',
  'CONFIG_DIR=/etc/openvpn',
);
const POSTFIX = script('WANTDIR="$1/postfix.service.wants"', 'SERVICEFILE="/lib/systemd/system/postfix@.service"');
const POSTGRESQL = script(
  'bindir="/usr/lib/postgresql/"',
  'pgservice="/lib/systemd/system/postgresql@.service"',
  'wantdir="$1/postgresql.service.wants"',
);
const TOR = script(
  'WANTDIR="$1/tor.service.wants"',
  'SERVICEFILE="/lib/systemd/system/tor@.service"',
  'DEFAULTTOR="/lib/systemd/system/tor@default.service"',
  'BASEETC="/etc/tor/instances"',
);

function linksIn(tree: SystemTree): string[] {
  return runGenerators(tree, 252)
    .map(({ path }) => path)
    .filter((path) => path.includes('.wants/'))
    .map((path) => path.slice('/run/systemd/generator/'.length))
    .sort();
}

function links(name: string, text: string, files: Readonly<Record<string, string>>): string[] {
  return linksIn(rootOf({ [`${FOLDER}/${name}`]: text, ...files }));
}

describe('generators of packages', () => {
  it.each([
    ['all of them', {}, ['a', 'b-c']],
    ['none', { '/etc/default/openvpn': 'AUTOSTART="none"\n' }, []],
    ['some', { '/etc/default/openvpn': '#AUTOSTART=all\nAUTOSTART="b-c gone"\n' }, ['b-c']],
    ['nothing said', { '/etc/default/openvpn': 'AUTOSTART=""\n' }, ['a', 'b-c']],
  ])('OpenVPN: %s', (_, files, names) => {
    const etc = { '/etc/openvpn/a.conf': 'x', '/etc/openvpn/b-c.conf': 'x', '/etc/openvpn/.d.conf': 'x' };
    expect(links('openvpn-generator', OPENVPN, { ...etc, '/etc/openvpn/e.txt': 'x', ...files })).toEqual(
      names.map((name) => `openvpn.service.wants/openvpn@${name}.service`),
    );
  });

  it.each([
    ['there is always one', {}, ['-']],
    ['more that have a name', { '/etc/postfix/main.cf': 'multi_instance_directories =\n  /etc/two\n' }, ['-', 'two']],
    [
      'the last line counts',
      { '/etc/postfix/main.cf': 'multi_instance_directories=/etc/two\nmulti_instance_directories=\n' },
      ['-'],
    ],
    [
      'a comment is none',
      { '/etc/postfix/main.cf': 'myhostname = x\n# multi_instance_directories = /etc/two\n' },
      ['-'],
    ],
  ])('Postfix: %s', (_, files, names) => {
    const two = { '/etc/two/main.cf': 'multi_instance_name = two\n', '/usr/sbin/postconf': 'program' };
    expect(links('postfix-instance-generator', POSTFIX, { ...two, ...files })).toEqual(
      names.map((name) => `postfix.service.wants/postfix@${name}.service`),
    );
  });

  it('Tor: itself, and a folder for each instance', () => {
    const files = {
      '/etc/tor/torrc': 'x',
      '/etc/tor/instances/one/torrc': 'x',
      '/etc/tor/instances/two-x/torrc': 'x',
      '/etc/tor/instances/three/other': 'x',
    };
    expect(links('tor-generator', TOR, files)).toEqual([
      'tor.service.wants/tor@default.service',
      'tor.service.wants/tor@one.service',
    ]);
  });

  it('are not known by their name alone', () => {
    const files = { [`${FOLDER}/tor-generator`]: '#!/bin/sh\necho', [`${FOLDER}/postfix-instance-generator`]: POSTFIX };
    expect(foreignGenerators(rootOf(files))).toEqual(['tor-generator']);
    expect(links('openvpn-generator', '\x7fELF openvpn.service.wants"', { '/etc/openvpn/a.conf': 'x' })).toEqual([]);
  });
});

describe('a root on the disk', () => {
  let folder = '';
  const clusters = {
    [`${FOLDER}/postgresql-generator`]: POSTGRESQL,
    '/etc/postgresql/15/main/postgresql.conf': '',
    '/etc/postgresql/15/main/start.conf': '# comes up\n  auto # always\n',
    '/etc/postgresql/15/hand/postgresql.conf': '',
    '/etc/postgresql/15/hand/start.conf': 'manual\n',
    '/etc/postgresql/15/plain/postgresql.conf': '',
    '/etc/postgresql/15/empty/other.conf': '',
    '/etc/postgresql/9.6/old/postgresql.conf': '',
    '/usr/lib/postgresql/15/bin/postgres': 'program',
    '/usr/bin/true': 'program',
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bootwright-packaged-'));
    for (const [path, text] of Object.entries(clusters)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
      if (!path.startsWith('/etc')) chmodSync(join(folder, path), 0o755);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['as it is read where it is asked for', () => diskTree(folder)],
    ['as it is read beforehand', () => loadRootTreeSync(folder)],
  ])('PostgreSQL: clusters that come up by themselves, %s', (_, treeOf) => {
    expect(linksIn(treeOf())).toEqual([
      'postgresql.service.wants/postgresql@15-main.service',
      'postgresql.service.wants/postgresql@15-plain.service',
    ]);
    expect(foreignGenerators(treeOf())).toEqual([]);
  });
});
