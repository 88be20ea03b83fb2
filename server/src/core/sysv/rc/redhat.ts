import { fileAt, initFolder } from '../layout.ts';
import { LOCK_FOLDER, lockContract } from '../locks.ts';
import { type RcEntry, rcEntries } from '../rcLinks.ts';
import { type RcRun, serviceOf } from './change.ts';

/** Names that rc takes for copies that editors and package managers left: initscripts, `is_ignored_file`. */
const LEFTOVER = /(?:~|\.bak|\.orig|\.rpmnew|\.rpmorig|\.rpmsave)$/;
/** Scripts that end a runlevel change; they have no service that could be up. */
const ENDS = ['halt', 'reboot'];

/**
 * Red Hat's /etc/rc.d/rc: stops what is up, K links by name, then starts what is not up, S links by name. A service is
 * up when it has a lock file.
 */
export function redhatRc(run: RcRun): void {
  const entries = rcEntries(run.tree, run.change.to);
  for (const entry of entries) if (entry.name.startsWith('K')) kill(run, entry);
  const starts = entries.filter(({ name }) => name.startsWith('S'));
  for (const [index, entry] of starts.entries()) {
    if (!start(run, entry)) continue;
    for (const rest of starts.slice(index + 1)) {
      run.skip(rest.name, `not reached: rc ends with ${serviceOf(entry.name)}`);
    }
    return;
  }
}

function kill(run: RcRun, entry: RcEntry): void {
  const service = serviceOf(entry.name);
  if (lockOf(run, service) === undefined) {
    run.skip(entry.name, `not up: there is no ${LOCK_FOLDER}/${service}`);
    return;
  }
  const reason = checkRunlevel(entry);
  if (reason !== undefined) run.skip(entry.name, reason);
  else stop(run, service, entry.name, entry.file);
}

/** Gives true when rc ends here. */
function start(run: RcRun, entry: RcEntry): boolean {
  const service = serviceOf(entry.name);
  const lock = lockOf(run, service);
  if (lock !== undefined) {
    run.skip(entry.name, `already up: there is ${LOCK_FOLDER}/${lock}`);
    return false;
  }
  const reason = checkRunlevel(entry);
  if (reason !== undefined) {
    run.skip(entry.name, reason);
    return false;
  }
  run.steps.push({ action: 'start', service, link: entry.name });
  if (ENDS.includes(service)) return true;
  if (service === 'killall') killall(run, entry.name);
  else if (service !== 'single') {
    for (const name of lockContract(entry.file?.content, service).creates) run.locks.add(name);
  }
  return false;
}

/** The script `killall`, the last round at shutdown: stops all that has a lock file, whatever the links say. */
function killall(run: RcRun, link: string): void {
  const folder = initFolder(run.tree);
  for (const lock of [...run.locks].sort()) {
    if (lock === 'network' || lock.startsWith('.')) continue;
    const name = [`${lock}.init`, lock].find((one) => folder !== undefined && fileAt(run.tree, `${folder}/${one}`));
    if (name === undefined) run.locks.delete(lock);
    else stop(run, lock, link, fileAt(run.tree, `${folder}/${name}`));
  }
}

function stop(run: RcRun, service: string, link: string, file: RcEntry['file']): void {
  run.steps.push({ action: 'stop', service, link });
  for (const name of lockContract(file?.content, service).removes) {
    run.locks.delete(name);
    if (name === service) run.locks.delete(`${service}.init`);
  }
}

/** The lock file that says the service is up. */
function lockOf({ locks }: RcRun, service: string): string | undefined {
  return [service, `${service}.init`].find((name) => locks.has(name));
}

/** `check_runlevel`: why rc passes a link over, whatever its lock file. */
function checkRunlevel({ name, file, isLink, target }: RcEntry): string | undefined {
  if (!file) return isLink ? `missing: the link leads to ${target ?? 'nowhere'}, which is no file` : 'no script';
  if (!file.executable) return 'not executable';
  return LEFTOVER.test(name) ? 'ignored: the name is that of a leftover copy' : undefined;
}
