import { describe } from 'vitest';
import { type Answers, agreeWith } from './agreeWith.ts';

const ANSWERS: readonly Answers[] = [
  ['Service.CPUWeight', [252, 257, 262], ['+', '+idle', '+1', '+10000', '!0', '!10001', '!x', '!-1', '+0x10']],
  ['Service.IOWeight', [252, 257, 262], ['+', '!idle', '+100', '!0']],
  [
    'Service.CPUQuota',
    [252, 257, 262],
    ['+', '+20%', '+150%', '!0%', '!20', '+20.55%', '!20.555%', '!-1%', '+5‰', '+1‱'],
  ],
  ['Service.CPUShares', [252, 257, 262], ['!', '!2', '!1', '!262144', '!262145']],
  ['Service.BlockIOWeight', [252, 257, 262], ['!9', '!1001']],
  ['Service.BlockIOWeight', [252], ['+', '+10', '+1000']],
  ['Service.BlockIOWeight', [257], ['+', '+10', '+1000']],
  ['Service.BlockIOWeight', [262], ['!', '!10', '!1000']],
  [
    'Service.TasksMax',
    [252, 257, 262],
    ['+', '+infinity', '+10', '!0', '+50%', '!101%', '!18446744073709551615', '!many'],
  ],
  [
    'Service.MemoryMax',
    [252, 257, 262],
    [
      '+',
      '+infinity',
      '+512M',
      '!512m',
      '+1.5G',
      '!0',
      '!0%',
      '+50%',
      '!101%',
      '!18446744073709551615',
      '!-1G',
      '+1G 500M',
    ],
  ],
  ['Service.MemoryLow', [252, 257, 262], ['+', '+0', '+1K']],
  ['Service.MemorySwapMax', [252, 257, 262], ['+0', '+1K']],
  ['Service.MemoryZSwapMax', [257, 262], ['+0']],
  ['Service.StartupMemoryHigh', [257, 262], ['!0', '+1G']],
  ['Service.DefaultStartupMemoryLow', [257, 262], ['!0']],
  ['Service.DefaultStartupMemoryLow', [257], ['+1G']],
  ['Service.DefaultStartupMemoryLow', [262], ['!1G']],
  ['Service.MemoryLimit', [252, 257, 262], ['!', '!1G', '!infinity', '!x']],
  ['Service.Nice', [252, 257, 262], ['+', '+-20', '+19', '!20', '!-21', '++5', '!low']],
  ['Service.OOMScoreAdjust', [252, 257, 262], ['+', '+-1000', '+1000', '!1001', '!x']],
  ['Service.CPUSchedulingPriority', [252, 257, 262], ['!', '+0', '+99', '!100', '!-1']],
  ['Service.IOSchedulingPriority', [252, 257, 262], ['+', '+0', '+7', '!8']],
  ['Service.StateDirectoryQuota', [262], ['+', '+off', '+2G', '+50%', '!101%', '!on']],
  ['Slice.ConcurrencyHardMax', [262], ['+', '+infinity', '+0', '!4294967296', '!x']],
  ['Swap.Priority', [252, 257, 262], ['+', '+-1', '!-2', '+32767', '!32768']],
];

describe('numbers, percentages and sizes', () => agreeWith(ANSWERS));
