import { describe } from 'vitest';
import { type Answers, agreeWith } from './agreeWith.ts';

const ANSWERS: readonly Answers[] = [
  ['Service.ReadWritePaths', [252, 257, 262], ['+', '+/a', '+-/a', '++/a', '+-+/a', '!+-/a', '!-', '!a', '!/a b /c', '+"/a b"', '!"/a', '!/a/../b', '+/proc/x', '+%t/x', '!%Z', '+%h']],
  ['Service.ExecSearchPath', [252, 257, 262], ['+', '+/a:/b', '!/a::/b', '!/a:', '!:/a', '!a', '+/a\\:b', '!/a:%Z', '+/a b']],
  ['Service.TemporaryFileSystem', [252, 257, 262], ['+', '+/a', '+/a:ro', '+/a:ro:x', '!:ro', '!a:ro', '!/a b', '+"/a:size=5 x"', '!""', '!"', '!/%Z', '+/a:%Z']],
  ['Mount.What', [252, 257, 262], ['+', '+/dev/sda1', '+nfs:/x', '+LABEL=x', '+%i', '!%Z', '+a/b']],
  ['Service.IPIngressFilterPath', [252, 257, 262], ['+', '!a', '!/%Z', '!/a/../b']],
  ['Service.BindPaths', [252, 257, 262], ['+', '+/a', '+-/a', '+/a:/b', '+/a:/b:norbind', '!/a:/b:bad', '+/a:/b:', '!/a:', '!:/b', '!/a:/b:rbind:x', '!a:b', '+"/a b:/c"', '+/a\\:b:/c', '!/a:-/b', '+"/a":"/b"', '!/a: /b', '!/%Z:/b', '!/a:/%Z', '!/a:/b:bad x', "!'/a", '!""']],
  ['Service.BindPaths', [252], ['!/a  /b', '+/a\\qb']],
  ['Service.BindPaths', [257], ['!/a  /b', '+/a\\qb']],
  ['Service.BindPaths', [262], ['+/a  /b', '!/a\\qb']],
  ['Service.BPFProgram', [252, 257, 262], ['+', '+egress:/a', '!egress', '!egress:', '!egress:a', '!up:/a', '+:egress:/a', '!egress:/%Z']],
  ['Service.BPFDelegateCommands', [262], ['+', '+any', '+BPFProgLoad,BPFMapCreate', '!BPFProgLoad BPFMapCreate', '!BPFProgLoad, BPFMapCreate', '!x', '+,']],
];

describe('lists of paths', () => agreeWith(ANSWERS));
