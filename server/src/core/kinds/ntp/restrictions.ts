import type { Span } from '../../text/span.ts';
import { type Address, addressText, lengthOf, maskOf, parseAddress } from './address.ts';
import { complaintsOf, prefixOf } from './complaints.ts';
import { familyOf, type NtpDialect } from './dialect.ts';
import { actingName, type NtpCommand } from './parse.ts';

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

/** A network that a restrict line is about. */
export interface Target {
  readonly address: Address;
  readonly mask: bigint;
}

/** The network of a restrict line; undefined for names and `source`. `default` has two. */
export function targetsOf(command: NtpCommand, dialect: NtpDialect): readonly Target[] | undefined {
  const known = keptTargets.get(command);
  if (known?.dialect === dialect) return known.targets;
  const targets = readTargets(command, dialect);
  keptTargets.set(command, { dialect, targets });
  return targets;
}

const keptTargets = new WeakMap<NtpCommand, { dialect: NtpDialect; targets: readonly Target[] | undefined }>();

function readTargets(command: NtpCommand, dialect: NtpDialect): readonly Target[] | undefined {
  const family = command.placed.find(({ role }) => role === 'family')?.token.text;
  const word = command.placed.find(({ role }) => role === 'word')?.token.text;
  if (word === 'default') {
    const all = [32, 128].filter((bits) => family === undefined || (family === '-4') === (bits === 32));
    return all.map((bits) => ({ address: { value: 0n, bits }, mask: 0n }));
  }
  const written = command.placed.find(({ role }) => role === 'address')?.token.text;
  if (written === undefined) return undefined;
  const classic = familyOf(dialect) === 'classic';
  const address = parseAddress(classic ? written : written.replace(/\/[^/]*$/, ''));
  if (!address) return undefined;
  const prefix = classic ? undefined : prefixOf(written);
  const mask = command.placed.find(({ role }) => role === 'mask')?.token.text;
  const parsed = mask === undefined ? undefined : parseAddress(mask);
  const bits =
    prefix === undefined ? (parsed?.value ?? maskOf(address.bits, address.bits)) : maskOf(prefix, address.bits);
  return [{ address, mask: bits }];
}

/**
 * Builds the list as ntp_restrict.c does: sorted by address, then mask, the larger first; the same address, mask and
 * port again adds flags to the entry. NTPsec begins with `noquery limited` for everybody, the classic daemon with nothing.
 */
export function restrictionsOf(commands: readonly NtpCommand[], dialect: NtpDialect): Restrictions {
  const builtIn = familyOf(dialect) === 'ntpsec' ? ['noquery', 'limited'] : [];
  const entries = new Map<string, Entry>();
  for (const bits of [32, 128])
    put(entries, { bits, address: 0n, mask: 0n, flags: new Set(builtIn), ntpport: false, from: [] });
  let source: Restrictions['source'];
  const unresolved: { name: string; span: Span }[] = [];
  for (const command of commands) {
    if (!command.applied || !/^(?:un)?restrict$/.test(actingName(command))) continue;
    if (complaintsOf(command, dialect).some(({ effect }) => effect === 'drops the line')) continue;
    const flags = flagsOf(command);
    if (command.placed.some(({ role, token }) => role === 'word' && token.text === 'source')) {
      source = { flags, span: command.span };
      continue;
    }
    const targets = targetsOf(command, dialect);
    if (!targets) {
      const name = command.placed.find(({ role }) => role === 'address')?.token.text ?? '';
      unresolved.push({ name, span: command.span });
      continue;
    }
    for (const target of targets) apply(entries, command, target, flags);
  }
  return { entries: [...entries.values()].sort(earlier), source, unresolved };
}

function flagsOf({ placed }: NtpCommand): Set<string> {
  const flags = new Set<string>();
  for (const { role, name } of placed) {
    if (role === 'option' && name !== 'mask' && name !== 'ippeerlimit') flags.add(name);
  }
  return flags;
}

function apply(entries: Map<string, Entry>, command: NtpCommand, { address, mask }: Target, given: Set<string>): void {
  const flags = new Set(given);
  const ntpport = flags.delete('ntpport');
  const base = { bits: address.bits, address: address.value & mask, mask, ntpport };
  const known = entries.get(keyOf(base));
  if (actingName(command) === 'restrict') {
    // A second line with the same address adds to the first, also to what is built in.
    const all = known ? new Set([...known.flags, ...flags]) : flags;
    // The list of lines is added to in place: a file may hold the same line over and over.
    const from = known?.from ?? [];
    (from as Span[]).push(command.span);
    put(entries, { ...base, flags: all, from });
    return;
  }
  if (!known) return;
  if (given.size === 0) {
    if (mask !== 0n) entries.delete(keyOf(base));
    return;
  }
  const left = new Set([...known.flags].filter((flag) => !flags.has(flag)));
  put(entries, { ...known, flags: left, from: [...known.from, command.span] });
}

function put(entries: Map<string, Entry>, entry: Entry): void {
  entries.set(keyOf(entry), entry);
}

function keyOf({ bits, address, mask, ntpport }: Pick<Entry, 'bits' | 'address' | 'mask' | 'ntpport'>): string {
  return `${bits}/${address.toString(32)}/${mask.toString(32)}/${ntpport}`;
}

function earlier(a: Entry, b: Entry): number {
  if (a.address !== b.address) return a.address > b.address ? -1 : 1;
  if (a.mask !== b.mask) return a.mask > b.mask ? -1 : 1;
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
