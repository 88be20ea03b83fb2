import { isRefusal } from '../../../values/numbers.ts';
import { parsePermyriad, parsePermyriadUnbounded } from '../../../values/percent.ts';
import { parseSize } from '../../../values/size.ts';
import { INFINITE, parseSec, USEC } from '../../../values/timespan.ts';
import { settingsOf } from '../document.ts';
import type { Ask, Explainer } from './ask.ts';
import { code, count, paragraphs } from './markdown.ts';
import { spanWords } from './timespan.ts';

const BINARY = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
/** `kernel.pid_max` and the like permit more; systemd takes a share of the smallest of them. */
const OF_TASKS = 'of the tasks that the machine may have at most';

/** A size in bytes and in binary units. */
export const explainSize: Explainer = ({ value, row }) => {
  const bytes = parseSize(value, row.constraints?.base === 1000 ? 1000 : 1024);
  return isRefusal(bytes) ? undefined : sizeWords(bytes);
};

/** A size, a percentage or `infinity`. */
export const explainPercentOrSize: Explainer = (ask) => {
  const { value, row } = ask;
  if (value === 'infinity') return '**No limit**';
  const share = parsePermyriad(value);
  if (isRefusal(share)) return explainSize(ask);
  const whole = row.key.endsWith('Quota') ? 'of the file system' : row.key.includes('Swap') ? 'of all swap' : MEMORY;
  return `**${percentWords(share)}** ${whole}`;
};

const MEMORY = "of the machine's memory";

/** `**536,870,912 bytes** · 512 MiB`. */
export function sizeWords(bytes: bigint): string {
  const binary = binaryWords(bytes);
  return binary === undefined ? `**${count(bytes, 'byte')}**` : `**${count(bytes, 'byte')}** · ${binary}`;
}

/** In the largest unit that gives at least one, with two digits behind the point where it is not exact. */
function binaryWords(bytes: bigint): string | undefined {
  const unit = BINARY.findLastIndex((_, i) => bytes >= 1024n ** BigInt(i));
  if (unit < 1) return undefined;
  const size = 1024n ** BigInt(unit);
  if (bytes % size === 0n) return `${bytes / size} ${BINARY[unit]}`;
  const hundredths = (bytes * 100n) / size;
  const exact = (bytes * 100n) % size === 0n;
  return `${exact ? '' : '≈ '}${Number(hundredths) / 100} ${BINARY[unit]}`;
}

/** A share of something: CPUQuota= counts the time of one CPU. */
export const explainPercent: Explainer = (ask) => {
  if (ask.row.key !== 'CPUQuota') {
    const share = parsePermyriad(ask.value);
    return isRefusal(share) ? undefined : `**${percentWords(share)}** of the time`;
  }
  const share = parsePermyriadUnbounded(ask.value);
  if (isRefusal(share)) return undefined;
  const period = quotaPeriod(ask);
  const usec = (period * BigInt(share)) / 10000n;
  const cpus = share === 10000 ? 'all the time of one CPU' : share > 10000 ? `as much as ${share / 10000} CPUs` : '';
  return paragraphs(
    `**${percentWords(share)}** of one CPU${cpus ? `: ${cpus}` : ''}`,
    `Of each ${code(msWords(period))} it may compute for ${spanWords(usec)}, on all CPUs together.`,
  );
};

function msWords(usec: bigint): string {
  return usec % USEC.ms === 0n ? `${usec / USEC.ms}ms` : `${usec}us`;
}

/** CPUQuotaPeriodSec= of the same section, 100 ms without it. */
function quotaPeriod({ document, section }: Ask): bigint {
  const text = settingsOf(document.file).value(section, 'CPUQuotaPeriodSec');
  const usec = text === undefined ? 'malformed' : parseSec(text);
  return isRefusal(usec) || usec === INFINITE || usec === 0n ? 100n * USEC.ms : usec;
}

/** TasksMax=: a number, a percentage or `infinity`. */
export const explainTasks: Explainer = ({ value }) => {
  if (value === 'infinity') return '**No limit**';
  const share = parsePermyriad(value);
  if (!isRefusal(share)) return `**${percentWords(share)}** ${OF_TASKS}`;
  return /^\d+$/.test(value) ? `**${count(BigInt(value), 'task')}**: processes and threads together` : undefined;
};

function percentWords(permyriad: number): string {
  return `${permyriad / 100}%`;
}
