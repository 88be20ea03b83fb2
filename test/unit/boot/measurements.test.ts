import { describe, expect, it } from 'vitest';
import { readMeasurements } from '../../../server/src/core/boot/schedule/measurements.ts';

const STARTING = '7d4958e842da4a758f6c1cdc7b36dcc5';
const STARTED = '39f53479d3a045ac8e11786248231fbf';
const FINISHED = 'b07a249cd024414a82dd00cd181378ff';

function entry(unit: string | undefined, id: string, at: number, more: object = {}): string {
  return JSON.stringify({
    _PID: '1',
    _BOOT_ID: 'b',
    MESSAGE_ID: id,
    _SOURCE_REALTIME_TIMESTAMP: String(1_700_000_000_000_000 + at),
    ...(unit === undefined ? {} : { UNIT: unit, JOB_TYPE: 'start' }),
    ...more,
  });
}

describe('measured times', () => {
  it('are read from systemd-analyze plot --json=short', () => {
    const text =
      '[{"name":"a.service","activated":300,"activating":200,"time":100,"deactivated":0,"deactivating":0},{"name":"b.target","time":0}]';
    expect(readMeasurements(text)).toEqual({ from: 'plot', took: { 'a.service': 100, 'b.target': 0 }, stages: {} });
  });

  it.each([
    ['1min 2.345s apt-daily.service', { 'apt-daily.service': 62_345_000 }],
    ['868ms systemd-hwdb-update.service', { 'systemd-hwdb-update.service': 868_000 }],
    ['  73us dbus.socket', { 'dbus.socket': 73 }],
    ['1h 1min dev-disk-by\\x2duuid-x.device', { 'dev-disk-by\\x2duuid-x.device': 3_660_000_000 }],
  ])('are read from systemd-analyze blame: %s', (text, took) => {
    expect(readMeasurements(`${text}\n`)).toEqual({ from: 'blame', took, stages: {} });
  });

  it('are read from systemd-analyze time', () => {
    const text =
      'Startup finished in 2.5s (firmware) + 1.002s (loader) + 900ms (kernel) + 3s (initrd) + 1min 4.5s (userspace) = 1min 12s\n  5ms a.service';
    expect(readMeasurements(text)).toEqual({
      from: 'blame',
      took: { 'a.service': 5000 },
      stages: { firmware: 2_500_000, loader: 1_002_000, kernel: 900_000, initrd: 3_000_000, userspace: 64_500_000 },
    });
  });

  it('are read from journalctl -o json', () => {
    const text = [
      entry('old.service', STARTING, -9, { _BOOT_ID: 'before' }),
      entry('old.service', STARTED, -5, { _BOOT_ID: 'before' }),
      entry('a.service', STARTING, 0),
      entry('early.service', STARTING, 10),
      entry('early.service', STARTED, 12),
      '{"MESSAGE":"hello","_PID":"77","MESSAGE_ID":"x"}',
      'not json',
      entry('a.service', STARTED, 250),
      entry('b.socket', STARTED, 300),
      entry('early.service', STARTING, 400),
      entry('early.service', STARTED, 430),
      entry(undefined, FINISHED, 500, { KERNEL_USEC: '900', USERSPACE_USEC: '7000' }),
      entry('late.service', STARTING, 600),
      entry('late.service', STARTED, 700),
    ].join('\n');
    expect(readMeasurements(text)).toEqual({
      from: 'journal',
      took: { 'a.service': 250, 'b.socket': 0, 'early.service': 30 },
      stages: { kernel: 900, userspace: 7000 },
    });
  });

  it.each(['', 'hello', '[]', '[1,{"name":"a"}]', '{}', '{"MESSAGE_ID":1}', '[{"name":'])(
    'are not found in %j',
    (text) => {
      expect(readMeasurements(text)).toBeUndefined();
    },
  );
});
