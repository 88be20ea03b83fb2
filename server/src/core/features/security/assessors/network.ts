import type { RestrictedFamilies, SecurityInfo } from '../info.ts';
import { type Assessment, type Assessor, switchedOn, yesOrNo } from './assessor.ts';

/** What can be reached over the network, and by which sockets. */
export const privateNetwork = switchedOn('PrivateNetwork', 2500, [
  'Has no access to the network',
  'Has access to the network',
]);

export const ipAddressDeny: Assessor = {
  id: 'IPAddressDeny=',
  jsonField: 'IPAddressDeny',
  weight: 1000,
  range: 10,
  good: 'May reach no IP address',
  bad: 'May reach all IP addresses',
  assess: assessIpAddressAllow,
};

/** `assess_ip_address_allow`. */
function assessIpAddressAllow({ ip }: SecurityInfo): Assessment {
  if (ip.customFilters) return { badness: 0, description: 'Its IP packets are filtered by BPF programs' };
  if (!ip.denyAll) return { badness: 10 };
  if (ip.allowOther) return { badness: 5, description: 'May reach some IP addresses besides the local host' };
  if (ip.allowLocalhost) return { badness: 2, description: 'May reach no IP address but the local host' };
  return { badness: 0 };
}

export const addressFamilies: readonly Assessor[] = [
  family('inet', '~AF_(INET|INET6)', '_AF_INET_INET6', 1500, 'Internet'),
  family('unix', '~AF_UNIX', '_AF_UNIX', 25, 'Unix'),
  family('netlink', '~AF_NETLINK', '_AF_NETLINK', 200, 'netlink'),
  family('packet', '~AF_PACKET', '_AF_PACKET', 1000, 'packet'),
  family('other', '~…', '_OTHER', 1250, 'rarely used kinds of'),
];

function family(key: keyof RestrictedFamilies, value: string, field: string, weight: number, what: string): Assessor {
  const setting = 'RestrictAddressFamilies';
  return yesOrNo(
    `${setting}=${value}`,
    weight,
    [`Cannot open ${what} sockets`, `Can open ${what} sockets`],
    (info) => info.restrictedFamilies[key],
    `${setting}${field}`,
  );
}
