import { unitNameFromPath } from '../../values/unitNames.ts';
import { isTimeout, writeKeyTimeout } from './cryptLocations.ts';
import { cescape, type GeneratorRoot } from './machine.ts';
import type { GeneratorOutput } from './output.ts';

const RUNTIME = '/run/systemd/cryptsetup';

/** `generate_device_mount`: where the device with a key or a header is mounted while it is needed. */
export function deviceMount(
  { version }: GeneratorRoot,
  out: GeneratorOutput,
  name: string,
  device: string,
  prefix: 'keydev' | 'headerdev',
  timeout: string | undefined,
  canFail: boolean,
  readOnly: boolean,
): { readonly unit: string; readonly where: string } | undefined {
  const where = `${RUNTIME}/${prefix}-${cescape(name)}`;
  const unit = unitNameFromPath(where, 'mount', version);
  // The mount point is a folder that is made right away, and its own folder lacks others.
  const file = unit === undefined || name.includes('/') ? undefined : out.open(unit);
  if (!file || unit === undefined) return undefined;
  file.print('[Unit]', 'DefaultDependencies=no', '', '[Mount]', `What=${device}`, `Where=${where}`);
  file.print(`Options=${readOnly ? 'ro' : 'rw'}${canFail ? ',nofail' : ''}`);
  if (timeout === undefined || !isTimeout(timeout)) return { unit, where };
  const deviceUnit = unitNameFromPath(device, 'device', version);
  if (deviceUnit === undefined) return undefined;
  writeKeyTimeout(out, deviceUnit, timeout);
  return { unit, where };
}

/** `generate_device_umount`: the service that unmounts it again. */
export function deviceUmount(
  { version, programFolder }: GeneratorRoot,
  out: GeneratorOutput,
  name: string,
  where: string,
  prefix: 'keydev' | 'headerdev',
): string | undefined {
  const unit = `${prefix}-${cescape(name)}-umount.service`;
  const split = programFolder.startsWith('/lib/');
  const mount = unitNameFromPath(where, 'mount', version);
  const file = mount === undefined ? undefined : out.open(unit);
  if (!file) return undefined;
  file.print('[Unit]', 'DefaultDependencies=no', `After=${mount}`, '');
  file.print('[Service]', `ExecStart=-${split ? '' : '/usr'}/bin/umount ${where}`, '');
  return unit;
}
