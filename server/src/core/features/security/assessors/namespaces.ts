import { type Assessor, yesOrNo } from './assessor.ts';

/** Which namespaces may be created. */
export const restrictNamespaces: readonly Assessor[] = [
  namespace('user', 1500, 'users'),
  namespace('mnt', 500, 'mounts'),
  namespace('ipc', 500, 'IPC'),
  namespace('pid', 500, 'processes'),
  namespace('cgroup', 500, 'control groups'),
  namespace('net', 500, 'the network'),
  namespace('uts', 100, 'the host name'),
];

function namespace(name: string, weight: number, what: string): Assessor {
  return yesOrNo(
    `RestrictNamespaces=~${name}`,
    weight,
    [`Cannot create namespaces for ${what}`, `Can create namespaces for ${what}`],
    ({ allowedNamespaces }) => allowedNamespaces !== undefined && !allowedNamespaces.has(name),
    `RestrictNamespaces_${name}`,
  );
}
