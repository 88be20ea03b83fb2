import { say } from '../../install/session.ts';
import { linksOf, makeSysvLinks, sysvToggle } from '../../install/sysvInstall.ts';
import { chase } from '../../tree/chase.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import { insserv } from '../insserv/run.ts';
import { fileAt } from '../layout.ts';
import { type PlanSession, planOf, planSession, type SysvPlan } from './answer.ts';
import { DEPEND_FILES } from './insserv.ts';

/** Where update-rc.d stops. */
class Stop extends Error {}

const ACTIONS = ['remove', 'defaults', 'start', 'stop', 'defaults-disabled', 'enable', 'disable'];
const USAGE = `write NAME and one of ${ACTIONS.filter((word) => word !== 'start' && word !== 'stop').join(', ')}`;

/**
 * What `update-rc.d [-f] NAME ACTION [RUNLEVEL...]` of init-system-helpers 1.65 would do to the links of a root. With
 * insserv in the root (the program and /etc/insserv.conf) that one numbers the links, always with -f; without it they
 * are numbered 01. What systemctl does to a unit of the same name is left to `plan enable` and `plan disable`.
 *
 * @param words what follows on the command line
 */
export function planUpdateRcD(tree: SystemTree, words: readonly string[]): SysvPlan {
  const session = planSession(tree);
  let exitStatus = 0;
  try {
    updateRcD(session, words);
  } catch (fault) {
    if (!(fault instanceof Stop)) throw fault;
    if (fault.message) say(session, 'error', fault.message);
    exitStatus = 1;
  }
  return planOf(session, exitStatus);
}

function updateRcD(session: PlanSession, words: readonly string[]): void {
  const options = words.findIndex((word) => !word.startsWith('-'));
  const odd = words.slice(0, Math.max(0, options)).find((word) => word !== '-f');
  if (odd !== undefined) throw new Stop(`update-rc.d has no option ${odd}; ${USAGE}.`);
  const [name, action, ...rest] = options < 0 ? [] : words.slice(options);
  if (name === undefined || action === undefined || !ACTIONS.includes(action)) throw new Stop(`update-rc.d: ${USAGE}.`);
  if (/[/\s*?[\]{}~\\]/.test(name)) throw new Stop(`"${name}" is no name of an init script.`);
  const { view } = session;
  if (chase(view, '/sbin/openrc').found) throw new Stop('openrc would take part, which is not planned.');
  if (action === 'start' || action === 'stop') {
    say(session, 'warning', `"${action}" and what follows is ignored; the runlevels are those of the header.`);
  }
  if (hasInsserv(view)) withInsserv(session, name, action, rest);
  else plain(session, name, action, rest);
  if (action === 'enable' || action === 'disable') tellOfUnit(session, name, action);
}

/** Whether update-rc.d leaves the numbers to insserv. */
export function hasInsserv(tree: SystemTree): boolean {
  const runs = ['/sbin/insserv', '/usr/lib/insserv/insserv'].some((path) => fileAt(tree, path)?.executable);
  return runs && chase(tree, '/etc/insserv.conf').found;
}

function plain(session: PlanSession, name: string, action: string, levels: readonly string[]): void {
  switch (action) {
    case 'remove':
      for (const path of linksOf(session, name)) session.view.unlink(path);
      return;
    case 'enable':
    case 'disable':
      toggle(session, name, action, levels);
      return;
    default:
      if (makeSysvLinks(session, name, action === 'defaults-disabled' ? 'K' : 'S') === 'failed') {
        throw new Stop(`There is no script /etc/init.d/${name}.`);
      }
  }
}

function withInsserv(session: PlanSession, name: string, action: string, levels: readonly string[]): void {
  const exists = fileAt(session.view, `/etc/init.d/${name}`) !== undefined;
  switch (action) {
    case 'remove':
      // Its exit status is not looked at when the script is there.
      if (exists) callInsserv(session, [name], true);
      else if (!callInsserv(session, [], false)) throw new Stop('');
      return;
    case 'enable':
    case 'disable':
      toggle(session, name, action, levels);
      if (!callInsserv(session, [name], false)) throw new Stop('');
      return;
    default:
      if (action === 'defaults-disabled' && linksOf(session, name).length > 0) return;
      if (!exists) throw new Stop(`There is no script /etc/init.d/${name}.`);
      if (!callInsserv(session, [name], false)) throw new Stop('');
      if (action === 'defaults-disabled') toggle(session, name, 'disable', []);
  }
}

function callInsserv(session: PlanSession, scripts: readonly string[], remove: boolean): boolean {
  const status = insserv(session.view, session.messages, scripts, { force: true, remove });
  if (status === 0 && session.view.changes.length > 0) say(session, 'notice', DEPEND_FILES);
  return status === 0;
}

function toggle(session: PlanSession, name: string, action: 'enable' | 'disable', levels: readonly string[]): void {
  const said = session.messages.length;
  if (sysvToggle(session, name, action, levels) === 'done') return;
  throw new Stop(session.messages.length > said ? '' : `There is no script /etc/init.d/${name}.`);
}

const UNIT_FOLDERS = ['/etc/systemd/system', '/lib/systemd/system', '/usr/lib/systemd/system'];

function tellOfUnit(session: PlanSession, name: string, action: string): void {
  if (!UNIT_FOLDERS.some((folder) => chase(session.view, `${folder}/${name}.service`).found)) return;
  say(
    session,
    'notice',
    `update-rc.d also has ${name}.service ${action}d, which is not planned: see "plan ${action}".`,
  );
}
