import { presence } from '../../tree/presence.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import { textAt } from '../machine/files.ts';
import type { MachineProfile } from '../machine/profile.ts';
import type { BootMenu } from './entry.ts';
import type { Stage } from './stages.ts';

const EFI_FOLDERS = ['/efi/EFI', '/boot/efi/EFI', '/boot/EFI'];
const EFI_MOUNTS = ['/efi', '/boot/efi'];

/** What starts the boot loader; a root tells it only by what it has for EFI. */
export function firmwareStage(tree: SystemTree, { firmware }: MachineProfile, menu: BootMenu): Stage {
  const found = efiMark(tree);
  const efi = firmware === undefined ? found !== undefined || menu.loader === 'systemd-boot' : firmware === 'uefi';
  const title = firmware === 'device-tree' ? 'Firmware: device tree' : efi ? 'Firmware: UEFI' : 'Firmware';
  const details = [efi ? 'starts the boot loader from the EFI partition' : 'starts the boot loader'];
  if (found && 'mount' in found) details.push(`the EFI partition is mounted on ${found.mount}`);
  const unknown = firmware === undefined ? ['the firmware and its boot order'] : ['its boot order'];
  const place =
    found === undefined ? {} : 'line' in found ? { path: found.path, line: found.line } : { path: found.path };
  return { id: 'firmware', title, details, ...place, unknown };
}

function efiMark(tree: SystemTree): { path: string } | { path: string; line: number; mount: string } | undefined {
  for (const [index, line] of (textAt(tree, '/etc/fstab') ?? '').split('\n').entries()) {
    const [what, where = '', type] = line.trim().split(/\s+/);
    const isEfi = EFI_MOUNTS.includes(where) || (where === '/boot' && type === 'vfat');
    if (what !== undefined && !what.startsWith('#') && isEfi)
      return { path: '/etc/fstab', line: index + 1, mount: where };
  }
  const path = EFI_FOLDERS.find((one) => presence(tree, one) === 'there');
  return path === undefined ? undefined : { path };
}
