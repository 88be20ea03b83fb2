import { chase } from '../../tree/chase.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import { joinPath } from '../../tree/systemTree.ts';
import { compareVersions } from '../../values/versionCompare.ts';
import { textAt } from '../machine/files.ts';
import type { MachineProfile } from '../machine/profile.ts';
import { type BootEntry, kernelVersionOf } from './entry.ts';

/** EFI's names of architectures, and systemd's. */
const EFI_ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: 'x86-64',
  ia32: 'x86',
  aa64: 'arm64',
  arm: 'arm',
  riscv64: 'riscv64',
  loongarch64: 'loongarch64',
};

/** A line `KEY VALUE`. */
export interface LoaderLine {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** The lines of loader.conf and of entries: boot.c, `line_get_key_value`. */
export function loaderLines(text: string): LoaderLine[] {
  return text.split('\n').flatMap((raw, index) => {
    const [, key, value] = /^\s*([^\s#]\S*)[ \t]+(.*?)\s*$/.exec(raw) ?? [];
    if (key === undefined || value === undefined) return [];
    return [{ key, value: value.replace(/^(["'])(.*)\1$/, '$2'), line: index + 1 }];
  });
}

/**
 * The entries of a partition that is mounted at `base`: the files of the Boot Loader Specification, and programs that
 * hold kernel, initrd and command line in one. Entries for other architectures are left out. Sorted as systemd-boot
 * does, the newest first.
 */
export function loaderEntries(tree: SystemTree, base: string, profile: MachineProfile): BootEntry[] {
  const folder = `${base}/loader/entries`;
  const files = namesAt(tree, folder).filter((name) => /\.conf$/i.test(name) && !name.startsWith('auto-'));
  const entries = files.flatMap((name) => {
    const text = textAt(tree, `${folder}/${name}`);
    const entry = text === undefined ? undefined : readEntry(base, joinPath(folder, name), name, text);
    return entry ? [entry] : [];
  });
  const unified = namesAt(tree, `${base}/EFI/Linux`)
    .filter((name) => /\.efi$/i.test(name))
    .map((name) => unifiedKernel(`${base}/EFI/Linux/${name}`, name));
  const native = (entry: BootEntry) => {
    const needed = EFI_ARCHITECTURES[entry.architecture?.toLowerCase() ?? ''];
    return entry.architecture === undefined || profile.architecture === undefined || needed === profile.architecture;
  };
  return [...entries, ...unified].filter(native).sort(compareEntries);
}

/** The names in a folder, links followed. */
export function namesAt(tree: SystemTree, folder: string): readonly string[] {
  const end = chase(tree, folder);
  return end.found ? tree.names(end.path) : [];
}

function readEntry(base: string, path: string, name: string, text: string): BootEntry | undefined {
  const lines = loaderLines(text);
  const all = (key: string) => lines.filter((line) => line.key === key).map(({ value }) => value);
  const last = (key: string) => all(key).at(-1);
  const program = last('linux') ?? last('efi') ?? last('uki');
  if (program === undefined) return undefined;
  const { id, triesLeft, triesDone } = bootCounting(name);
  const kernel = below(base, program);
  const initrds = all('initrd').flatMap((value) => value.split(/\s+/));
  const isLinux = last('linux') !== undefined;
  const options = all('options').join(' ');
  return {
    id,
    title: last('title') ?? id.replace(/\.conf$/i, ''),
    kind: isLinux ? 'loader-entry' : last('uki') !== undefined ? 'unified-kernel' : 'efi-program',
    source: { path, line: lines.find(({ key }) => key === 'options' || key === 'linux')?.line ?? 1 },
    kernel,
    initrds: initrds.map((initrd) => below(base, initrd)),
    commandLine: isLinux || options !== '' ? options : undefined,
    kernelVersion: kernelVersionOf(kernel),
    version: last('version'),
    sortKey: last('sort-key'),
    machineId: last('machine-id'),
    architecture: last('architecture'),
    triesLeft,
    triesDone,
  };
}

function unifiedKernel(path: string, name: string): BootEntry {
  const { id, triesLeft, triesDone } = bootCounting(name);
  return {
    id,
    title: id.replace(/\.efi$/i, ''),
    kind: 'unified-kernel',
    source: { path },
    kernel: path,
    initrds: [],
    commandLine: undefined,
    kernelVersion: undefined,
    triesLeft,
    triesDone,
  };
}

/** boot.c, `config_entry_parse_tries`: the counter at the end of a name, as in `linux+3-1.conf`. */
function bootCounting(name: string) {
  const [, stem, left, done, suffix] = /^(.+)\+(\d{1,9})(?:-(\d{1,9}))?(\.[^.]+)$/.exec(name) ?? [];
  if (stem === undefined) return { id: name, triesLeft: undefined, triesDone: undefined };
  return { id: `${stem}${suffix}`, triesLeft: Number(left), triesDone: done === undefined ? undefined : Number(done) };
}

function below(base: string, path: string): string {
  return `${base}/${path.replaceAll('\\', '/').replace(/^\/+/, '')}`;
}

/** boot.c, `config_entry_compare`. Those that have failed too often come last. */
export function compareEntries(a: BootEntry, b: BootEntry): number {
  const bad = (entry: BootEntry) => (entry.triesLeft === 0 ? 1 : 0);
  if (bad(a) !== bad(b)) return bad(a) - bad(b);
  if ((a.sortKey === undefined) !== (b.sortKey === undefined)) return a.sortKey === undefined ? 1 : -1;
  if (a.sortKey !== undefined && b.sortKey !== undefined) {
    const order =
      compareText(a.sortKey, b.sortKey) ||
      compareText(a.machineId ?? '', b.machineId ?? '') ||
      -compareVersions(a.version ?? '', b.version ?? '');
    if (order !== 0) return order;
  }
  const byId = -compareVersions(a.id, b.id);
  if (byId !== 0 || a.triesLeft === undefined || b.triesLeft === undefined) return byId;
  return b.triesLeft - a.triesLeft || (a.triesDone ?? 0) - (b.triesDone ?? 0);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
