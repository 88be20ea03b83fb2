import type { SecurityInfo } from '../info.ts';
import { type Assessment, type Assessor, switchedOn } from './assessor.ts';

/** Which devices may be opened. */
export const privateDevices = switchedOn('PrivateDevices', 1000, [
  'Has no access to devices of the hardware',
  'May have access to devices of the hardware',
]);

export const deviceAllow: Assessor = {
  id: 'DeviceAllow=',
  jsonField: 'DeviceAllow',
  weight: 1000,
  range: 10,
  good: 'May use only the most basic devices',
  bad: 'May use all devices',
  assess: assessDeviceAllow,
};

/** `assess_device_allow`. */
function assessDeviceAllow({ devicePolicy, allowedDevices }: SecurityInfo): Assessment {
  if (devicePolicy !== 'strict' && devicePolicy !== 'closed') return { badness: 10 };
  if (allowedDevices === 0) return { badness: 0 };
  return { badness: 5, description: 'May use some devices besides the most basic ones' };
}
