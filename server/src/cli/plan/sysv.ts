import type { SysvPlan } from '../../core/sysv/plan/answer.ts';
import { planChkconfig } from '../../core/sysv/plan/chkconfig.ts';
import { planInsserv } from '../../core/sysv/plan/insserv.ts';
import { planUpdateRcD } from '../../core/sysv/plan/updateRcD.ts';
import type { SystemTree } from '../../core/tree/systemTree.ts';
import { loadRootTreeSync } from '../../hosts/rootTree.ts';
import { UsageError } from '../terminal.ts';
import type { PlanCall, Planned, Planner } from './planner.ts';

const TOOLS = {
  'update-rc.d': (tree: SystemTree, { args }: PlanCall) => planUpdateRcD(tree, args),
  insserv: planInsservCall,
  chkconfig: (tree: SystemTree, { args }: PlanCall) => planChkconfig(tree, args),
} as const;

/** The tools that make the links of init scripts; what follows the tool's name is its own. */
export const sysv: Planner = { verbs: Object.keys(TOOLS), plan: planSysv };

/** Where these tools look: other places of the root are read for other ends. */
const MATTERS = /\/(?:init\.d|rc[0-6S]\.d|insserv|insserv\.conf\.d|chkconfig\.d)(?:\/|$)|\/insserv\.conf$/;
const PROBLEMS = {
  unreadable: 'cannot be read; run as a user who may',
  'too-large': 'is too large to be an init script; it was not read',
  'too-many': 'and what follows was left out: the root holds more files than are read',
} as const;

async function planSysv(call: PlanCall): Promise<Planned> {
  if (call.runtime || call.global || call.presetMode !== undefined) {
    throw new UsageError(`--runtime, --global and --preset-mode are for systemctl, not for ${call.verb}.`);
  }
  if (call.verb !== 'insserv' && (call.remove || call.force)) {
    throw new UsageError(`options of ${call.verb} follow "--": plan ${call.verb} -- OPTIONS.`);
  }
  const unknown: string[] = [];
  const before = loadRootTreeSync(call.root, {
    onProblem: (path, problem) => {
      if (MATTERS.test(path)) unknown.push(`${JSON.stringify(path).slice(1, -1)} ${PROBLEMS[problem]}.`);
    },
  });
  const plan = TOOLS[call.verb as keyof typeof TOOLS](before, call);
  return { ...plan, before, unknown, equivalent: commandOf(call) };
}

const INSSERV_OPTIONS = { '-r': 'remove', '-f': 'force', '-d': 'defaults' } as const;
const LONG: Readonly<Record<string, keyof typeof INSSERV_OPTIONS>> = {
  '--remove': '-r',
  '--force': '-f',
  '--default': '-d',
};

function planInsservCall(tree: SystemTree, { args, remove, force }: PlanCall): SysvPlan {
  const options = { remove, force, defaults: false };
  const scripts: string[] = [];
  for (const word of args) {
    const option = LONG[word] ?? word;
    if (!option.startsWith('-')) scripts.push(word);
    else if (Object.hasOwn(INSSERV_OPTIONS, option)) options[INSSERV_OPTIONS[option as '-r']] = true;
    else throw new UsageError(`insserv's option ${word} is not planned; those are ${Object.keys(LONG).join(', ')}.`);
  }
  return planInsserv(tree, scripts, options);
}

function commandOf({ root, verb, args, remove, force }: PlanCall): string[] {
  const inside = root === '/' ? [] : ['chroot', root];
  return [...inside, verb, ...(remove ? ['-r'] : []), ...(force ? ['-f'] : []), ...args];
}
