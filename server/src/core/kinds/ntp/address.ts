/** A numeric address. */
export interface Address {
  readonly value: bigint;
  /** 32 or 128. */
  readonly bits: number;
}

/** Reads a numeric address as inet_pton(3) does; undefined for names and for what is broken. */
export function parseAddress(text: string): Address | undefined {
  if (text.length > 64) return undefined;
  const known = kept.get(text);
  if (known !== undefined) return known ?? undefined;
  const address = readAddress(text);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, address ?? null);
  return address;
}

/** Every rule asks again about the same few addresses; null stands for what is none. */
const kept = new Map<string, Address | null>();
const MOST_KEPT = 4000;

function readAddress(text: string): Address | undefined {
  const zone = text.indexOf('%');
  const bare = zone > 0 && text.includes(':') ? text.slice(0, zone) : text;
  if (bare.includes(':')) return ipv6(bare);
  const value = ipv4(bare);
  return value === undefined ? undefined : { value, bits: 32 };
}

/** Four numbers up to 255 with dots between them, without zeros in front. */
function ipv4(text: string): bigint | undefined {
  if (text.length < 7 || text.length > 15) return undefined;
  let value = 0;
  let parts = 0;
  let part = 0;
  let digits = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 46;
    if (code === 46) {
      if (digits === 0 || part > 255 || ++parts > 4) return undefined;
      value = value * 256 + part;
      part = 0;
      digits = 0;
    } else if (code < 48 || code > 57 || (digits > 0 && part === 0)) return undefined;
    else {
      part = part * 10 + (code - 48);
      digits++;
    }
  }
  return parts === 4 ? BigInt(value) : undefined;
}

function ipv6(text: string): Address | undefined {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const last = tail ? ipv4(tail[2]!) : undefined;
  if (tail && last === undefined) return undefined;
  const plain = tail ? `${tail[1]}${(last! >> 16n).toString(16)}:${(last! & 0xffffn).toString(16)}` : text;
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const [head, rest] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const groups = [...(head ?? []), ...(rest ?? [])];
  if (groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  if (halves.length === 1 ? groups.length !== 8 : groups.length > 7) return undefined;
  const filled = [...(head ?? []), ...Array<string>(8 - groups.length).fill('0'), ...(rest ?? [])];
  return { value: filled.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n), bits: 128 };
}

/** The mask of a prefix length. */
export function maskOf(length: number, bits: number): bigint {
  return ((1n << BigInt(length)) - 1n) << BigInt(bits - length);
}

/** The length of a mask's run of ones; undefined for one with holes. */
export function lengthOf(mask: bigint, bits: number): number | undefined {
  const inverse = ~mask & ((1n << BigInt(bits)) - 1n);
  if ((inverse & (inverse + 1n)) !== 0n) return undefined;
  return bits - inverse.toString(2).replace(/^0$/, '').length;
}

/** The text of an address: IPv6 with its longest run of zeros shortened. */
export function addressText({ value, bits }: Address): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  const text = groups.join(':');
  const runs = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].sort((a, b) => b[0].length - a[0].length);
  const run = runs[0];
  if (!run) return text;
  const before = text.slice(0, run.index);
  const after = text.slice(run.index + run[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}
