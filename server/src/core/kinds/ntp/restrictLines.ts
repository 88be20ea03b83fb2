import { type Address, maskOf, parseAddress } from './address.ts';
import { complaintsOf, prefixOf } from './complaints.ts';
import { familyOf, type NtpDialect } from './dialect.ts';
import { actingName, type NtpCommand } from './parse.ts';
import { perWording } from './wordings.ts';

/** A network that a restrict line is about. */
export interface Target {
  readonly address: Address;
  readonly mask: bigint;
}

/** The network of a restrict line; undefined for names and `source`. `default` has two. */
export const targetsOf: (command: NtpCommand, dialect: NtpDialect) => readonly Target[] | undefined =
  perWording(readTargets);

function readTargets({ placed }: NtpCommand, dialect: NtpDialect): readonly Target[] | undefined {
  const family = placed.find(({ role }) => role === 'family')?.token.text;
  const word = placed.find(({ role }) => role === 'word')?.token.text;
  if (word === 'default') {
    const all = [32, 128].filter((bits) => family === undefined || (family === '-4') === (bits === 32));
    return all.map((bits) => ({ address: { value: 0n, bits }, mask: 0n }));
  }
  const written = placed.find(({ role }) => role === 'address')?.token.text;
  if (written === undefined) return undefined;
  const classic = familyOf(dialect) === 'classic';
  const address = parseAddress(classic ? written : written.replace(/\/[^/]*$/, ''));
  if (!address) return undefined;
  const prefix = classic ? undefined : prefixOf(written);
  const mask = placed.find(({ role }) => role === 'mask')?.token.text;
  const parsed = mask === undefined ? undefined : parseAddress(mask);
  const bits =
    prefix === undefined ? (parsed?.value ?? maskOf(address.bits, address.bits)) : maskOf(prefix, address.bits);
  return [{ address, mask: bits }];
}

/** The place of an entry in the list. */
export interface Network {
  readonly bits: number;
  readonly address: bigint;
  readonly mask: bigint;
  /** Holds only for packets from port 123. */
  readonly ntpport: boolean;
  readonly key: string;
  /** Address and mask as digits, so many that texts are ordered as the numbers are. */
  readonly rank: string;
}

/** What a restrict line says. */
export interface Said {
  readonly removes: boolean;
  /** All its flags. */
  readonly given: ReadonlySet<string>;
  /** Those that an entry keeps. */
  readonly flags: ReadonlySet<string>;
  readonly ofSources: boolean;
  /** Undefined where it is about a name. */
  readonly networks: readonly Network[] | undefined;
  readonly name: string;
}

/** Undefined for other lines, and for those that the daemon drops. */
export const saidBy: (command: NtpCommand, dialect: NtpDialect) => Said | undefined = perWording(readSaid);

function readSaid(command: NtpCommand, dialect: NtpDialect): Said | undefined {
  const acting = actingName(command);
  if (acting !== 'restrict' && acting !== 'unrestrict') return undefined;
  if (complaintsOf(command, dialect).some(({ effect }) => effect === 'drops the line')) return undefined;
  const { placed } = command;
  const given = flagsOf(command);
  const ntpport = given.has('ntpport');
  const flags = ntpport ? new Set([...given].filter((flag) => flag !== 'ntpport')) : given;
  return {
    removes: acting === 'unrestrict',
    given,
    flags,
    ofSources: placed.some(({ role, token }) => role === 'word' && token.text === 'source'),
    networks: targetsOf(command, dialect)?.map((target) => networkOf(target, ntpport)),
    name: placed.find(({ role }) => role === 'address')?.token.text ?? '',
  };
}

/** Where the list keeps what is said of a network. */
export function networkOf({ address, mask }: Target, ntpport: boolean): Network {
  const { bits } = address;
  const value = address.value & mask;
  const rank = digits(value) + digits(mask);
  return { bits, address: value, mask, ntpport, key: `${bits}/${rank}/${ntpport}`, rank };
}

function digits(value: bigint): string {
  return value.toString(16).padStart(32, '0');
}

function flagsOf({ placed }: NtpCommand): Set<string> {
  const flags = new Set<string>();
  for (const { role, name } of placed) {
    if (role === 'option' && name !== 'mask' && name !== 'ippeerlimit') flags.add(name);
  }
  return flags;
}
