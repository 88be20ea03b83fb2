import type { Span } from '../../text/span.ts';
import { type Address, addressText, lengthOf } from './address.ts';
import { familyOf, type NtpDialect } from './dialect.ts';
import type { NtpCommand } from './parse.ts';
import { type Network, networkOf, type Said, saidBy, type Target } from './restrictLines.ts';

/** One entry of the daemon's list of restrictions. */
export interface Entry {
  readonly bits: number;
  readonly address: bigint;
  readonly mask: bigint;
  readonly flags: ReadonlySet<string>;
  /** Holds only for packets from port 123. */
  readonly ntpport: boolean;
  /** The lines that made it; none for what is built in. */
  readonly from: readonly Span[];
}

export interface Restrictions {
  /** In the order in which they are tried: the first that fits counts. */
  readonly entries: readonly Entry[];
  /** The flags of `restrict source`; undefined without such a line. */
  readonly source: { readonly flags: ReadonlySet<string>; readonly span: Span } | undefined;
  /** Lines about names, which cannot be put into the list without asking the network. */
  readonly unresolved: readonly { readonly name: string; readonly span: Span }[];
}

/**
 * Builds the list as ntp_restrict.c does: sorted by address, then mask, the larger first; the same address, mask and
 * port again adds flags to the entry. NTPsec begins with `noquery limited` for everybody, the classic daemon with nothing.
 */
export function restrictionsOf(commands: readonly NtpCommand[], dialect: NtpDialect): Restrictions {
  const builtIn = new Set(familyOf(dialect) === 'ntpsec' ? ['noquery', 'limited'] : []);
  const entries = new Map<string, Kept>();
  for (const bits of [32, 128]) {
    const network = networkOf({ address: { value: 0n, bits }, mask: 0n }, false);
    entries.set(network.key, { network, flags: builtIn, from: [] });
  }
  let source: Restrictions['source'];
  const unresolved: { name: string; span: Span }[] = [];
  for (const command of commands) {
    const said = command.applied ? saidBy(command, dialect) : undefined;
    if (!said) continue;
    if (said.ofSources) source = { flags: said.given, span: command.span };
    else if (!said.networks) unresolved.push({ name: said.name, span: command.span });
    else for (const network of said.networks) apply(entries, command.span, network, said);
  }
  return { entries: [...entries.values()].sort(earlier).map(entryOf), source, unresolved };
}

/** An entry of a list that is being built. */
interface Kept {
  readonly network: Network;
  flags: ReadonlySet<string>;
  /** Added to in place: a file may hold the same line over and over. */
  readonly from: Span[];
}

function apply(entries: Map<string, Kept>, line: Span, network: Network, { removes, given, flags }: Said): void {
  const known = entries.get(network.key);
  if (!removes) {
    if (!known) {
      entries.set(network.key, { network, flags, from: [line] });
      return;
    }
    // A second line with the same address adds to the first, also to what is built in.
    known.flags = united(known.flags, flags);
    known.from.push(line);
    return;
  }
  if (!known) return;
  if (given.size === 0) {
    if (network.mask !== 0n) entries.delete(network.key);
    return;
  }
  known.flags = new Set([...known.flags].filter((flag) => !flags.has(flag)));
  known.from.push(line);
}

function united(some: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  for (const one of others) if (!some.has(one)) return new Set([...some, ...others]);
  return some;
}

function entryOf({ network: { bits, address, mask, ntpport }, flags, from }: Kept): Entry {
  return { bits, address, mask, flags, ntpport, from };
}

function earlier({ network: a }: Kept, { network: b }: Kept): number {
  if (a.rank !== b.rank) return a.rank > b.rank ? -1 : 1;
  return Number(b.ntpport) - Number(a.ntpport);
}

/** The entry that counts for a client; it asks from port 123 only when it is a server itself. */
export function entryFor(restrictions: Restrictions, client: Address, fromNtpPort = false): Entry {
  const { entries } = restrictions;
  let first = entries.length;
  for (const { bits, mask, places } of masksOf(restrictions)) {
    if (bits !== client.bits) continue;
    const fitting = places.get(client.value & mask) ?? [];
    const place = fitting.find((one) => fromNtpPort || !entries[one]!.ntpport);
    if (place !== undefined && place < first) first = place;
  }
  return entries[first]!;
}

/** The entries of one mask: their places in the list by address. */
interface Masked {
  readonly bits: number;
  readonly mask: bigint;
  readonly places: Map<bigint, number[]>;
}

const kept = new WeakMap<Restrictions, readonly Masked[]>();

/** Lists have many networks and few masks: so a client need not be held against each. */
function masksOf(restrictions: Restrictions): readonly Masked[] {
  const known = kept.get(restrictions);
  if (known) return known;
  const masks = new Map<string, Masked>();
  for (const [place, { bits, mask, address }] of restrictions.entries.entries()) {
    const key = `${bits}/${mask.toString(32)}`;
    const masked = masks.get(key) ?? { bits, mask, places: new Map<bigint, number[]>() };
    masks.set(key, masked);
    const places = masked.places.get(address);
    if (places) places.push(place);
    else masked.places.set(address, [place]);
  }
  const all = [...masks.values()];
  kept.set(restrictions, all);
  return all;
}

/** A network in words: `192.168.0.0 to 192.168.255.255, 65536 addresses`. */
export function networkWords({ address, mask }: Target): string {
  const all = (1n << BigInt(address.bits)) - 1n;
  const first = address.value & mask;
  const length = lengthOf(mask, address.bits);
  const { bits } = address;
  if (mask === 0n) return `every IPv${bits === 32 ? 4 : 6} address`;
  if (length === undefined) {
    const count = 2 ** [...(~mask & all).toString(2)].filter((digit) => digit === '1').length;
    return `${count} addresses that agree with ${addressText({ value: first, bits })} in the bits of a mask with holes`;
  }
  if (length === bits) return `${addressText(address)} alone`;
  const last = first | (~mask & all);
  const count = length >= bits - 32 ? `, ${2n ** BigInt(bits - length)} addresses` : '';
  return `${addressText({ value: first, bits })} to ${addressText({ value: last, bits })}${count}`;
}
