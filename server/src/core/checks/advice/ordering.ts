import { type Dependency, dependenciesOf } from '../verify/dependencies.ts';
import type { Reading } from '../verify/reading.ts';
import { type AdviceRule, addLineBehind, advise } from './report.ts';

/**
 * Dependencies without which the unit does not run, so that the other one is meant to be there first. BindsTo= is often
 * about the end of the other unit alone, so it is left out.
 */
const STRONG = ['UNIT_REQUIRES', 'UNIT_REQUISITE'];
/** Targets that say when something is ready: wanting them without waiting for them gives nothing. */
const READINESS = new Set([
  ...['network-online.target', 'time-sync.target', 'time-set.target', 'nss-lookup.target', 'nss-user-lookup.target'],
  ...['remote-fs.target', 'local-fs.target', 'cryptsetup.target', 'rpcbind.target'],
]);
/** Services that others are clients of: whoever asks for one of them uses it when it starts. */
const SERVER =
  /^(?:systemd-networkd-wait-online|NetworkManager-wait-online|postgresql|mysql|mysqld|mariadb|redis|redis-server|mongod|rabbitmq-server|docker|containerd|elasticsearch|memcached|slapd|nats|consul|vault|etcd)(?:@[^.]*)?\.service$/;

/** A unit that is needed, or waited for, without an order: both are started at the same time. */
export const missingOrder: AdviceRule = (unit) => {
  if (unit.document.identity.role !== 'fragment' || unit.type === 'target') return [];
  const ordered = new Set(
    ['UNIT_AFTER', 'UNIT_BEFORE'].flatMap((kind) => dependenciesOf(unit, kind).map(({ name }) => name)),
  );
  const meant = [
    ...STRONG.flatMap((kind) => dependenciesOf(unit, kind)).filter(({ name }) => needsOrder(name)),
    ...dependenciesOf(unit, 'UNIT_WANTS').filter(({ name }) => READINESS.has(name) || SERVER.test(name)),
  ];
  const told = new Set<string>();
  return meant.flatMap((one) => {
    if (ordered.has(one.name) || told.has(one.name)) return [];
    told.add(one.name);
    return [sayOf(unit, one)];
  });
};

/** Sockets, slices and the like are ordered by themselves, and devices that are bound to are there already. */
function needsOrder(name: string): boolean {
  return name.endsWith('.service') || READINESS.has(name);
}

function sayOf(unit: Reading, { name, node }: Dependency) {
  const message = `${node.key}=${name} gives no order, so both start at the same time. Add After=${name} if this unit needs it to be up first.`;
  return advise(node, {
    code: 'missing-order',
    message,
    page: 'systemd.unit(5)',
    anchor: `${node.key}=`,
    fixes: [addLineBehind(unit, node, `After=${name}`)],
  });
}
