import type { ValueJudge } from '../judge.ts';
import { addressPrefixJudges } from './addressPrefixes.ts';
import { bindPathJudges } from './bindPaths.ts';
import { bpfJudges } from './bpf.ts';
import { controlGroupJudges } from './controlGroups.ts';
import { cpuSetJudges } from './cpuSets.ts';
import { credentialJudges } from './credentials.ts';
import { deviceJudges } from './devices.ts';
import { enumJudges } from './enums.ts';
import { identityJudges } from './identity.ts';
import { imagePolicyJudges } from './imagePolicy.ts';
import { imageJudges } from './images.ts';
import { interfaceJudges } from './interfaces.ts';
import { labelJudges } from './labels.ts';
import { listenJudges } from './listen.ts';
import { namespaceJudges } from './namespaces.ts';
import { nftSetJudges } from './nftSets.ts';
import { oomdJudges } from './oomd.ts';
import { pathJudges } from './paths.ts';
import { resourceLimitJudges } from './resourceLimits.ts';
import { rootHashJudges } from './rootHash.ts';
import { silentJudges } from './silent.ts';
import { socketJudges } from './sockets.ts';
import { syscallJudges } from './syscalls.ts';
import { weightJudges } from './weights.ts';

/** The judges of resource control, sandboxing and socket settings, by the name of systemd's parser. */
export const resourceJudges: Readonly<Record<string, ValueJudge>> = {
  ...addressPrefixJudges,
  ...bindPathJudges,
  ...bpfJudges,
  ...controlGroupJudges,
  ...cpuSetJudges,
  ...credentialJudges,
  ...deviceJudges,
  ...enumJudges,
  ...identityJudges,
  ...imageJudges,
  ...imagePolicyJudges,
  ...interfaceJudges,
  ...labelJudges,
  ...listenJudges,
  ...namespaceJudges,
  ...nftSetJudges,
  ...oomdJudges,
  ...pathJudges,
  ...resourceLimitJudges,
  ...rootHashJudges,
  ...silentJudges,
  ...socketJudges,
  ...syscallJudges,
  ...weightJudges,
};
