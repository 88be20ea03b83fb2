// What the comparisons of whole images have in common: which part of an image a boot asks for, and what is booted.
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { readTree } from './units-systemd.mjs';

const FOLDERS = [
  'etc',
  'usr/lib/systemd',
  'usr/local/lib',
  'opt',
  'run',
  'usr/lib/modules-load.d',
  'usr/lib/rc.local',
  'usr/lib/postgresql',
];
const LINKS = ['/lib', '/bin', '/sbin', '/etc/os-release'];

export const TARGETS = ['default', 'multi-user', 'graphical', 'rescue', 'emergency', 'sysinit'].map(
  (name) => `${name}.target`,
);

/** The paths and nodes of an image that a boot may ask for. */
export function bootEntries(image) {
  const entries = [...readTree(image, FOLDERS)];
  for (const path of LINKS) {
    if (!existsSync(image + path) || !lstatSync(image + path).isSymbolicLink()) continue;
    entries.push([path, { type: 'symlink', target: readlinkSync(image + path) }]);
  }
  return entries;
}
