import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { safeAtou } from '../numbers.ts';
import { type PathCheck, pathIsAbsolute, pathSimplify, pathStartsWith } from '../paths.ts';
import { byteLength } from '../utf8.ts';
import {
  badQuoting,
  checkedPath,
  complain,
  type ExpandedPiece,
  expandPath,
  notOneOf,
  unlessEmpty,
} from './complaints.ts';
import { isIpv4, isIpv6, parsePort } from './inetAddresses.ts';
import { isValidInterfaceName } from './interfaces.ts';
import { slicePiece, takePieces, wholePiece } from './pieces.ts';

/** FIFOs and the like below /proc, /sys and /dev are refused from here on. */
const REFUSES_API_VFS = 257;
/** `vsock-stream:`, names for well-known CIDs, and the refusal of the port that means any. */
const VSOCK_TYPES = 257;
const VSOCK_ANY = 262;
const SUN_PATH_MAX = 107;
const NETLINK_FAMILIES = [
  ...['route', 'firewall', 'inet-diag', 'nflog', 'xfrm', 'selinux', 'iscsi', 'audit', 'fib-lookup', 'connector'],
  ...['netfilter', 'ip6-fw', 'dnrtmsg', 'kobject-uevent', 'generic', 'scsitransport', 'ecryptfs', 'rdma'],
];

/** The Listen settings of sockets; `config_parse_socket_listen` of core/load-fragment.c. */
const listen: ValueJudge = (value, row, context, argument) => {
  const problems: ValueProblem[] = [];
  const expanded = expandPath(wholePiece(value), context, problems);
  if (!expanded) return problems;
  if (argument !== 'SOCKET_SOCKET') judgeListenPath(expanded, argument, context, problems);
  else if (row.key === 'ListenNetlink') judgeNetlink(expanded, context, problems);
  else judgeAddress(expanded, row.key, context, problems);
  return problems;
};

function judgeListenPath(path: ExpandedPiece, kind: string, context: ValueContext, problems: ValueProblem[]): void {
  const free = kind === 'SOCKET_SPECIAL' || context.version < REFUSES_API_VFS;
  const check: PathCheck = free ? { absolute: true } : { absolute: true, nonApiVfs: true };
  const fine = checkedPath(path, check, context, problems) !== undefined;
  if (fine && kind === 'SOCKET_FIFO') judgeVarRun(path, context, problems);
}

/** `patch_var_run`: systemd corrects the path and says so. */
function judgeVarRun(piece: ExpandedPiece, context: ValueContext, problems: ValueProblem[]): void {
  const path = pathSimplify(piece.text, context.version);
  if (!pathStartsWith(path, '/var/run')) return;
  const better = `/run${path.slice('/var/run'.length)}`;
  const message = `'/var/run' is the old name of '/run'; write '${better}'.`;
  problems.push(complain(piece, 'value.legacy-path', message, piece.literal ? better : undefined));
}

/** `FAMILY [GROUP]`; `socket_address_parse_netlink` of shared/socket-netlink.c. */
function judgeNetlink(address: ExpandedPiece, context: ValueContext, problems: ValueProblem[]): void {
  const { pieces, next, invalid } = takePieces(address, 0, undefined, 0, 1);
  const family = pieces[0];
  if (invalid || !family) {
    problems.push(badQuoting(invalid ?? address, context));
  } else if (!NETLINK_FAMILIES.includes(family.text) && !isInt(family.text)) {
    problems.push(notOneOf(family, NETLINK_FAMILIES, context));
  } else if (next !== undefined && typeof safeAtou(address.text.slice(next)) === 'string') {
    const group = slicePiece(address, next);
    problems.push(complain(group, 'value.number', `'${group.text}' is no multicast group; write its number.`));
  }
}

function isInt(text: string): boolean {
  return typeof safeAtou(text, {}, 0x7fffffff) === 'number';
}

function judgeAddress(address: ExpandedPiece, key: string, context: ValueContext, problems: ValueProblem[]): void {
  if (pathIsAbsolute(address.text)) judgeVarRun(address, context, problems);
  const kinds = address.guesses.map((text) => addressKind(text, context.version));
  const kind = kinds.find((found) => found !== undefined);
  if (kind === undefined) {
    problems.push(complain(address, 'value.address', badAddress(address.text)));
  } else if (kind !== 'unix' && key === 'ListenSequentialPacket') {
    const message = `${key}= works with AF_UNIX only; write a path, or a name that begins with '@'.`;
    problems.push(complain(address, 'value.address', message));
  }
}

function badAddress(text: string): string {
  if (/^[/@]/.test(text)) return `'${text}' is too short or too long for a socket: at most ${SUN_PATH_MAX} bytes.`;
  const forms = 'a port, ADDRESS:PORT, [ADDRESS]:PORT, an absolute path, @NAME or vsock:CID:PORT';
  return `'${text}' is no address; write ${forms}.`;
}

/** `socket_address_parse` of shared/socket-netlink.c: what the text addresses; undefined when nothing. */
function addressKind(text: string, version: number): 'unix' | 'vsock' | 'inet' | undefined {
  if (/^[/@]/.test(text)) return byteLength(text) >= 2 && byteLength(text) <= SUN_PATH_MAX ? 'unix' : undefined;
  const vsock = (version < VSOCK_TYPES ? /^vsock:/ : /^vsock(-dgram|-seqpacket|-stream)?:/).exec(text);
  if (vsock) return isVsock(text.slice(vsock[0].length), version) ? 'vsock' : undefined;
  const port = parsePort(text);
  if (port === 'out of range') return undefined;
  return typeof port === 'number' || isInetAddress(text) ? 'inet' : undefined;
}

function isVsock(text: string, version: number): boolean {
  const colon = text.indexOf(':');
  const port = colon < 0 ? 'malformed' : safeAtou(text.slice(colon + 1));
  if (typeof port === 'string' || (version >= VSOCK_TYPES && port === 0xffffffff)) return false;
  const cid = text.slice(0, colon);
  if (cid === '' || typeof safeAtou(cid) === 'number') return true;
  const names =
    version < VSOCK_TYPES ? [] : ['hypervisor', 'local', 'host', ...(version < VSOCK_ANY ? [] : ['any', '-1'])];
  return names.includes(cid);
}

/** `in_addr_port_ifindex_name_from_string_auto`, with a port. Whether the interface exists is the machine's matter. */
function isInetAddress(text: string): boolean {
  const percent = text.indexOf('%');
  if (text.includes('#') || (percent >= 0 && !isInterface(text.slice(percent + 1)))) return false;
  const address = percent < 0 ? text : text.slice(0, percent);
  const colon = address.lastIndexOf(':');
  if (colon < 0 || typeof parsePort(address.slice(colon + 1)) !== 'number') return false;
  const host = address.slice(0, colon);
  if (host.startsWith('[')) return host.endsWith(']') && isIpv6(host.slice(1, -1));
  return !isIpv6(address) && isIpv4(host);
}

function isInterface(name: string): boolean {
  return isValidInterfaceName(name, { alternative: true, numeric: true });
}

export const listenJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_socket_listen: unlessEmpty(listen),
};
