import { readFileSync } from 'node:fs';
import { type Measurements, readMeasurements } from '../../core/boot/schedule/measurements.ts';
import { decode } from '../../hosts/decode.ts';
import { UsageError } from '../terminal.ts';

/**
 * Reads a file of measured times; `-` stands for what is piped in.
 * @throws UsageError for a file that cannot be read or has no times in it
 */
export function readTimes(file: string): Measurements {
  const measured = readMeasurements(textOf(file));
  if (measured) return measured;
  throw new UsageError(
    `--times=${file} has no times in it; write one with "systemd-analyze plot --json=short", "systemd-analyze blame" or "journalctl -b -o json".`,
  );
}

function textOf(file: string): string {
  try {
    return decode(readFileSync(file === '-' ? 0 : file));
  } catch (fault) {
    throw new UsageError(`--times=${file} cannot be read: ${fault instanceof Error ? fault.message : fault}.`);
  }
}
