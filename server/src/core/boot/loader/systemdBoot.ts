import { fnmatch } from '../../install/fnmatch.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import { textAt } from '../machine/files.ts';
import type { MachineProfile } from '../machine/profile.ts';
import type { BootEntry, BootMenu } from './entry.ts';
import { type LoaderLine, loaderEntries, loaderLines, namesAt } from './loaderEntries.ts';

/** Where the EFI partition and the one for the boot loader are mounted, in the order in which bootctl(1) looks. */
export const BOOT_PARTITIONS = ['/efi', '/boot', '/boot/efi'] as const;

/** From this version on an entry can be preferred as long as it has not failed too often. */
const PREFERRED_SINCE = 262;

/** What systemd-boot would show; undefined in a root that has neither its configuration nor an entry for it. */
export function systemdBootMenu(tree: SystemTree, profile: MachineProfile): BootMenu | undefined {
  const entries = BOOT_PARTITIONS.flatMap((base) => loaderEntries(tree, base, profile));
  const confPath = BOOT_PARTITIONS.map((base) => `${base}/loader/loader.conf`).find(
    (path) => textAt(tree, path) !== undefined,
  );
  const programs = BOOT_PARTITIONS.flatMap((base) => namesAt(tree, `${base}/EFI/systemd`));
  if (entries.length === 0 && confPath === undefined && programs.length === 0) return undefined;
  const lines = confPath === undefined ? [] : loaderLines(textAt(tree, confPath)!);
  const last = (key: string) => lines.findLast((line) => line.key === key);
  const unknown = ['the variables of the firmware (LoaderEntryDefault, LoaderEntryOneShot) may choose another entry'];
  const found = chosen(entries, last, profile.systemdVersion ?? 0);
  const timeout = last('timeout');
  return {
    loader: 'systemd-boot',
    entries,
    entry: found?.entry,
    because: found?.because ?? 'there is no entry that it could start',
    source: found?.line && confPath !== undefined ? { path: confPath, line: found.line } : found?.entry.source,
    timeout: timeout === undefined || /^menu-(?:hidden|disabled)$/.test(timeout.value) ? 0 : seconds(timeout.value),
    unknown,
  };
}

/** boot.c, `config_select_default_entry`, as far as files decide. */
function chosen(entries: readonly BootEntry[], last: (key: string) => LoaderLine | undefined, version: number) {
  for (const key of ['preferred', 'default']) {
    const line = last(key);
    if (!line || (key === 'preferred' && version < PREFERRED_SINCE)) continue;
    const pattern = line.value.toLowerCase();
    const entry = entries.find(
      ({ id, triesLeft }) => fnmatch(pattern, id.toLowerCase()) && (key === 'default' || triesLeft !== 0),
    );
    if (entry) return { entry, because: `${key} ${line.value} in loader.conf`, line: line.line };
  }
  const first = entries[0];
  return first && { entry: first, because: 'it is the first one in the menu', line: undefined };
}

function seconds(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
