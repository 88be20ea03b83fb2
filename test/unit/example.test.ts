import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { systemdVersion, verify } from '../oracle/systemdAnalyze.mjs';

const server = fileURLToPath(new URL('../../examples/server', import.meta.url));
const UNIT_FOLDERS = ['usr/lib/systemd/system', 'etc/systemd/system'];
const UNIT = /\.(service|socket|device|mount|automount|swap|target|path|timer|slice|scope)$/;
const ROOTS: Record<number, string | undefined> = {
  252: systemdVersion() === 252 ? '' : process.env.BOOTWRIGHT_IMAGE_252,
  257: process.env.BOOTWRIGHT_IMAGE_257,
  262: process.env.BOOTWRIGHT_IMAGE_262,
};

/** The regular files below a folder, by their path inside it; links are left out. */
function filesBelow(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => lstatSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** All unit files and drop-ins, the administrator's over the vendor's as systemd looks them up. */
const files = Object.assign({}, ...UNIT_FOLDERS.map((folder) => filesBelow(join(server, folder)))) as Record<
  string,
  string
>;
const units = Object.keys(files).filter((path) => UNIT.test(path) && !path.includes('/'));

/** The lines of the one file that is wrong on purpose, by what is on them. */
const WRONG = ['Descripton=', 'Restart=', 'PrivateTmp=', 'MemoryLimit=', 'StandardOutput=', 'KillMode ', '[Instal]'];

describe('examples/server', () => {
  it('has every kind of unit that can be written down', () => {
    const types = new Set(Object.keys(files).map((path) => UNIT.exec(path.replace(/\.d\/.*/, ''))?.[1]));
    expect([...types].sort()).toEqual(
      expect.arrayContaining(['automount', 'device', 'mount', 'path', 'service', 'slice']),
    );
    expect([...types].sort()).toEqual(expect.arrayContaining(['socket', 'swap', 'target', 'timer']));
  });
});

describe.each(Object.entries(ROOTS))('examples/server under systemd %s', (version, root) => {
  it.skipIf(root === undefined)(`has one file with complaints about lines (needs BOOTWRIGHT_IMAGE_${version})`, () => {
    const complaints = verify(files, units, root).messages.filter((message) => message.line !== undefined);
    const legacy = files['shop-legacy.service']!.split('\n');
    const wrong = legacy.flatMap((line, index) => (WRONG.some((start) => line.startsWith(start)) ? [index + 1] : []));
    expect(wrong).toHaveLength(WRONG.length);
    const expected = wrong.map((line) => `shop-legacy.service:${line}`);
    expect(complaints.map((message) => `${message.file}:${message.line}`)).toEqual(expected);
  });
});
