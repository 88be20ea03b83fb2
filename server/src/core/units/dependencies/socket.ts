import { commandsOf } from '../../checks/verify/commands.ts';
import type { Reading } from '../../checks/verify/reading.ts';
import { isRefused } from '../../checks/verify/refused.ts';
import { all, expand, isOn, text } from '../../checks/verify/settings.ts';
import { pathSimplify, pathStartsWith } from '../../values/paths.ts';
import { addExecDependencies, addImageDevices } from './exec.ts';
import { KIND } from './kinds.ts';
import { MASK } from './masks.ts';
import { addMountsFor } from './mountsFor.ts';
import { addNodeDependency } from './nodes.ts';
import { beforeAndAgainst, readingFor, relatedUnit, type Settled, type Step } from './settled.ts';
import { setDefaultSlice } from './slices.ts';
import { followMerge } from './unit.ts';

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
const CONNECTING = ['ListenStream', 'ListenSequentialPacket'];
const ADDRESSES = ['ListenStream', 'ListenDatagram', 'ListenSequentialPacket'];
const NODES = ['ListenFIFO', 'ListenSpecial', 'ListenUSBFunction'];
const COMMANDS = ['ExecStartPre', 'ExecStartPost', 'ExecStopPre', 'ExecStopPost'];

/** `socket_add_extras` of core/socket.c. */
export function socketExtras(settled: Settled): Step {
  const { loading, unit, refused, outputs } = settled;
  const reading = readingFor(settled);
  const ports = portsOf(reading);
  if (!triggers(settled, reading, ports)) return false;
  for (const { key, address } of ports) {
    const path = pathOf(key, address, loading.version);
    if (path !== undefined && !addMountsFor(loading, unit, path, MASK.FILE, 'requires')) return false;
  }
  const device = text(reading, 'Socket', 'BindToDevice')?.value.text;
  if (device !== undefined && device !== 'lo') {
    if (!addNodeDependency(loading, unit, `/sys/subsystem/net/devices/${device}`, KIND.BindsTo, MASK.FILE))
      return false;
  }
  if (refused === 'contexts') return 'bad';
  if (!addImageDevices(loading, unit, reading)) return false;
  const runs = COMMANDS.some((key) => commandsOf(reading, key).length > 0);
  if (runs && !addExecDependencies(loading, unit, reading, outputs)) return false;
  return setDefaultSlice(loading, unit) && defaults(settled);
}

interface Port {
  readonly key: string;
  readonly address: string;
}

/** All Listen settings fill one list. */
function portsOf(reading: Reading): Port[] {
  const found = all(reading, 'Socket', LISTEN, (value, one) =>
    isRefused(one) ? undefined : expand(reading, value)?.text,
  );
  return found.map(({ value, node }) => ({ key: node.key, address: value }));
}

/** A socket that takes no connections of its own starts one service; the others start an instance for each. */
function triggers(settled: Settled, reading: Reading, ports: readonly Port[]): boolean {
  const { loading, unit } = settled;
  const accepts = isOn(reading, 'Socket', 'Accept') && ports.every(({ key }) => CONNECTING.includes(key));
  if (accepts) return true;
  const service = unit.service ?? relatedUnit(settled, 'service');
  if (!service) return false;
  unit.service = followMerge(service);
  return loading.addTwo(unit, KIND.Before, KIND.Triggers, unit.service, MASK.IMPLICIT);
}

/** The place in the file system at which a port stands: `socket_add_mount_dependencies`. */
function pathOf(key: string, address: string, version: number): string | undefined {
  if (!address.startsWith('/')) return undefined;
  if (!ADDRESSES.includes(key)) return NODES.includes(key) ? withoutVarRun(pathSimplify(address, version)) : undefined;
  return withoutVarRun(address);
}

/** `patch_var_run`. */
function withoutVarRun(path: string): string {
  return pathStartsWith(path, '/var/run') ? `/run${path.slice('/var/run'.length)}` : path;
}

/** `socket_add_default_dependencies`. */
function defaults(settled: Settled): boolean {
  const { loading, unit } = settled;
  if (!unit.defaultDependencies) return true;
  if (!loading.addByName(unit, KIND.Before, 'sockets.target', MASK.DEFAULT)) return false;
  if (loading.isSystem && !loading.addTwoByName(unit, KIND.After, KIND.Requires, 'sysinit.target', MASK.DEFAULT)) {
    return false;
  }
  return beforeAndAgainst(settled, 'shutdown.target');
}
