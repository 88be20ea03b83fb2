import type { AssignmentNode } from '../../parse/unitFile.ts';
import { expandSpecifiers, isFault } from '../../values/specifiers.ts';
import { unitNameIsValid } from '../../values/unitNames.ts';
import { pamNeedsKillMode } from './contexts.ts';
import type { Reading } from './reading.ts';
import { isRefused } from './refused.ts';
import { fixes, type Rule, refuse, removeAssignment, replaceValue } from './report.ts';
import { all, assignmentsOf, count, expand, isOn, last, word, wordsOf } from './settings.ts';

/** `socket_verify` of core/socket.c. */
export const socketRules: readonly Rule[] = [
  nothingToListenOn,
  (unit) => (unit.version >= 257 ? noConnections(unit) : undefined),
  acceptWithoutConnections,
  (unit) => (unit.version < 257 && isAccepting(unit) ? noConnections(unit) : undefined),
  acceptWithService,
  (unit) => (unit.version < 257 ? pamNeedsKillMode(unit, ['control-group']) : undefined),
  acceptDeferred,
  symlinksToNothing,
];

const LISTEN = [
  'ListenStream',
  'ListenDatagram',
  'ListenSequentialPacket',
  'ListenFIFO',
  'ListenNetlink',
  'ListenSpecial',
  'ListenMessageQueue',
  'ListenUSBFunction',
];
/** The kinds of sockets that take connections. */
const CONNECTING = ['ListenStream', 'ListenSequentialPacket'];
/** The kinds that may leave a node in the file system, to which symlinks can point. */
const NODES = ['ListenStream', 'ListenDatagram', 'ListenSequentialPacket', 'ListenFIFO'];

interface Port {
  readonly key: string;
  readonly address: string;
  readonly node: AssignmentNode;
}

/** What the socket listens on. All Listen settings fill one list, and an empty one of any kind clears it. */
function ports(unit: Reading): readonly Port[] {
  const found = all(unit, 'Socket', LISTEN, (value, one) => (isRefused(one) ? undefined : expand(unit, value)?.text));
  return found.map(({ value, node }) => ({ key: node.key, address: value, node }));
}

function isAccepting(unit: Reading): boolean {
  return isOn(unit, 'Socket', 'Accept');
}

/** The assignment that turned Accept= on. */
function acceptNode(unit: Reading): AssignmentNode | undefined {
  return assignmentsOf(unit, 'Socket', 'Accept').at(-1)?.node;
}

function nothingToListenOn(unit: Reading) {
  if (ports(unit).length > 0) return undefined;
  return refuse(
    unit,
    'socket-without-listen',
    assignmentsOf(unit, 'Socket', LISTEN).at(-1)?.node,
    'The socket listens on nothing. Add ListenStream= with a port or a path, or another Listen setting.',
  );
}

function noConnections(unit: Reading) {
  const most = count(unit, 'Socket', 'MaxConnections');
  if (most?.value !== 0) return undefined;
  return refuse(
    unit,
    'socket-max-connections-zero',
    most.node,
    'MaxConnections=0 leaves no connection to be served. Write a number above 0, or remove the line for the usual 64.',
    fixes(removeAssignment(most.node)),
  );
}

function acceptWithoutConnections(unit: Reading) {
  const wrong = isAccepting(unit) ? ports(unit).find((port) => !CONNECTING.includes(port.key)) : undefined;
  if (!wrong) return undefined;
  const accept = acceptNode(unit);
  return refuse(
    unit,
    'socket-accept-without-connections',
    wrong.node,
    `${wrong.key}= takes no connections, so it does not go with Accept=yes. Write Accept=no, or use ListenStream= or ListenSequentialPacket= only.`,
    fixes(accept && replaceValue(accept, 'no')),
  );
}

/** `config_parse_socket_service` of core/load-fragment.c. */
function explicitService(unit: Reading) {
  const scope = { version: unit.version, unitName: unit.unitName, unitType: unit.type };
  return last(unit, 'Socket', 'Service', (value) => {
    const name = expandSpecifiers(value, 'unit-name', scope);
    if (isFault(name) || !name.text.endsWith('.service')) return undefined;
    return unitNameIsValid(name.text, ['plain', 'instance']) ? name.text : undefined;
  });
}

function acceptWithService(unit: Reading) {
  const service = explicitService(unit);
  if (!isAccepting(unit) || !service) return undefined;
  return refuse(
    unit,
    'socket-accept-with-service',
    service.node,
    'With Accept=yes every connection gets its own instance of the template named like the socket, so Service= is not allowed. Remove it, or write Accept=no.',
    fixes({ ...removeAssignment(service.node), preferred: true }),
  );
}

function acceptDeferred(unit: Reading) {
  const defer = word(unit, 'Socket', 'DeferTrigger');
  if (!isAccepting(unit) || !defer || defer.value === 'no') return undefined;
  return refuse(
    unit,
    'socket-accept-defer-trigger',
    defer.node,
    `DeferTrigger=${defer.value} does not go with Accept=yes. Remove it, or write Accept=no.`,
    fixes(removeAssignment(defer.node)),
  );
}

function symlinksToNothing(unit: Reading) {
  const symlinks = wordsOf(unit, 'Socket', 'Symlinks');
  if (symlinks.length === 0) return undefined;
  const nodes = ports(unit).filter((port) => NODES.includes(port.key) && port.address.startsWith('/'));
  if (nodes.length === 1) return undefined;
  const why = nodes.length === 0 ? 'the socket has no path in the file system' : `the socket has ${nodes.length} paths`;
  return refuse(
    unit,
    'socket-symlinks-without-target',
    symlinks.at(-1)!.node,
    `Symlinks= needs exactly one socket or FIFO to point to, but ${why}. Listen on one path only, or remove Symlinks=.`,
  );
}
