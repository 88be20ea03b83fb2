import type { Machine } from '../core/kinds/kind.ts';
import { envValues } from '../core/parse/envFile.ts';
import { decode } from './decode.ts';
import type { Host } from './host.ts';
import { resolveInRoot } from './resolve.ts';

const MOST_BYTES = 64 * 1024;

/** Reads what a root's files say about its machine: os-release(5), hostname(5), machine-info(5), machine-id(5). */
export async function machineOf(host: Host, root: string): Promise<Machine> {
  const release = (await textOf(host, root, '/etc/os-release')) ?? (await textOf(host, root, '/usr/lib/os-release'));
  const info = await textOf(host, root, '/etc/machine-info');
  const name = (await textOf(host, root, '/etc/hostname'))?.split('\n').find((line) => /^\s*[^#\s]/.test(line));
  const id = (await textOf(host, root, '/etc/machine-id'))?.trim();
  return {
    osRelease: release === undefined ? undefined : envValues(release),
    hostname: name?.trim(),
    prettyHostname: info === undefined ? undefined : envValues(info).get('PRETTY_HOSTNAME'),
    machineId: id !== undefined && /^[0-9a-f]{32}$/.test(id) ? id : undefined,
  };
}

async function textOf(host: Host, root: string, path: string): Promise<string | undefined> {
  const location = await resolveInRoot(host, root, path);
  const bytes = location === undefined ? undefined : await host.read(location, MOST_BYTES);
  return bytes && decode(bytes);
}
