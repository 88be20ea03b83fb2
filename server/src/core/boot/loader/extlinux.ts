import type { SystemTree } from '../../tree/systemTree.ts';
import { textAt } from '../machine/files.ts';
import { type BootEntry, type BootMenu, kernelVersionOf } from './entry.ts';

const FILES = ['/boot/extlinux/extlinux.conf', '/boot/extlinux.conf', '/extlinux.conf', '/boot/syslinux/syslinux.cfg'];

/** What extlinux, syslinux or a firmware that reads its file would show; undefined in a root without such a file. */
export function extlinuxMenu(tree: SystemTree): BootMenu | undefined {
  const path = FILES.find((file) => textAt(tree, file) !== undefined);
  if (path === undefined) return undefined;
  const entries: BootEntry[] = [];
  let wanted: string | undefined;
  let wantedLine: number | undefined;
  let timeout: number | undefined;
  for (const [index, line] of textAt(tree, path)!.split('\n').entries()) {
    const [, word = '', value = ''] = /^\s*(?!#)(\S+)\s*(.*?)\s*$/.exec(line) ?? [];
    const key = word.toLowerCase();
    const entry = entries.at(-1);
    if (key === 'default' || (key === 'menu' && entry && /^default$/i.test(value))) {
      wanted = key === 'default' ? value : entry!.id;
      wantedLine = index + 1;
    } else if (key === 'timeout') timeout = Number(value) / 10;
    else if (key === 'label') entries.push(labelled(value, path, index + 1));
    else if (entry) entries[entries.length - 1] = extended(entry, key, value, path);
  }
  const chosen = entries.find(({ id }) => id === wanted) ?? entries[0];
  return {
    loader: 'extlinux',
    entries,
    entry: chosen,
    because: chosen?.id === wanted ? `default ${wanted}` : 'it is the first one in the menu',
    source: chosen?.id === wanted && wantedLine !== undefined ? { path, line: wantedLine } : chosen?.source,
    timeout: timeout === undefined || timeout === 0 || Number.isNaN(timeout) ? undefined : timeout,
    unknown: [],
  };
}

function labelled(id: string, path: string, line: number): BootEntry {
  const source = { path, line };
  return {
    id,
    title: id,
    kind: 'extlinux',
    source,
    kernel: undefined,
    initrds: [],
    commandLine: '',
    kernelVersion: undefined,
  };
}

function extended(entry: BootEntry, key: string, value: string, path: string): BootEntry {
  const inFolder = (file: string) => (file.startsWith('/') ? file : `${path.slice(0, path.lastIndexOf('/'))}/${file}`);
  switch (key) {
    case 'linux':
    case 'kernel':
    case 'fdt':
      if (key === 'fdt') return entry;
      return { ...entry, kernel: inFolder(value), kernelVersion: kernelVersionOf(inFolder(value)) };
    case 'initrd':
      return { ...entry, initrds: value.split(',').map(inFolder) };
    case 'append': {
      const initrd = /(?:^|\s)initrd=(\S+)/.exec(value)?.[1];
      return { ...entry, commandLine: value, initrds: initrd ? initrd.split(',').map(inFolder) : entry.initrds };
    }
    case 'menu': {
      const title = /^label\s+(.*)$/i.exec(value)?.[1];
      return title === undefined ? entry : { ...entry, title: title.replaceAll('^', '') };
    }
    default:
      return entry;
  }
}
