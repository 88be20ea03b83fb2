import { describe } from 'vitest';
import { type Answers, agreeWith } from './agreeWith.ts';

const ANSWERS: readonly Answers[] = [
  ['Service.RestrictAddressFamilies', [252, 257, 262], ['+', '+none', '!~none', '+AF_INET', '+af_inet', '!INET', '+~AF_INET AF_UNIX', '!AF_X', '!"AF_INET', '!AF_UNSPEC']],
  ['Service.RestrictNamespaces', [252, 257, 262], ['+', '+yes', '+user', '+~cgroup ipc', '!x', '!user x', '+~', '+time', '!USER']],
  ['Service.DelegateNamespaces', [262], ['+yes', '+mnt', '!user', '+~user', '!mnt user', '!x']],
  ['Service.RestrictFileSystems', [252, 257, 262], ['+', '+ext4', '+nosuchfs', '+@network', '!~@x ext4', '!"ext4']],
  ['Service.SystemCallFilter', [252, 257, 262], ['+', '+read', '+~read', '+@system-service', '+@known', '!@x', '!reed', '!read:EPERM', '+~read:EPERM', '+~read:eperm', '+~read:kill', '+~read:0', '+~read:4095', '!~read:4096', '!~read:x', '!~:EPERM', '!read,write', '!"read"', '+getpmsg', '!osf_stat', '+~', '!~reed write']],
  ['Service.SystemCallFilter', [252], ['!~@sandbox', '!mseal', '!listns']],
  ['Service.SystemCallFilter', [257], ['+~@sandbox', '+mseal', '!listns']],
  ['Service.SystemCallFilter', [262], ['+~@sandbox', '+mseal', '+listns']],
  ['Service.SystemCallLog', [252, 257, 262], ['+', '+read', '!@x', '!read:EPERM']],
  ['Service.SystemCallErrorNumber', [252, 257, 262], ['+', '+EPERM', '+kill', '+1', '!0', '+4095', '!4096', '+ENOTSUP', '!ECANCELLED', '!x']],
  ['Service.SystemCallArchitectures', [252, 257, 262], ['+', '+native', '+native x86', '!x86_64', '!native x', '!"x86']],
  ['Service.SystemCallArchitectures', [252], ['!loongarch64']],
  ['Service.SystemCallArchitectures', [257], ['+loongarch64']],
  ['Service.SystemCallArchitectures', [262], ['+loongarch64']],
  ['Service.Personality', [252, 257, 262], ['+', '+x86', '!x86_64']],
  ['Service.CoredumpFilter', [252, 257, 262], ['+', '+default', '+all', '+private-anonymous 0x33', '+33', '!zz', '!"all"']],
  ['Service.ProtectHostname', [252, 257, 262], ['+yes', '!no:x', '!yes:', '!yes:-a', '!yes:%Z', '!x:y']],
  ['Service.ProtectHostname', [252], ['!', '!private', '!private:x', '!yes:%H']],
  ['Service.ProtectHostname', [257], ['!', '!private', '!private:x', '!yes:%H']],
  ['Service.ProtectHostname', [262], ['+', '+private', '+private:x', '+yes:%H']],
  ['Service.MountAPIVFS', [252, 257, 262], ['+', '+yes', '!maybe']],
];

describe('sandboxing', () => agreeWith(ANSWERS));
