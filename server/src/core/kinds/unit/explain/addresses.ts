/** An address as a number, of 32 bits (IPv4) or 128 (IPv6); undefined for what is none. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Reads what `isIpv4` or `isIpv6` of values/resource/inetAddresses.ts took. */
export function addressOf(text: string): Address {
  return text.includes(':') ? { bits: 128, value: ipv6(text) } : { bits: 32, value: ipv4(text) };
}

function ipv4(text: string): bigint {
  return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function ipv6(text: string): bigint {
  const [left = '', right] = text.split('::');
  const head = groups(left);
  const tail = right === undefined ? [] : groups(right);
  const gap = right === undefined ? [] : Array.from({ length: 8 - head.length - tail.length }, () => 0n);
  return [...head, ...gap, ...tail].reduce((sum, group) => sum * 65536n + group, 0n);
}

function groups(text: string): bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((part) => {
    if (!part.includes('.')) return [BigInt(`0x${part}`)];
    const embedded = ipv4(part);
    return [embedded >> 16n, embedded & 0xffffn];
  });
}

/** An address in its usual form: RFC 5952 for IPv6. */
export function formatAddress({ bits, value }: Address): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
  const parts = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  const run = longestZeros(parts);
  if (!run) return parts.join(':');
  return `${parts.slice(0, run.start).join(':')}::${parts.slice(run.start + run.length).join(':')}`;
}

function longestZeros(parts: readonly string[]): { readonly start: number; readonly length: number } | undefined {
  let best = { start: 0, length: 1 };
  for (let start = 0; start < parts.length; start++) {
    let length = 0;
    while (parts[start + length] === '0') length++;
    if (length > best.length) best = { start, length };
  }
  return best.length > 1 ? best : undefined;
}

/** The first and last address of a network. */
export function rangeOfPrefix({ bits, value }: Address, length: number): readonly [first: Address, last: Address] {
  const host = BigInt(bits - length);
  const first = (value >> host) << host;
  return [
    { bits, value: first },
    { bits, value: first + (1n << host) - 1n },
  ];
}
