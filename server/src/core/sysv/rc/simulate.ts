import type { SystemTree } from '../../tree/systemTree.ts';
import { rcFolder } from '../layout.ts';
import { RcRun, type RunlevelAnswer, type RunlevelChange } from './change.ts';
import { debianRc } from './debian.ts';
import { redhatRc } from './redhat.ts';

export type { RcSkip, RcStep, RunlevelAnswer, RunlevelChange } from './change.ts';

/**
 * What /etc/rc would stop and start when the runlevel changes, in order, and what it would pass over. A runlevel without
 * a folder of links changes nothing.
 */
export function simulateRc(tree: SystemTree, change: RunlevelChange): RunlevelAnswer {
  const run = new RcRun(tree, change);
  if (rcFolder(tree, change.to) !== undefined) (change.flavor === 'redhat' ? redhatRc : debianRc)(run);
  return run.answer();
}
