import { isAddressPrefix } from '../../../values/resource/inetAddresses.ts';
import { splitWords } from '../../../values/words.ts';
import { addressOf, formatAddress, rangeOfPrefix } from './addresses.ts';
import type { Explainer } from './ask.ts';
import { bullets, code, count } from './markdown.ts';

/** What the words stand for: `in_addr_prefix_add`'s callers in shared/in-addr-prefix-util.c. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  any: ['0.0.0.0/0', '::/0'],
  localhost: ['127.0.0.0/8', '::1/128'],
  'link-local': ['169.254.0.0/16', 'fe80::/64'],
  multicast: ['224.0.0.0/4', 'ff00::/8'],
};

/** Networks, each with its first and last address. */
export const explainPrefixes: Explainer = ({ value }) => {
  const lines = splitWords(value).words.flatMap(({ word }) => {
    if (Object.hasOwn(WORDS, word)) return [`${code(word)}: ${WORDS[word]!.map(prefixWords).join(' and ')}`];
    return isAddressPrefix(word) ? [prefixWords(word)] : [];
  });
  return lines.length === 0 ? undefined : bullets(lines);
};

function prefixWords(text: string): string {
  const [host = '', length] = text.split('/');
  const address = addressOf(host);
  const bits = length === undefined ? address.bits : Number(length);
  const [first, last] = rangeOfPrefix(address, bits);
  if (bits === address.bits) return `${code(`${formatAddress(first)}`)}, one address`;
  const range = `${code(formatAddress(first))} to ${code(formatAddress(last))}`;
  const size = address.bits - bits;
  return `${code(`${formatAddress(first)}/${bits}`)}: ${range}, ${size > 40 ? `2^${size}` : count(1n << BigInt(size), 'address', 'addresses').replace(/ .*/, '')} addresses`;
}
