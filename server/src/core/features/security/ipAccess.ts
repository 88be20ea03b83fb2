import type { Reading } from '../../checks/verify/reading.ts';
import { isRefused } from '../../checks/verify/refused.ts';
import { all, assignmentsOf } from '../../checks/verify/settings.ts';
import { append } from '../../lists/append.ts';
import { safeAtou } from '../../values/numbers.ts';
import { isIpv4, isIpv6 } from '../../values/resource/inetAddresses.ts';
import { splitWords } from '../../values/words.ts';
import type { IpAccess } from './info.ts';

/** An address prefix: the address without the bits behind the prefix. */
interface Prefix {
  readonly family: 4 | 6;
  readonly address: bigint;
  readonly length: number;
}

const BITS = { 4: 32, 6: 128 } as const;
const LOCALHOST = /^(.*\.)?localhost(\.localdomain)?\.?$/is;
/** The words that stand for a prefix of each family. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  any: ['0.0.0.0/0', '::/0'],
  'link-local': ['169.254.0.0/16', 'fe80::/64'],
  multicast: ['224.0.0.0/4', 'ff00::/8'],
};

/** What a unit's settings for IP addresses come to: `get_security_info`. */
export function ipAccess(unit: Reading): IpAccess {
  const denied = addressPrefixes(unit, 'IPAddressDeny');
  const allowed = addressPrefixes(unit, 'IPAddressAllow').map(isLocalhost);
  const filters = ['IPIngressFilterPath', 'IPEgressFilterPath'].map((key) =>
    all(unit, unit.section, key, (_, assigned) => !isRefused(assigned) || undefined),
  );
  return {
    denyAll: ([4, 6] as const).every((family) => denied.some((one) => one.family === family && one.length === 0)),
    allowLocalhost: allowed.includes(true),
    allowOther: allowed.includes(false),
    customFilters: filters.some((list) => list.length > 0),
  };
}

/** `config_parse_in_addr_prefixes` of shared/in-addr-prefix-util.c; words that are no prefix are passed over. */
function addressPrefixes(unit: Reading, key: string): readonly Prefix[] {
  let found: Prefix[] = [];
  for (const { node } of assignmentsOf(unit, unit.section, key)) {
    if (node.value.text === '') found = [];
    else
      append(
        found,
        splitWords(node.value.text).words.flatMap(({ word }) => prefixesOf(word)),
      );
  }
  return found;
}

function prefixesOf(word: string): readonly Prefix[] {
  const written = WORDS[word] ?? (LOCALHOST.test(word) ? ['127.0.0.0/8', '::1/128'] : [word]);
  return written.flatMap((text) => prefixFromString(text) ?? []);
}

/** `in_addr_prefix_from_string_auto` of basic/in-addr-util.c; without a length the whole address counts. */
function prefixFromString(text: string): Prefix | undefined {
  const slash = text.indexOf('/');
  const written = slash < 0 ? text : text.slice(0, slash);
  const family = isIpv4(written) ? 4 : isIpv6(written) ? 6 : undefined;
  if (family === undefined) return undefined;
  const bits = BITS[family];
  const length = slash < 0 ? bits : safeAtou(text.slice(slash + 1), {}, bits);
  if (typeof length === 'string') return undefined;
  const rest = BigInt(bits - length);
  const address = family === 4 ? ipv4Number(written) : ipv6Number(written);
  return { family, address: (address >> rest) << rest, length };
}

function ipv4Number(text: string): bigint {
  return text.split('.').reduce((number, part) => (number << 8n) | BigInt(part), 0n);
}

function ipv6Number(text: string): bigint {
  const [head = '', tail] = text.split('::');
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0n);
  return [...before, ...zeros, ...after].reduce((number, group) => (number << 16n) | group, 0n);
}

function groupsOf(text: string): bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const number = ipv4Number(group);
    return [number >> 16n, number & 0xffffn];
  });
}

/** `in_addr_is_localhost`: 127.0.0.0/8, or ::1. */
function isLocalhost({ family, address }: Prefix): boolean {
  return family === 4 ? address >> 24n === 127n : address === 1n;
}
