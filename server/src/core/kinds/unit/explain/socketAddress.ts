import { isIpv4, isIpv6, parsePort } from '../../../values/resource/inetAddresses.ts';
import { settingsOf } from '../document.ts';
import type { Ask, Explainer } from './ask.ts';
import { code, paragraphs } from './markdown.ts';
import { expandKnown } from './specifier.ts';

/** What stands behind the type of a socket: [transport over IP, what a Unix socket is]. */
const TYPES: Readonly<Record<string, readonly [ip: string, unix: string]>> = {
  ListenStream: ['TCP', 'stream'],
  ListenDatagram: ['UDP', 'datagram'],
  ListenSequentialPacket: ['sequential packets', 'sequential-packet'],
};
const PROTOCOLS: Readonly<Record<string, string>> = { udplite: 'UDP-Lite', sctp: 'SCTP', mptcp: 'Multipath TCP' };
const VSOCK: Readonly<Record<string, string>> = { '': 'any context', '-1': 'any context', any: 'any context' };

/** The address that a socket listens on, in words. */
export const explainSocketAddress: Explainer = (ask) => {
  const text = expandKnown(ask.value, ask);
  const [ip, unix] = TYPES[ask.key] ?? ['IP', 'stream'];
  if (text.startsWith('/')) return `**Unix ${unix} socket** at ${code(text)} in the file system`;
  if (text.startsWith('@'))
    return `**Unix ${unix} socket** ${code(text.slice(1))} in the abstract namespace, without a file`;
  if (/^vsock(-\w+)?:/.test(text)) return vsockWords(text);
  return inetWords(text, PROTOCOLS[setting(ask, 'SocketProtocol') ?? ''] ?? ip, ask);
};

function vsockWords(text: string): string | undefined {
  const [, type, cid = '', port] = /^vsock(?:-(\w+))?:([^:]*):(\d+)$/.exec(text) ?? [];
  if (port === undefined) return undefined;
  const who = VSOCK[cid] ?? `context ${code(cid)}`;
  return `**Socket between host and virtual machine** (AF_VSOCK${type ? `, ${type}` : ''}): port **${port}** of ${who}`;
}

function inetWords(text: string, transport: string, ask: Ask): string | undefined {
  if (typeof parsePort(text) === 'number') {
    return paragraphs(`**${transport} port ${text}** on all addresses, ${familyWords(ask)}`);
  }
  const [, address = '', port, scope] = /^(.*):(\d+)(?:%(.+))?$/.exec(text) ?? [];
  if (port === undefined || typeof parsePort(port) !== 'number') return undefined;
  const host = address.replace(/^\[(.*)\]$/, '$1');
  if (!isIpv4(host) && !isIpv6(host)) return undefined;
  const where = scope ? ` of the interface ${code(scope)}` : '';
  if (host === '0.0.0.0') return `**${transport} port ${port}** on all IPv4 addresses${where}`;
  if (host === '::') return `**${transport} port ${port}** on all addresses, ${familyWords(ask)}${where}`;
  const reach = host === '::1' || host.startsWith('127.') ? ', from this machine only' : '';
  return `**${transport} port ${port}** on the ${isIpv6(host) ? 'IPv6' : 'IPv4'} address ${code(host)}${where}${reach}`;
}

function familyWords(ask: Ask): string {
  switch (setting(ask, 'BindIPv6Only')) {
    case 'ipv6-only':
      return 'IPv6 only';
    case 'both':
      return 'IPv6 and IPv4';
    default:
      return 'IPv6 and IPv4 (as `net.ipv6.bindv6only` of the kernel says)';
  }
}

function setting({ document, section }: Ask, key: string): string | undefined {
  return settingsOf(document.file).value(section, key);
}

/** A family of kernel messages, and the group to join. */
export const explainNetlink: Explainer = ({ value }) => {
  const [family, group] = value.split(/\s+/);
  return `**Messages of the kernel** about ${code(family!)}${group === undefined ? '' : `, multicast group ${code(group)}`} (netlink)`;
};
