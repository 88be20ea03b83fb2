import { describe } from 'vitest';
import { type Answers, agreeWith } from './agreeWith.ts';

const ANSWERS: readonly Answers[] = [
  [
    'Service.LimitNOFILE',
    [252, 257, 262],
    [
      '!',
      '+1024',
      '+1024:2048',
      '!2:1',
      '!1:',
      '!:1',
      '+1:2:',
      '!1:2:3',
      '+infinity',
      '+1:infinity',
      '!infinity:1',
      '!1K',
      '!18446744073709551615',
      '!-1',
    ],
  ],
  ['Service.LimitCORE', [252, 257, 262], ['+1G', '+1.5G', '!1M:1K', '!1g', '+infinity', '!-1G']],
  ['Service.LimitCPU', [252, 257, 262], ['+30s', '!1h:30s', '+10', '+infinity', '+500ms:1s', '!x']],
  ['Service.LimitRTTIME', [252, 257, 262], ['+500ms', '+10', '+infinity', '!-1']],
  ['Service.LimitNICE', [252, 257, 262], ['++19', '!+20', '+-20', '!-21', '+0', '+40', '!41', '!x', '!infinity']],
];

describe('resource limits', () => agreeWith(ANSWERS));
