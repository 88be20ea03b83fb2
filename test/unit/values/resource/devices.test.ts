import { describe } from 'vitest';
import { type Answers, agreeWith } from './agreeWith.ts';

const ANSWERS: readonly Answers[] = [
  [
    'Service.DeviceAllow',
    [252, 257, 262],
    [
      '+',
      '+/dev/null',
      '+/dev/null rwm',
      '!/dev/null x',
      '!/dev/null r w',
      '+char-rtc r',
      '+block-loop',
      '+char-* rw',
      '+/dev',
      '!/dev/../etc',
      '+/run/systemd/inaccessible/x',
      '!/etc/passwd',
      '!null rw',
      '+"/dev/a b" rw',
      '!"/dev/a',
      '!/dev/%Z r',
    ],
  ],
  [
    'Service.IODeviceWeight',
    [252, 257, 262],
    [
      '+',
      '+/dev/sda 100',
      '!/dev/sda 0',
      '!/dev/sda',
      '!/dev/sda 1 2',
      '+sda 100',
      '!../sda 100',
      '!"/dev/sda',
      '!/dev/%Z 5',
    ],
  ],
  [
    'Service.IOReadBandwidthMax',
    [252, 257, 262],
    ['+', '+/dev/sda 10M', '+/dev/sda infinity', '!/dev/sda 0', '!/dev/sda x', '!/dev/sda -1', '!/dev/sda'],
  ],
  ['Service.IODeviceLatencyTargetSec', [252, 257, 262], ['+', '+/dev/sda 25ms', '!/dev/sda x', '!/dev/sda']],
  ['Service.BlockIOReadBandwidth', [252, 257, 262], ['!', '!/dev/sda 10M', '!/dev/sda infinity', '!/dev/sda']],
  ['Service.BlockIODeviceWeight', [252, 257, 262], ['!', '!/dev/sda 10', '!/dev/sda 9']],
];

describe('devices', () => agreeWith(ANSWERS));
