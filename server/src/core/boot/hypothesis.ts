import { isVerb, planInstall, type Verb } from '../install/plan.ts';
import { applyChanges, type SystemTree, type TreeChange } from '../tree/systemTree.ts';

/** Where units are looked for while a change is planned. */
export interface HypothesisOptions {
  /** Major version of systemd. */
  readonly version: number;
  /** Just these folders instead of the usual ones; the first one takes the links that are made. */
  readonly unitPath?: readonly string[];
}

/** A root as it would be after the changes, or why one of them cannot be made. */
export type Supposed =
  | { readonly tree: SystemTree; readonly problem?: undefined }
  | { readonly tree?: undefined; readonly problem: string };

/** The verbs of systemctl that change a root; the others only ask. */
const CHANGING: readonly Verb[] = [
  'enable',
  'disable',
  'reenable',
  'mask',
  'unmask',
  'preset',
  'preset-all',
  'link',
  'revert',
  'set-default',
  'add-wants',
  'add-requires',
];

/**
 * The root after changes that are only supposed, one after the other: commands of systemctl such as
 * `mask foo.service`, and edits of files such as that of an open editor. The tree that is given stays as it was.
 */
export function suppose(
  tree: SystemTree,
  changes: readonly (string | TreeChange)[],
  options: HypothesisOptions,
): Supposed {
  let now = tree;
  for (const change of changes) {
    if (typeof change !== 'string') {
      now = applyChanges(now, [change]);
      continue;
    }
    const after = supposeCommand(now, change, options);
    if (after.problem !== undefined) return after;
    now = after.tree;
  }
  return { tree: now };
}

function supposeCommand(tree: SystemTree, command: string, options: HypothesisOptions): Supposed {
  const [verb = '', ...args] = command.trim().split(/\s+/);
  if (!isVerb(verb) || !CHANGING.includes(verb)) {
    return { problem: `"${command}" is no change; write one of ${CHANGING.join(', ')}, and units.` };
  }
  const plan = planInstall(tree, verb, args, options);
  const said = plan.messages.find(({ level }) => level === 'error');
  if (plan.exitStatus === 0) return { tree: plan.tree };
  return { problem: `"${command}" cannot be done: ${said?.text ?? `systemctl would give ${plan.exitStatus}`}` };
}
