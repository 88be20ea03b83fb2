import { say } from '../../install/session.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import { type InsservOptions, insserv } from '../insserv/run.ts';
import { planOf, planSession, type SysvPlan } from './answer.ts';

/**
 * What `insserv [-r] [-f] [-d] [SCRIPT...]` would do to the links of a root (insserv 1.24 as Debian builds it). The
 * dependency files /etc/init.d/.depend.* are not links and not planned.
 */
export function planInsserv(tree: SystemTree, scripts: readonly string[], options: InsservOptions = {}): SysvPlan {
  const session = planSession(tree);
  const exitStatus = insserv(session.view, session.messages, scripts, options);
  if (exitStatus === 0 && session.view.changes.length > 0) say(session, 'notice', DEPEND_FILES);
  return planOf(session, exitStatus);
}

/** Said where links are put in a new order. */
export const DEPEND_FILES =
  'insserv also writes the order into /etc/init.d/.depend.boot, .start and .stop, which are not planned: run it once afterwards.';
