import { describe } from 'vitest';
import { type Answers, agreeWith } from './agreeWith.ts';

const ANSWERS: readonly Answers[] = [
  [
    'Service.LoadCredential',
    [252, 257, 262],
    [
      '+',
      '+a',
      '+a:/b',
      '+a:b',
      '+a:',
      '!:b',
      '!a/b',
      '!a:/b/../c',
      '!a:/b//c',
      '!a:b/c',
      '!a:b:c',
      '!%i:x',
      '+%n:/x',
      '!%Z',
      '!a:%Z',
      '+%m:x',
      '!%t/x',
      '!ä',
    ],
  ],
  [
    'Service.SetCredential',
    [252, 257, 262],
    ['+', '+a:b', '!a', '!a:', '!a/b:c', '+a:\\n', '!a:\\q', '+a:\\x00', '+a:b:c', '!%Z:x'],
  ],
  ['Service.SetCredentialEncrypted', [252, 257, 262], ['+a:aGk=', '!a:aGk', '+a:aG k=', '!a']],
  ['Service.SetCredentialEncrypted', [252], ['!a:x-_y']],
  ['Service.SetCredentialEncrypted', [257], ['+a:x-_y']],
  ['Service.SetCredentialEncrypted', [262], ['+a:x-_y']],
  ['Service.ImportCredential', [257, 262], ['+', '+a', '+a*', '+*', '!a*b', '!a?', '+a*:b', '!a:b/c', '+a:', '!%t/x']],
  ['Service.AppArmorProfile', [252, 257, 262], ['+', '+x', '+-x', 'x%Z', '!-%Z', '!%c']],
  ['Service.SELinuxContext', [252, 257, 262], ['x%Z', '!-%Z']],
  ['Service.SmackProcessLabel', [252, 257, 262], ['x%Z', '!-%Z']],
];

describe('credentials and labels', () => agreeWith(ANSWERS));
