import { joinPath, nameOf } from '../tree/systemTree.ts';
import { failed } from './errno.ts';
import { type Session, say } from './session.ts';

/** What the steps of update-rc.d work with. */
export type SysvSession = Pick<Session, 'view' | 'messages'>;

/** Whether a step did what it should; the message has been said when it did not. */
export type Done = 'done' | 'failed';

/** `systemd-sysv-install enable` of Debian: `update-rc.d NAME defaults`, then `enable`. True when it fails. */
export function sysvEnable(session: Session, script: string): boolean {
  return run(session, script, 'enable') === 'failed';
}

/** `systemd-sysv-install disable`. True when it fails. */
export function sysvDisable(session: Session, script: string): boolean {
  return run(session, script, 'disable') === 'failed';
}

/** `systemd-sysv-install is-enabled`: whether there is a start link at boot or in runlevel 5. */
export function sysvIsEnabled({ view }: Session, script: string): boolean {
  return ['/etc/rcS.d', '/etc/rc5.d'].some((folder) => {
    const listed = view.list(folder);
    return !failed(listed) && listed.names.some((name) => name.length === script.length + 3 && isStart(name, script));
  });
}

function isStart(name: string, script: string): boolean {
  return name.startsWith('S') && name.endsWith(script);
}

function run(session: Session, script: string, action: 'enable' | 'disable'): Done {
  const reason = whyNot(session);
  if (reason) {
    say(session, 'error', `The links of init script ${script} cannot be planned: ${reason}.`);
    return 'failed';
  }
  const defaults = makeSysvLinks(session, script);
  return defaults === 'failed' ? defaults : sysvToggle(session, script, action);
}

/** update-rc.d runs inside the root; other programs that take part there are not planned here. */
function whyNot({ view }: Session): string | undefined {
  const has = (path: string) => !failed(view.resolve(path, true));
  if (!has('/usr/sbin/update-rc.d')) return 'the root has no update-rc.d, which systemctl would call';
  if ((has('/sbin/insserv') || has('/usr/lib/insserv/insserv')) && has('/etc/insserv.conf')) {
    return 'insserv would put them in order; use "plan insserv"';
  }
  return has('/sbin/openrc') ? 'openrc would take part' : undefined;
}

/**
 * `make_sysv_links` of update-rc.d: links for the default runlevels, unless the script has links already.
 * @param start the kind of those for the runlevels in which it is to run: K for `defaults-disabled`
 */
export function makeSysvLinks(session: SysvSession, script: string, start: 'S' | 'K' = 'S'): Done {
  if (linksOf(session, script).length > 0) return 'done';
  const levels = parseDefStartStop(session, `/etc/init.d/${script}`);
  if (!levels) return 'failed';
  for (const level of levels.start) link(session, level, start, script);
  for (const level of levels.stop) link(session, level, 'K', script);
  return 'done';
}

function link({ view }: SysvSession, level: string, kind: 'S' | 'K', script: string): void {
  const path = `/etc/rc${level}.d/${kind}01${script}`;
  view.makeParents(path);
  // Like update-rc.d, which does not look whether it worked.
  view.symlink(`../init.d/${script}`, path);
}

/**
 * `sysv_toggle`: turns start links into stop links and back.
 * @param given the runlevels; none for those that the script is made for
 */
export function sysvToggle(
  session: SysvSession,
  script: string,
  action: 'enable' | 'disable',
  given: readonly string[] = [],
): Done {
  const header = lsbHeader(session, script);
  const levels = header === undefined ? undefined : parseDefStartStop(session, header);
  if (!levels) return 'failed';
  const wanted = given.length > 0 ? given : levels.start;
  if (wanted.length === 0) {
    say(session, 'error', `Init script ${script} has no runlevels after Default-Start:, so it cannot be ${action}d.`);
    return 'failed';
  }
  const toggled = wanted.filter((level) => /^[S2345]$/.test(level));
  for (const level of wanted.filter((one) => !toggled.includes(one))) {
    say(session, 'warning', `Init script ${script}: runlevel ${level} cannot be ${action}d.`);
  }
  const links = toggled.flatMap((level) => linksIn(session, `/etc/rc${level}.d`, script));
  if (links.length === 0) {
    say(session, 'error', `Init script ${script} has no links to change.`);
    return 'failed';
  }
  for (const path of links) rename(session, path, action);
  return 'done';
}

function rename({ view }: SysvSession, path: string, action: 'enable' | 'disable'): void {
  const [from, to] = action === 'enable' ? ['K', 'S'] : ['S', 'K'];
  const name = nameOf(path);
  if (!name.startsWith(from!)) return;
  const found = view.resolve(path, false);
  if (failed(found) || found.node.type !== 'symlink') return;
  const target = `${path.slice(0, -name.length)}${to}${name.slice(1)}`;
  view.unlink(path);
  if (!failed(view.resolve(target, false))) view.unlink(target);
  view.symlink(found.node.target ?? '', target);
}

/** The paths of all links of a script, in every /etc/rc?.d. */
export function linksOf(session: SysvSession, script: string): string[] {
  const listed = session.view.list('/etc');
  const folders = failed(listed) ? [] : listed.names.filter((name) => /^rc.\.d$/s.test(name));
  return folders.flatMap((name) => linksIn(session, `/etc/${name}`, script));
}

function linksIn({ view }: SysvSession, folder: string, script: string): string[] {
  const listed = view.list(folder);
  if (failed(listed)) return [];
  return listed.names
    .filter((name) => /^[SK][0-9][0-9]/.test(name) && name.slice(3) === script)
    .map((name) => joinPath(folder, name));
}

function lsbHeader({ view }: SysvSession, script: string): string | undefined {
  return ['/etc/insserv/overrides/', '/etc/init.d/', '/usr/share/insserv/overrides/']
    .map((folder) => folder + script)
    .find((path) => {
      const found = view.resolve(path, true);
      return !failed(found) && (found.node.type !== 'file' || found.node.size > 0);
    });
}

/** `parse_def_start_stop`: the runlevels in the LSB header; undefined when the script cannot be read. */
function parseDefStartStop(
  { view }: SysvSession,
  path: string,
): { readonly start: readonly string[]; readonly stop: readonly string[] } | undefined {
  const found = view.resolve(path, true);
  if (failed(found)) return undefined;
  const content = found.node.type === 'file' ? (found.node.content ?? '') : '';
  let [start, stop]: [readonly string[], readonly string[]] = [[], []];
  let inside = false;
  for (const line of content.split('\n')) {
    if (/^### BEGIN INIT INFO\s*$/.test(line)) inside = true;
    else if (/^### END INIT INFO\s*$/.test(line)) break;
    else if (inside) {
      start = levels(line, 'Default-Start') ?? start;
      stop = levels(line, 'Default-Stop') ?? stop;
    }
  }
  return { start, stop };
}

function levels(line: string, key: string): readonly string[] | undefined {
  const match = new RegExp(`^# ${key}:\\s*(\\S?.*)$`).exec(line);
  return match ? match[1]!.split(/\s+/).filter(Boolean) : undefined;
}
