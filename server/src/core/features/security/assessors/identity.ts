import type { SecurityInfo } from '../info.ts';
import { type Assessment, type Assessor, yesOrNo } from './assessor.ts';

const ROOT = ['0', 'root'];
const NOBODY = 'nobody';
const AS_ROOT = 'Runs as root, so this makes no difference';

/** `security_info_runs_privileged`. */
function runsPrivileged({ user, dynamicUser }: SecurityInfo): boolean {
  if (user !== undefined && ROOT.includes(user)) return true;
  return !dynamicUser && (user ?? '') === '';
}

/** `assess_user`. */
function assessUser({ user, dynamicUser }: SecurityInfo): Assessment {
  if (user === NOBODY) return { badness: 9, description: `Runs as ${NOBODY}, whom other programs may run as too` };
  const isRoot = user !== undefined && ROOT.includes(user);
  if (dynamicUser && !isRoot) return { badness: 0, description: 'Runs as a user that exists only while it runs' };
  if ((user ?? '') !== '' && !isRoot) return { badness: 0, description: 'Runs as a user that is not root' };
  return { badness: 10 };
}

function unlessPrivileged(assessor: Assessor): Assessor {
  return {
    ...assessor,
    notApplicable: AS_ROOT,
    assess: (info, version) => (runsPrivileged(info) ? { badness: undefined } : assessor.assess(info, version)),
  };
}

/** Who the processes run as. */
export const user: Assessor = {
  id: 'User=/DynamicUser=',
  jsonField: 'UserOrDynamicUser',
  weight: 2000,
  range: 10,
  good: 'Runs as a user that is not root',
  bad: 'Runs as root',
  assess: assessUser,
};

export const supplementaryGroups = unlessPrivileged(
  yesOrNo(
    'SupplementaryGroups=',
    200,
    ['Is in no further groups', 'Is in further groups'],
    (info) => !info.hasSupplementaryGroups,
  ),
);

export const removeIpc = unlessPrivileged(
  yesOrNo(
    'RemoveIPC=',
    100,
    ['Leaves no System V IPC objects behind', 'May leave System V IPC objects behind'],
    (info) => info.on.RemoveIPC,
  ),
);

export const keyringMode = yesOrNo(
  'KeyringMode=',
  1000,
  ['Has a kernel keyring of its own', 'Shares a kernel keyring with others'],
  (info) => info.keyringMode === 'private',
);

export const notifyAccess = yesOrNo(
  'NotifyAccess=',
  1000,
  ['Only its own main processes report its state', 'Any of its processes may report its state'],
  (info) => info.notifyAccess !== 'all',
);

export const delegate = yesOrNo(
  'Delegate=',
  100,
  ['Leaves its control groups to systemd', 'Manages control groups of its own'],
  (info) => !info.delegate,
);

export const ambientCapabilities = yesOrNo(
  'AmbientCapabilities=',
  500,
  ['Is given no ambient capabilities', 'Is given ambient capabilities'],
  (info) => info.ambientCapabilities === 0n,
);
