import type { ValueJudge } from '../judge.ts';
import { type Refusal, safeAtou64, ULLONG_MAX } from '../numbers.ts';
import { warnAll } from '../problem.ts';
import { parseSize } from '../size.ts';
import { INFINITE, parseSec, parseTime, USEC } from '../timespan.ts';
import { EXTRACT } from '../words.ts';
import { takePieces, wholePiece } from './pieces.ts';

type LimitParser = (text: string) => bigint | Refusal;

/** `rlimit_parse_u64`, `rlimit_parse_size`: the biggest number would mean no limit, so it is refused. */
function bounded(parse: LimitParser): LimitParser {
  return (text) => {
    if (text === 'infinity') return INFINITE;
    const limit = parse(text);
    return typeof limit === 'bigint' && limit >= ULLONG_MAX ? 'out of range' : limit;
  };
}

const count = bounded((text) => safeAtou64(text));
const size = bounded((text) => parseSize(text, 1024));

/** `rlimit_parse_sec`: seconds, rounded up. */
const seconds: LimitParser = (text) => {
  const time = parseSec(text);
  return typeof time === 'bigint' && time !== INFINITE ? (time + USEC.s - 1n) / USEC.s : time;
};

/** `rlimit_parse_nice`: a nice level with its sign, -20 to +19, or the kernel's number for it, 0 to 40. */
const nice: LimitParser = (text) => {
  const sign = text[0] === '+' || text[0] === '-' ? text[0] : '';
  const number = safeAtou64(text.slice(sign.length));
  if (typeof number === 'string') return number;
  if (sign === '+') return number >= 20n ? 'out of range' : 20n - number;
  if (sign === '-') return number > 20n ? 'out of range' : 20n + number;
  return number > 40n ? 'out of range' : number;
};

const COUNT_FORM = "a whole number or 'infinity'";
const SIZE_FORM = "bytes with K, M, G or T (such as 512M), or 'infinity'";
const PARSERS: Readonly<Record<string, readonly [LimitParser, form: string]>> = {
  RLIMIT_CPU: [seconds, "a time span such as 30s, or 'infinity'"],
  RLIMIT_NICE: [nice, 'a nice level with its sign, -20 to +19, or a number from 0 to 40'],
  RLIMIT_RTTIME: [(text) => parseTime(text, 1n), "a time span such as 500ms, or 'infinity'"],
  ...Object.fromEntries(
    ['NOFILE', 'NPROC', 'LOCKS', 'SIGPENDING', 'RTPRIO'].map((name) => [`RLIMIT_${name}`, [count, COUNT_FORM]]),
  ),
};

/** `SOFT[:HARD]`; `rlimit_parse` of basic/rlimit-util.c. */
const resourceLimit: ValueJudge = (value, row, _context, argument) => {
  const [parse, form] = PARSERS[argument] ?? [size, SIZE_FORM];
  const refuse = () =>
    warnAll(
      value,
      'value.limit',
      `'${value}' is no limit for ${row.key}=; write ${form}, or two of them with a colon between.`,
    );
  const { pieces, next, invalid } = takePieces(wholePiece(value), 0, ':', EXTRACT.DONT_COALESCE_SEPARATORS, 2);
  const [soft, hard = soft] = pieces.map((piece) => parse(piece.text));
  if (invalid || (next !== undefined && next < value.length)) return refuse();
  if (typeof soft !== 'bigint' || typeof hard !== 'bigint') return refuse();
  if (soft <= hard) return [];
  return warnAll(value, 'value.limit', 'The soft limit is above the hard limit; write the smaller one first.');
};

export const resourceLimitJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_rlimit: resourceLimit,
};
