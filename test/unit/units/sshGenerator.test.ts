import { describe, expect, it } from 'vitest';
import { runGenerators } from '../../../server/src/core/units/generators/index.ts';
import { PLAIN_MACHINE } from '../../../server/src/core/units/generators/profile.ts';
import { type Files, SERVICE, tree } from './tree.ts';

const GENERATOR: Files = { '/usr/lib/systemd/system-generators/systemd-ssh-generator': 'x' };
const SSHD: Files = { ...GENERATOR, '/usr/sbin/sshd': 'x' };
const OUT = '/run/systemd/generator/';

/** What it writes, below its folder, in order. */
function written(files: Files, commandLine = '', version = 262): string[] {
  const changes = runGenerators(tree(files), version, { ...PLAIN_MACHINE, commandLine });
  return changes.map(({ path }) => path.replace(OUT, '')).sort();
}

const LOCAL = ['sockets.target.wants/sshd-unix-local.socket', 'sshd-unix-local.socket', 'sshd-unix-local@.service'];
const EXTRA = ['sockets.target.wants/sshd-extra.socket', 'sshd-extra.socket', 'sshd-extra@.service'];
const OWN = 'sshd-generated@.service';

describe('systemd-ssh-generator', () => {
  it.each<[string, Files, string, number, string[]]>([
    ['without sshd', { ...GENERATOR, '/usr/sbin/other': 'x' }, '', 262, []],
    ['with sshd', SSHD, '', 262, [...LOCAL, OWN]],
    ['with a template of its package', { ...SSHD, 'V/sshd@.service': SERVICE }, '', 257, LOCAL],
    ['where programs were not read', { ...GENERATOR, 'V/ssh.service': SERVICE }, '', 262, [...LOCAL, OWN]],
    ['where nothing speaks of sshd', GENERATOR, '', 262, []],
    ['turned off', SSHD, 'systemd.ssh_auto=no', 262, []],
    ['turned off and on', SSHD, 'systemd.ssh_auto=no systemd.ssh_auto', 262, [...LOCAL, OWN]],
    ['with another socket', SSHD, 'systemd.ssh_auto=no systemd.ssh_listen=/run/x', 262, [...EXTRA, OWN]],
    ['before there was one', SSHD, '', 252, []],
  ])('%s', (_, files, commandLine, version, expected) => {
    expect(written(files, commandLine, version)).toEqual([...expected].sort());
  });
});
