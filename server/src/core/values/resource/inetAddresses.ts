import { safeAtou } from '../numbers.ts';

/** An address family as systemd tells them apart by `inet_pton`. */
export type Family = 'ipv4' | 'ipv6';

/** `in_addr_from_string_auto` of basic/in-addr-util.c: the family of an address; undefined when it is none. */
export function addressFamily(text: string): Family | undefined {
  if (isIpv4(text)) return 'ipv4';
  return isIpv6(text) ? 'ipv6' : undefined;
}

/** `inet_pton(AF_INET)`: four decimal numbers up to 255, without leading zeros. */
export function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255);
}

/** `inet_pton(AF_INET6)`: eight groups of up to four digits; `::` stands for groups of zeros; IPv4 at the end. */
export function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1);
  const embedded = last?.includes('.') === true && !text.endsWith('::');
  if (embedded && !isIpv4(last)) return false;
  const plain = embedded ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  const count = groups.length + (embedded ? 1 : 0);
  return halves.length === 2 ? count <= 7 : count === 8;
}

/** `in_addr_prefix_from_string_auto`: an address, with or without `/LENGTH`. */
export function isAddressPrefix(text: string): boolean {
  const slash = text.indexOf('/');
  const family = addressFamily(slash < 0 ? text : text.slice(0, slash));
  if (family === undefined || slash < 0) return family !== undefined;
  return typeof safeAtou(text.slice(slash + 1), {}, family === 'ipv4' ? 32 : 128) === 'number';
}

/** `parse_ip_port`: a number from 1 to 65535; zero is malformed, a bigger one out of range. */
export function parsePort(text: string): number | 'malformed' | 'out of range' {
  const port = safeAtou(text, { refuseLeadingWhitespace: true }, 0xffff);
  return port === 0 ? 'malformed' : port;
}
