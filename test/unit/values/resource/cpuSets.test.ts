import { describe } from 'vitest';
import { type Answers, agreeWith } from './agreeWith.ts';

const ANSWERS: readonly Answers[] = [
  [
    'Service.AllowedCPUs',
    [252, 257, 262],
    ['+', '+0', '+0-3', '!3-0', '+0, 2 4', '+8191', '!8192', '!x 9', '!0-', '!"1 2"', '!"1', '+%i', '!%Z', '+\\\\91'],
  ],
  ['Service.AllowedCPUs', [252], ['+4294967295']],
  ['Service.AllowedCPUs', [257], ['+4294967295']],
  ['Service.AllowedCPUs', [262], ['!4294967295']],
  ['Service.CPUAffinity', [252, 257, 262], ['+numa', '+0-3', '!all', '!1-2-3']],
  ['Service.NUMAMask', [252, 257, 262], ['+all', '+0', '!numa', '!%Z']],
  ['Service.NUMAMask', [252], ['!%i']],
  ['Service.NUMAMask', [257], ['!%i']],
  ['Service.NUMAMask', [262], ['+%i']],
];

describe('sets of processors', () => agreeWith(ANSWERS));
