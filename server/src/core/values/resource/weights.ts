import type { ValueJudge, ValueProblem } from '../judge.ts';
import { type Refusal, safeAtoi, safeAtou, safeAtou64, ULLONG_MAX } from '../numbers.ts';
import { parsePermyriad, parsePermyriadUnbounded } from '../percent.ts';
import { warnAll } from '../problem.ts';
import { parseSize } from '../size.ts';
import { complain, unlessEmpty } from './complaints.ts';
import { likelySize } from './likelySizes.ts';
import { type Piece, wholePiece } from './pieces.ts';

/** `CGROUP_WEIGHT_MIN`, `CGROUP_WEIGHT_MAX` of basic/cgroup-util.h, and those of the legacy hierarchy. */
export const WEIGHT = { min: 1n, max: 10000n } as const;
export const BLKIO_WEIGHT = { min: 10n, max: 1000n } as const;
const CPU_SHARES = { min: 2n, max: 262144n } as const;

/** `cg_weight_parse` and its kin: nothing, or a number within bounds; the complaint otherwise. */
export function judgeWeight(piece: Piece, range: { min: bigint; max: bigint }): ValueProblem[] {
  if (piece.text === '') return [];
  const number = safeAtou64(piece.text);
  if (typeof number === 'bigint' && number >= range.min && number <= range.max) return [];
  return [complain(piece, 'value.number', `'${piece.text}' is no number from ${range.min} to ${range.max}.`)];
}

const cpuWeight: ValueJudge = (value) => (value === 'idle' ? [] : judgeWeight(wholePiece(value), WEIGHT));

const cpuShares: ValueJudge = (value, row) => [
  ...warnAll(value, 'value.deprecated', `${row.key}= is deprecated; use CPUWeight= (1 to 10000, default 100) instead.`),
  ...judgeWeight(wholePiece(value), CPU_SHARES),
];

const cpuQuota: ValueJudge = (value) => {
  const quota = parsePermyriadUnbounded(value);
  if (typeof quota === 'number' && quota > 0) return [];
  const likely = /^[1-9][0-9]*$/.test(value) ? `${value}%` : undefined;
  const message = `'${value}' is no CPU quota; write a percentage above zero, such as 20% or 150%.`;
  return warnAll(value, 'value.percent', message, likely);
};

const tasksMax: ValueJudge = (value) => {
  if (value === 'infinity' || typeof parsePermyriad(value) === 'number') return [];
  const number = safeAtou64(value);
  if (typeof number === 'bigint' && number > 0n && number < ULLONG_MAX) return [];
  const message = `'${value}' is no number of tasks; write a number above zero, a percentage, or 'infinity'.`;
  return warnAll(value, 'value.number', message);
};

/** The settings that take a limit of zero. DefaultStartupMemoryLow= is missing in systemd's list, too. */
const TAKES_ZERO = new Set([
  'DefaultMemoryLow',
  'DefaultMemoryMin',
  'MemoryLow',
  'MemoryMin',
  'MemorySwapMax',
  'MemoryZSwapMax',
  'StartupMemoryLow',
  'StartupMemorySwapMax',
  'StartupMemoryZSwapMax',
]);

const memoryLimit: ValueJudge = (value, row) => {
  const problem = memoryProblem(value, row.key);
  if (problem !== undefined) return warnAll(value, 'value.size', problem, likelySize(value));
  if (row.key !== 'MemoryLimit') return [];
  return warnAll(value, 'value.deprecated', 'MemoryLimit= is deprecated; use MemoryMax= instead.');
};

function memoryProblem(value: string, key: string): string | undefined {
  if (value === '' || value === 'infinity') return undefined;
  const share = parsePermyriad(value);
  const bytes = typeof share === 'number' ? BigInt(share) : parseSize(value, 1024);
  if (typeof bytes === 'string') {
    return `'${value}' is no size; write bytes with K, M, G or T (such as 512M), a percentage, or 'infinity'.`;
  }
  if (bytes >= ULLONG_MAX) return `'${value}' is too big for a memory limit; write 'infinity' for none.`;
  return bytes === 0n && !TAKES_ZERO.has(key)
    ? `${key}= cannot be zero; write a size above it, or 'infinity'.`
    : undefined;
}

const quota: ValueJudge = (value) => {
  if (value === 'off' || typeof parsePermyriad(value) === 'number') return [];
  if (typeof parseSize(value, 1024) === 'bigint') return [];
  const message = `'${value}' is no quota; write a size such as 2G, a percentage up to 100%, or 'off'.`;
  return warnAll(value, 'value.size', message, likelySize(value));
};

/** A whole number between two bounds; `safe_atoi`, then the range. */
function integerJudge(min: number, max: number, what: string): ValueJudge {
  return (value) => {
    const number = safeAtoi(value);
    if (typeof number === 'number' && number >= min && number <= max) return [];
    return warnAll(value, 'value.number', integerMessage(value, number, what, min, max));
  };
}

function integerMessage(value: string, number: number | Refusal, what: string, min: number, max: number): string {
  const reason = number === 'malformed' ? 'is no whole number' : 'is out of range';
  return `'${value}' ${reason}; ${what} is a number from ${min} to ${max}.`;
}

const concurrencyMax: ValueJudge = (value) => {
  if (value === '' || value === 'infinity' || typeof safeAtou(value) === 'number') return [];
  return warnAll(value, 'value.number', `'${value}' is no number of units; write a whole number or 'infinity'.`);
};

/** Parsers of numbers, percentages and sizes. */
export const weightJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_blockio_weight: (value) => judgeWeight(wholePiece(value), BLKIO_WEIGHT),
  config_parse_cg_cpu_weight: cpuWeight,
  config_parse_cg_weight: (value) => judgeWeight(wholePiece(value), WEIGHT),
  config_parse_concurrency_max: concurrencyMax,
  config_parse_cpu_quota: unlessEmpty(cpuQuota),
  config_parse_cpu_shares: cpuShares,
  config_parse_exec_cpu_sched_prio: integerJudge(0, 99, 'a scheduling priority'),
  config_parse_exec_io_priority: unlessEmpty(integerJudge(0, 7, 'an IO priority')),
  config_parse_exec_nice: unlessEmpty(integerJudge(-20, 19, 'a nice level')),
  config_parse_exec_oom_score_adjust: unlessEmpty(integerJudge(-1000, 1000, 'an OOM score adjustment')),
  config_parse_exec_quota: unlessEmpty(quota),
  config_parse_memory_limit: memoryLimit,
  config_parse_swap_priority: unlessEmpty(integerJudge(-1, 32767, 'a swap priority')),
  config_parse_tasks_max: unlessEmpty(tasksMax),
};
