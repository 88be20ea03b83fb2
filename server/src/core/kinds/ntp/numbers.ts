/** A number as the scanner reads it. */
export interface ScannedNumber {
  readonly type: 'integer' | 'unsigned' | 'double';
  readonly value: number;
  /** False when the daemon ends because it cannot hold it. */
  readonly fits: boolean;
}

const LONG_MAX = 2n ** 63n - 1n;
const UNSIGNED_LONG_MAX = 2n ** 64n - 1n;

/**
 * Tells numbers from words as ntp_scanner.c does: is_integer, is_u_int, is_double in this order. What is too large
 * wraps around as it does in C.
 * @param eras whether `g` and `G` behind a number count GPS eras, as in NTPsec
 * @returns undefined for what is no number
 */
export function numberOf(text: string, eras: boolean): ScannedNumber | undefined {
  if (/^-\d*$/.test(text)) return integer(text);
  if (/^\d+$/.test(text)) {
    const unsigned = clamp(BigInt(text), UNSIGNED_LONG_MAX) & 0xffffffffn;
    return unsigned <= 0x7fffffffn ? integer(text) : { type: 'unsigned', value: Number(unsigned), fits: true };
  }
  if (/^0[xX][0-9a-fA-F]*$/.test(text)) {
    const digits = text.slice(2);
    if (digits === '') return { type: 'unsigned', value: 0, fits: false };
    const value = clamp(BigInt(`0x${digits}`), UNSIGNED_LONG_MAX) & 0xffffffffn;
    return { type: 'unsigned', value: Number(value), fits: true };
  }
  const match = (eras ? DOUBLE_WITH_ERAS : DOUBLE).exec(text);
  if (!match) return undefined;
  const digits = text.replace(/[gG]+$/, '').replace(/[eE][+-]?$/, '');
  const value = Number(digits);
  // The daemon asks for errno after it read 0: only numbers too small for a double set it.
  return { type: 'double', value, fits: value !== 0 || !/[1-9]/.test(digits.replace(/[eE].*$/, '')) };
}

const DOUBLE = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d*)?$/;
const DOUBLE_WITH_ERAS = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d*)?[gG]*$/;

function integer(text: string): ScannedNumber {
  if (text === '-') return { type: 'integer', value: 0, fits: true };
  const exact = BigInt(text);
  const held = exact < 0n ? -clamp(-exact, LONG_MAX + 1n) : clamp(exact, LONG_MAX);
  const value = Number(BigInt.asIntN(32, held));
  return { type: 'integer', value, fits: value !== 0 || held === exact };
}

function clamp(value: bigint, most: bigint): bigint {
  return value > most ? most : value;
}
