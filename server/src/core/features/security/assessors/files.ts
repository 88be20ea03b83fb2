import type { SecurityInfo } from '../info.ts';
import { type Assessment, type Assessor, switchedOn, yesOrNo } from './assessor.ts';

const HOME: Readonly<Record<string, Assessment>> = {
  yes: { badness: 0, description: 'Cannot reach home directories' },
  tmpfs: { badness: 1, description: 'Sees empty home directories' },
  'read-only': { badness: 5, description: 'Can read home directories' },
};
const HOME_OPEN: Assessment = { badness: 10, description: 'Can read and write home directories' };

const SYSTEM: Readonly<Record<string, Assessment>> = {
  strict: { badness: 0, description: 'Cannot write to the system' },
  full: { badness: 3, description: 'Cannot write to /usr, /boot and /etc' },
  yes: { badness: 5, description: 'Cannot write to /usr and /boot' },
};
const SYSTEM_OPEN: Assessment = { badness: 10, description: 'Can write everywhere in the system' };

/** The first of these bits that is not masked tells how bad the mask is: `assess_umask`. */
const UMASK: readonly (readonly [bit: number, assessment: Assessment])[] = [
  [0o002, { badness: 10, description: 'Everyone can write to the files that it makes' }],
  [0o004, { badness: 5, description: 'Everyone can read the files that it makes' }],
  [0o020, { badness: 2, description: 'Its group can write to the files that it makes' }],
  [0o040, { badness: 1, description: 'Its group can read the files that it makes' }],
];

/** Where the processes may read and write. */
export const protectHome: Assessor = {
  id: 'ProtectHome=',
  jsonField: 'ProtectHome',
  weight: 1000,
  range: 10,
  good: 'Cannot reach home directories',
  bad: 'Can read and write home directories',
  defaultDependenciesOnly: true,
  assess: (info) => HOME[info.protectHome ?? 'no'] ?? HOME_OPEN,
};

export const protectSystem: Assessor = {
  id: 'ProtectSystem=',
  jsonField: 'ProtectSystem',
  weight: 1000,
  range: 10,
  good: 'Cannot write to the system',
  bad: 'Can write everywhere in the system',
  defaultDependenciesOnly: true,
  assess: (info) => SYSTEM[info.protectSystem ?? 'no'] ?? SYSTEM_OPEN,
};

export const privateTmp: Assessor = {
  ...switchedOn('PrivateTmp', 1000, ['Has /tmp and /var/tmp of its own', 'Shares /tmp and /var/tmp with others']),
  defaultDependenciesOnly: true,
};

export const privateMounts = switchedOn('PrivateMounts', 1000, [
  'Its mounts are seen by nobody else',
  'Can mount for the whole system',
]);

export const rootDirectory: Assessor = {
  ...yesOrNo(
    'RootDirectory=/RootImage=',
    200,
    ['Has a root directory of its own', 'Has the root directory of the host'],
    ({ rootDirectory: directory, rootImage }) => !isEmptyOrRoot(directory) || !isEmptyOrRoot(rootImage),
    'RootDirectoryOrRootImage',
  ),
  defaultDependenciesOnly: true,
};

/** `empty_or_root`, of a simplified path. */
function isEmptyOrRoot(path: string | undefined): boolean {
  return path === undefined || /^\/*$/.test(path);
}

export const umask: Assessor = {
  id: 'UMask=',
  jsonField: 'UMask',
  weight: 100,
  range: 10,
  good: 'Only itself can read the files that it makes',
  bad: 'Everyone can write to the files that it makes',
  assess: ({ umask: mask }: SecurityInfo) => UMASK.find(([bit]) => (mask & bit) === 0)?.[1] ?? { badness: 0 },
};

export const restrictSuidSgid = switchedOn('RestrictSUIDSGID', 1000, [
  'Cannot make files set-user-ID or set-group-ID',
  'Can make files set-user-ID or set-group-ID',
]);
