import { parseArgs } from 'node:util';
import { rootDefaultRunlevel } from '../core/sysv/inittab.ts';
import { type Flavor, flavorOf, isRunlevel, RUNLEVELS } from '../core/sysv/layout.ts';
import { lockFiles } from '../core/sysv/locks.ts';
import { type RunlevelAnswer, simulateRc } from '../core/sysv/rc/simulate.ts';
import { loadRootTreeSync } from '../hosts/rootTree.ts';
import { chosenRoot } from './chosenRoot.ts';
import { oneOf } from './options.ts';
import { type Command, type Terminal, UsageError } from './terminal.ts';
import { visible } from './visible.ts';

const FLAVORS = ['redhat', 'debian'] as const;
const FORMATS = ['text', 'json'] as const;

/** Simulates a change of the runlevel of SysV init. */
export const rc: Command = {
  usage: 'rc [RUNLEVEL] [--from N] [--root DIR] [--flavor redhat|debian] [--lock NAME]... [--format text|json]',
  summary: 'says which init scripts a change of runlevel stops and starts, in order, and which it passes over',
  help: `RUNLEVEL is the one to change to: ${RUNLEVELS.join(' ')} (default: the one that the root's inittab boots into).

  --from N            the runlevel before (default: N, the machine boots)
  --root DIR          the system root (default: the one around the current folder, else /)
  --flavor FLAVOR     whose rc script: redhat, which goes by lock files, or debian, which goes by the links of both
                      runlevels or by insserv's dependency files (default: that of the root)
  --lock NAME         there is a lock file /var/lock/subsys/NAME, so NAME is up; may be given several times. Just these
                      count then, not those of the root; --lock= without a name means that there are none
  --format FORMAT     text (default) or json

Nothing is run. Exit status: 0, or 2 when it could not be done.
`,
  run: runRc,
};

const OPTIONS = {
  from: { type: 'string' },
  root: { type: 'string' },
  flavor: { type: 'string' },
  lock: { type: 'string', multiple: true },
  format: { type: 'string' },
} as const;

async function runRc(words: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(words);
  const [asked, ...more] = positionals;
  if (more.length > 0) throw new UsageError('write one runlevel.');
  const from = values.from ?? 'N';
  for (const level of [asked ?? 'S', from === 'N' ? 'S' : from]) {
    if (!isRunlevel(level)) throw new UsageError(`"${level}" is no runlevel; write one of ${RUNLEVELS.join(' ')}.`);
  }
  const format = oneOf('format', values.format, FORMATS, 'text');
  const root = await chosenRoot(values.root);
  const tree = loadRootTreeSync(root, { onProblem: (path, problem) => warn(terminal, path, problem) });
  const to = asked ?? rootDefaultRunlevel(tree);
  if (to === undefined) throw new UsageError('write a runlevel: the inittab of the root names none, or there is none.');
  const flavor: Flavor = oneOf('flavor', values.flavor, FLAVORS, flavorOf(tree));
  const locks = values.lock?.filter((name) => name !== '') ?? lockFiles(tree);
  const answer = simulateRc(tree, { flavor, from, to, locks });
  terminal.out(format === 'json' ? `${JSON.stringify(answer, null, 2)}\n` : asText(answer));
  return 0;
}

/** Other places of the root are read for other ends, and may well be closed to users. */
const MATTERS = /\/(?:init\.d|rc[0-6S]\.d|subsys)(?:\/|$)/;

function warn(terminal: Terminal, path: string, problem: string): void {
  if (MATTERS.test(path)) terminal.error(`bootwright rc: ${visible(path)} was not read: ${problem}.\n`);
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
}

function asText({ flavor, from, to, steps, skipped, locksAfter }: RunlevelAnswer): string {
  const before = from === 'N' ? 'boot' : `runlevel ${from}`;
  const done = steps.map(({ action, service, link }) => `  ${action.padEnd(5)} ${service} (${link})`);
  const passed = skipped.map(({ link, reason }) => `  ${link}: ${reason}`);
  const lines = [
    `${flavor}: ${before} to runlevel ${to}`,
    ...(done.length > 0 ? done : ['  Nothing is stopped or started.']),
    ...(passed.length > 0 ? ['Passed over:', ...passed] : []),
    ...(flavor === 'redhat' ? [`Lock files afterwards: ${locksAfter.join(' ') || 'none'}`] : []),
  ];
  return lines.map((line) => `${visible(line)}\n`).join('');
}
