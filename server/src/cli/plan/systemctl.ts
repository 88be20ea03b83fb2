import { readFileSync } from 'node:fs';
import { arch, hostname, release } from 'node:os';
import { type InstallOptions, type MachineFacts, planInstall, VERBS, type Verb } from '../../core/install/plan.ts';
import { loadRootTreeSync } from '../../hosts/rootTree.ts';
import { chosenVersion } from '../chosenRoot.ts';
import { oneOf } from '../options.ts';
import { UsageError } from '../terminal.ts';
import type { PlanCall, Planned, Planner } from './planner.ts';

const PRESET_MODES = ['full', 'enable-only', 'disable-only'] as const;
const QUESTIONS: readonly string[] = ['get-default', 'is-enabled', 'list-unit-files'];

/** The verbs of `systemctl --root`. */
export const systemctl: Planner = { verbs: VERBS, plan: planSystemctl };

async function planSystemctl(call: PlanCall): Promise<Planned> {
  if (call.remove) throw new UsageError('--remove is for insserv; systemctl has disable.');
  const verb = call.verb as Verb;
  const options: InstallOptions = {
    version: await chosenVersion(call.root, call.systemd),
    runtime: call.runtime,
    force: call.force,
    presetMode: oneOf('preset-mode', call.presetMode, PRESET_MODES, 'full'),
    scope: call.global ? 'global' : 'system',
    rootIsMachine: call.root === '/',
    workingDirectory: process.cwd(),
    facts: machineFacts(),
  };
  const unknown: string[] = [];
  const before = loadRootTreeSync(call.root, {
    also: call.args.filter((word) => word.startsWith('/')),
    onProblem: (path, problem) => {
      if (MATTERS.test(path)) unknown.push(PROBLEMS[problem](JSON.stringify(path).slice(1, -1)));
    },
  });
  const plan = planInstall(before, verb, call.args, options);
  const output = QUESTIONS.includes(verb) ? plan.output : undefined;
  return { ...plan, output, before, unknown, equivalent: commandOf(call) };
}

/** Where systemctl looks: other places of the root are read for other ends, and may well be closed to users. */
const MATTERS = /\/(?:systemd|init\.d|rc[0-6S]\.d)\//;

const PROBLEMS = {
  unreadable: (path: string) => `${path} cannot be read; run as a user who may.`,
  'too-large': (path: string) => `${path} is too large to be a unit file; it was not read.`,
  'too-many': (path: string) => `the root holds more files than are read; ${path} and what follows was left out.`,
} as const;

function commandOf({ root, verb, args, runtime, force, global, presetMode }: PlanCall): string[] {
  return [
    'systemctl',
    ...(root === '/' ? [] : [`--root=${root}`]),
    ...(global ? ['--global'] : []),
    ...(runtime ? ['--runtime'] : []),
    ...(force ? ['--force'] : []),
    ...(presetMode === undefined ? [] : [`--preset-mode=${presetMode}`]),
    verb,
    ...(args.some((word) => word.startsWith('-')) ? ['--'] : []),
    ...args,
  ];
}

/** systemd's names of the architectures that Node runs on: basic/architecture.c. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  arm: 'arm',
  arm64: 'arm64',
  ia32: 'x86',
  loong64: 'loongarch64',
  ppc64: 'ppc64-le',
  riscv64: 'riscv64',
  s390x: 's390x',
  x64: 'x86-64',
};

function machineFacts(): MachineFacts {
  return { architecture: ARCHITECTURES[arch()], bootId: bootId(), hostname: hostname(), kernel: release() };
}

function bootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').replaceAll('-', '').trim();
  } catch {
    return undefined;
  }
}
