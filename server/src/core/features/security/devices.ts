import type { Reading } from '../../checks/verify/reading.ts';
import { isRefused } from '../../checks/verify/refused.ts';
import { all, hasWords, path, word } from '../../checks/verify/settings.ts';
import { hasEncryptedCredentials } from './credentials.ts';
import { isSwitchedOn } from './reading.ts';

/** From here on encrypted credentials need no access to the TPM's device. */
const TPM_NOT_NEEDED = 262;
/** Two nodes and three classes of block devices. */
const IMAGE_DEVICES = 5;

/** DevicePolicy=, and how many devices are allowed. */
export interface DeviceAccess {
  readonly devicePolicy: string;
  readonly allowedDevices: number;
}

/**
 * The devices that a unit may use. Once any is shut out, systemd itself adds those that other settings need:
 * `unit_patch_contexts` of core/unit.c.
 *
 * @param runsProcesses whether there are such other settings; slices and scopes have none
 */
export function deviceAccess(unit: Reading, runsProcesses: boolean): DeviceAccess {
  const { section } = unit;
  const given = word(unit, section, 'DevicePolicy')?.value ?? 'auto';
  const listed = all(unit, section, 'DeviceAllow', (_, assigned) => !isRefused(assigned) || undefined).length;
  if (!runsProcesses) return { devicePolicy: given, allowedDevices: listed };
  const devicePolicy = given === 'auto' && isSwitchedOn(unit, section, 'PrivateDevices') ? 'closed' : given;
  const needed = devicePolicy !== 'auto' || listed > 0 ? neededDevices(unit) : 0;
  return { devicePolicy, allowedDevices: listed + needed };
}

function neededDevices(unit: Reading): number {
  const { section, version } = unit;
  const image =
    ['RootImage', 'RootMStack'].some((key) => path(unit, section, key)) || hasWords(unit, section, 'MountImages');
  const clock = isSwitchedOn(unit, section, 'ProtectClock');
  const tpm = version < TPM_NOT_NEEDED && hasEncryptedCredentials(unit);
  return (image ? IMAGE_DEVICES : 0) + (clock ? 1 : 0) + (tpm ? 1 : 0);
}
