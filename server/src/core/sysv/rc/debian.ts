import { chase } from '../../tree/chase.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import { type RcEntry, rcEntries } from '../rcLinks.ts';
import { type RcRun, serviceOf } from './change.ts';
import { startpar } from './startpar.ts';

const DEPEND_FILES = ['boot', 'start', 'stop'].map((name) => `/etc/init.d/.depend.${name}`);

/**
 * Debian's /etc/init.d/rc: K links and then S links, except that while the machine boots there is nothing to stop, and
 * that at runlevels 0 and 6 the S links stop too. There are no lock files.
 */
export function debianRc(run: RcRun): void {
  const { to, from } = run.change;
  const stopping = to === '0' || to === '6';
  if (isConcurrent(run.tree)) {
    if (!stopping && from !== 'N') startpar(run, 'stop');
    startpar(run, to === 'S' ? 'boot' : stopping ? 'stop' : 'start');
    return;
  }
  const entries = rcEntries(run.tree, to);
  const kills = entries.filter(({ name }) => name.startsWith('K'));
  if (from === 'N') for (const { name } of kills) run.skip(name, 'not run while the machine boots');
  else runByNumber(run, kills, 'stop');
  const starts = entries.filter(({ name }) => name.startsWith('S'));
  runByNumber(run, starts, stopping ? 'stop' : 'start');
}

/** Whether startpar orders the scripts: insserv has written its files, and nothing asks for the old order. */
function isConcurrent(tree: SystemTree): boolean {
  if (chase(tree, '/etc/init.d/.legacy-bootordering').found) return false;
  return DEPEND_FILES.every((path) => {
    const end = chase(tree, path);
    return end.found && (end.node.type !== 'file' || end.node.size > 0);
  });
}

/**
 * Goes by what stands before the first letter of each name: all whose names begin with the same are run together, so
 * that a link with an odd number runs the others a second time.
 */
function runByNumber(run: RcRun, entries: readonly RcEntry[], action: 'stop' | 'start'): void {
  let current = '';
  for (const { name } of entries) {
    const level = name.slice(1).replace(/[a-zA-Z].*$/s, '');
    if (level === current) continue;
    current = level;
    const kind = name.charAt(0);
    for (const entry of entries.filter((one) => one.name.startsWith(`${kind}${level}`))) runOne(run, entry, action);
  }
}

function runOne(run: RcRun, entry: RcEntry, action: 'stop' | 'start'): void {
  const { name } = entry;
  if (!entry.file) run.skip(name, 'missing: the link leads to no file');
  else if (!entry.file.executable) run.skip(name, 'not executable: the shell refuses to run it');
  else run.steps.push({ action, service: serviceOf(name), link: name });
}
