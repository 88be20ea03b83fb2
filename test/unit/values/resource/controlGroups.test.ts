import { describe } from 'vitest';
import { type Answers, agreeWith } from './agreeWith.ts';

const ANSWERS: readonly Answers[] = [
  ['Service.Delegate', [252, 257, 262], ['+', '+yes', '+no', '+cpu memory', '!cpu x', '!"cpu', '!cpu,memory']],
  ['Service.Delegate', [252], ['!bpf-bind-network-interface']],
  ['Service.Delegate', [257], ['!bpf-bind-network-interface']],
  ['Service.Delegate', [262], ['+bpf-bind-network-interface']],
  ['Socket.Delegate', [252, 257, 262], ['!', '!yes']],
  [
    'Service.DelegateSubgroup',
    [257, 262],
    ['+', '+x', '!.x', '!_x', '!a/b', '!tasks', '!cgroup.x', '!cpu.x', '+cpux', '+%i'],
  ],
  ['Mount.DelegateSubgroup', [257, 262], ['!x']],
  ['Service.DisableControllers', [252, 257, 262], ['+', '+cpu', '+cpu x', '!x', '!"cpu"']],
  ['Service.ManagedOOMSwap', [252, 257, 262], ['+', '+kill', '+auto', '!no']],
  ['Socket.ManagedOOMSwap', [252, 257, 262], ['!', '!kill']],
  ['Slice.ManagedOOMMemoryPressureLimit', [252, 257, 262], ['+', '+50%', '!50', '!101%']],
  ['Service.ManagedOOMMemoryPressureDurationSec', [257, 262], ['+', '+1s', '!999ms', '!infinity', '+1', '!x']],
  ['Service.ManagedOOMPreference', [252, 257, 262], ['+avoid', '!']],
  ['Service.OOMRules', [262], ['+', '+a b', '!a/b', '+"a b"', '!a*', "!a'b", '!"a']],
  [
    'Service.NFTSet',
    [257, 262],
    [
      '+',
      '+cgroup:inet:t:s',
      '+user:ip:t:s group:ip6:t:s',
      '!address:inet:t:s',
      '!cgroup:x:t:s',
      '!cgroup:inet:1t:s',
      '!cgroup:inet:t',
      '!cgroup:inet:t:s:x',
      '+cgroup:inet:ttttttttttttttttttttttttttttttt:s',
    ],
  ],
  ['Service.NFTSet', [257], ['!cgroup:inet:tttttttttttttttttttttttttttttttt:s']],
  ['Service.NFTSet', [262], ['+cgroup:inet:tttttttttttttttttttttttttttttttt:s']],
  ['Service.CapabilityBoundingSet', [252, 257, 262], ['+', '+CAP_CHOWN', '+CAP_FOO', '+~', '+"CAP_CHOWN']],
  ['Service.SecureBits', [252, 257, 262], ['+', '+keep-caps x']],
];

describe('control groups and systemd-oomd', () => agreeWith(ANSWERS));
