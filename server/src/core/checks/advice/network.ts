import { dependenciesOf } from '../verify/dependencies.ts';
import { commandsOfUnit, shellScript, type UnitCommand } from './commands.ts';
import { type AdviceRule, addLineBehind, advise } from './report.ts';

const ONLINE = 'network-online.target';
const PULLS = ['UNIT_WANTS', 'UNIT_REQUIRES', 'UNIT_REQUISITE', 'UNIT_BINDS_TO', 'UNIT_UPHOLDS'];
const PAGE = { page: 'systemd.special(7)', anchor: ONLINE } as const;

/** Being ordered behind a target has no effect where nothing starts it. */
export const networkOnline: AdviceRule = (unit) => {
  if (unit.document.identity.role !== 'fragment') return [];
  const after = dependenciesOf(unit, 'UNIT_AFTER').findLast(({ name }) => name === ONLINE);
  if (!after || PULLS.some((kind) => dependenciesOf(unit, kind).some(({ name }) => name === ONLINE))) return [];
  const message = `After= alone does not start ${ONLINE}, so this unit waits for the network only where another one wants it. Add Wants=${ONLINE}.`;
  const fixes = [addLineBehind(unit, after.node, `Wants=${ONLINE}`)];
  return [advise(after.node, { code: 'network-online', message, ...PAGE, fixes })];
};

/** Programs that do nothing but reach another machine. */
const CLIENTS = new Set([
  'curl',
  'wget',
  'ssh',
  'autossh',
  'sshfs',
  'scp',
  'sftp',
  'ntpdate',
  'nslookup',
  'dig',
  'ping',
]);

/** network.target stands for a network that is being set up; what reaches out at once needs it to be there. */
export const networkTarget: AdviceRule = (unit) => {
  if (unit.document.identity.role !== 'fragment') return [];
  const after = dependenciesOf(unit, 'UNIT_AFTER');
  const network = after.findLast(({ name }) => name === 'network.target');
  if (!network || after.some(({ name }) => name === ONLINE)) return [];
  const client = commandsOfUnit(unit).find((one) => /^ExecStart(Pre)?$/.test(one.node.key) && reachesOut(one));
  if (!client) return [];
  const message = `At network.target the network may not be up yet, and ${client.program} needs it. Write After=${ONLINE} and Wants=${ONLINE}.`;
  return [advise(network.node, { code: 'network-target', message, ...PAGE })];
};

function reachesOut(one: UnitCommand): boolean {
  if (one.command.args.some(({ word }) => /\b(localhost|127\.0\.0\.1)\b|\[?::1\]?/.test(word))) return false;
  if (CLIENTS.has(one.program)) return true;
  const script = shellScript(one);
  return script !== undefined && CLIENTS.has(/^\s*(?:exec\s+)?(?:\S*\/)?([\w-]+)/.exec(script)?.[1] ?? '');
}
