import { skip, WHITESPACE } from './charsets.ts';

/** Why a number was refused: it is none (EINVAL), or it does not fit (ERANGE). */
export type Refusal = 'malformed' | 'out of range';

/** `SAFE_ATO_*` of basic/parse-util.h, and the base; 0 or absent takes the base from the prefix. */
export interface NumberOptions {
  readonly base?: 2 | 8 | 10 | 16;
  readonly refusePlusMinus?: boolean;
  readonly refuseLeadingZero?: boolean;
  readonly refuseLeadingWhitespace?: boolean;
}

/** Whether a parser of this folder refused its text. */
export function isRefusal(result: unknown): result is Refusal {
  return result === 'malformed' || result === 'out of range';
}

const SPACES = ' \t\n\v\f\r';
export const ULLONG_MAX = (1n << 64n) - 1n;
export const LLONG_MAX = (1n << 63n) - 1n;

/** An integer at the head of a text and the offset behind it. */
export interface LeadingInteger {
  readonly value: bigint;
  readonly negative: boolean;
  readonly end: number;
}

/** What `strtol` and its kin read at `at`: blanks, a sign, a prefix (base 0 or 16), digits. Undefined without digits. */
export function leadingInteger(text: string, at: number, base: number): LeadingInteger | undefined {
  let from = skip(text, at, SPACES);
  const negative = text[from] === '-';
  if (negative || text[from] === '+') from++;
  const actual = baseAt(text, from, base);
  const digitsFrom = actual === 16 && /^0x[0-9a-f]/i.test(text.slice(from, from + 3)) ? from + 2 : from;
  const digits = ALL_DIGITS.slice(0, actual);
  let end = digitsFrom;
  while (end < text.length && digits.includes(text[end]!.toLowerCase())) end++;
  if (end === digitsFrom) return undefined;
  return { value: toBigInt(text.slice(digitsFrom, end), actual), negative, end };
}

const ALL_DIGITS = '0123456789abcdef';

function baseAt(text: string, at: number, base: number): number {
  if (base !== 0) return base;
  if (/^0x[0-9a-f]/i.test(text.slice(at, at + 3))) return 16;
  return text[at] === '0' ? 8 : 10;
}

function toBigInt(digits: string, base: number): bigint {
  if (base === 10) return BigInt(digits);
  const prefix = { 2: '0b', 8: '0o', 16: '0x' }[base];
  return BigInt(`${prefix}${digits}`);
}

/** `mangle_base`: the Python prefixes 0b and 0o, when no base was asked for. */
function mangleBase(text: string, base: number): readonly [text: string, base: number] {
  if (base !== 0) return [text, base];
  if (/^0b/i.test(text)) return [text.slice(2), 2];
  if (/^0o/i.test(text)) return [text.slice(2), 8];
  return [text, 0];
}

/** `safe_atollu_full` of basic/parse-util.c: the whole text is one number from 0 to 2^64-1, else why not. */
export function safeAtou64(text: string, options: NumberOptions = {}): bigint | Refusal {
  if (options.refuseLeadingWhitespace && WHITESPACE.includes(text[0] ?? ' ')) return 'malformed';
  const trimmed = text.slice(skip(text, 0, WHITESPACE));
  if (options.refusePlusMinus && /^[+-]/.test(trimmed)) return 'malformed';
  if (options.refuseLeadingZero && /^0./s.test(trimmed)) return 'malformed';
  const [digits, base] = mangleBase(trimmed, options.base ?? 0);
  const found = leadingInteger(digits, 0, base);
  if (found && found.value > ULLONG_MAX) return 'out of range';
  if (!found || found.end !== digits.length) return 'malformed';
  if (found.negative && found.value !== 0n) return digits[0] === '-' ? 'out of range' : ULLONG_MAX + 1n - found.value;
  return found.value;
}

/** `safe_atou_full`: as {@link safeAtou64}, at most `max` (2^32-1 by default). */
export function safeAtou(text: string, options: NumberOptions = {}, max = 0xffffffff): number | Refusal {
  const found = safeAtou64(text, options);
  if (typeof found === 'string') return found;
  return found > BigInt(max) ? 'out of range' : Number(found);
}

/** `safe_atolli`, and `safe_atoli` where `long` has 64 bits: the whole text is one number of 64 bits with sign. */
export function safeAtoi64(text: string): bigint | Refusal {
  const [digits, base] = mangleBase(text.slice(skip(text, 0, WHITESPACE)), 0);
  const found = leadingInteger(digits, 0, base);
  if (found && found.value > LLONG_MAX + (found.negative ? 1n : 0n)) return 'out of range';
  if (!found || found.end !== digits.length) return 'malformed';
  return found.negative ? -found.value : found.value;
}

/** `safe_atoi`: as {@link safeAtoi64}, with 32 bits. */
export function safeAtoi(text: string): number | Refusal {
  const found = safeAtoi64(text);
  if (typeof found === 'string') return found;
  return found < -0x80000000n || found > 0x7fffffffn ? 'out of range' : Number(found);
}

/** `parse_mode`: an access mode, octal and at most 07777. */
export function parseMode(text: string): number | Refusal {
  return safeAtou(text, { base: 8, refusePlusMinus: true }, 0o7777);
}

/** `parse_range`: `N` or `N-M` without any order between the two. */
export function parseRange(text: string): readonly [low: number, high: number] | Refusal {
  const dash = text.indexOf('-');
  const low = safeAtou(dash < 0 ? text : text.slice(0, dash));
  const high = dash < 0 ? low : safeAtou(text.slice(dash + 1));
  if (typeof low === 'string') return low;
  if (typeof high === 'string') return high;
  return [low, high];
}
