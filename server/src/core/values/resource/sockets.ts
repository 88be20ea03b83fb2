import type { ValueJudge, ValueProblem } from '../judge.ts';
import { safeAtoi } from '../numbers.ts';
import { warnAll } from '../problem.ts';
import { EXTRACT } from '../words.ts';
import { complain, expandPiece, notOneOf, unlessEmpty } from './complaints.ts';
import { type Piece, slicePiece, takePieces, wholePiece } from './pieces.ts';
import { rangeOf } from './ranges.ts';

const MPTCP_SINCE = 257;
/** SocketBindAllow= and SocketBindDeny= take port 0 from here on. */
const PORT_ZERO_SINCE = 257;
const PROTOCOLS: Readonly<Record<string, number>> = { udplite: 136, sctp: 132, mptcp: 262 };

/** `parse_socket_protocol` of core/load-fragment.c: one of a few IP protocols, by name in any case or by number. */
const socketProtocol: ValueJudge = (value, _row, context) => {
  const known = Object.keys(PROTOCOLS).filter((name) => name !== 'mptcp' || context.version >= MPTCP_SINCE);
  const number = safeAtoi(value);
  if (known.includes(value.toLowerCase()) || known.some((name) => PROTOCOLS[name] === number)) return [];
  return [notOneOf(wholePiece(value), known, context)];
};

/** `[ipv4|ipv6][:tcp|:udp][:PORT|:PORT-PORT|:any]`; `parse_socket_bind_item` of shared/parse-helpers.c. */
const socketBind: ValueJudge = (value, _row, context) =>
  isBindItem(value, context.version) ? [] : warnAll(value, 'value.address', badBindItem(value));

function badBindItem(value: string): string {
  return `'${value}' is no rule; write FAMILY:PROTOCOL:PORTS, such as ipv4:tcp:1000-2000, or parts of it.`;
}

function isBindItem(value: string, version: number): boolean {
  const { pieces, invalid } = takePieces(wholePiece(value), 0, ':', EXTRACT.DONT_COALESCE_SEPARATORS);
  if (invalid) return false;
  const parts = [...pieces];
  if (/^ipv[46]$/.test(parts[0]?.text ?? '')) parts.shift();
  if (/^(tcp|udp)$/i.test(parts[0]?.text ?? '')) parts.shift();
  return parts.length === 0 || (parts.length === 1 && isPorts(parts[0]!, version));
}

function isPorts(ports: Piece, version: number): boolean {
  if (ports.text === 'any') return true;
  const range = rangeOf(ports);
  if (typeof range === 'string' || range[0] > range[1] || range[1] > 0xffff) return false;
  return range[0] > 0 || version >= PORT_ZERO_SINCE;
}

/** `NAME=VALUE`, the name in the user namespace; `config_parse_xattr` of core/load-fragment.c. */
const extendedAttribute: ValueJudge = (value, _row, context) => {
  const equals = value.indexOf('=');
  if (equals < 0) return warnAll(value, 'value.xattr', `'${value}' has no '='; write user.NAME=VALUE.`);
  const problems: ValueProblem[] = [];
  const name = expandPiece(slicePiece(wholePiece(value), 0, equals), context, problems);
  if (!name) return problems;
  if (!name.text.startsWith('user.')) {
    const message = `'${name.text}' does not begin with 'user.', as these attributes must.`;
    return [...problems, complain(name, 'value.xattr', message)];
  }
  expandPiece(slicePiece(wholePiece(value), equals + 1), context, problems);
  return problems;
};

/** Parsers of options of sockets and of the ports that a service may use. */
export const socketJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_cgroup_socket_bind: unlessEmpty(socketBind),
  config_parse_socket_protocol: socketProtocol,
  config_parse_xattr: unlessEmpty(extendedAttribute),
};
