import type { Machine } from '../machine.ts';
import type { ExecCommand } from './commands.ts';
import { exits, goesOn, type Outcome } from './outcome.ts';
import { shellOutcome } from './shell.ts';

/** Folders in which a name stands for the program that everybody knows by it. */
const STANDARD = /^(?:\/usr)?(?:\/local)?\/s?bin\/([^/]+)$/;
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash']);
/** Programs that by their nature do one thing and end. */
const BRIEF: ReadonlySet<string> = new Set([
  'basename',
  'chgrp',
  'chmod',
  'chown',
  'cp',
  'date',
  'dirname',
  'echo',
  'expr',
  'hostname',
  'id',
  'install',
  'ln',
  'logger',
  'ls',
  'mkdir',
  'mknod',
  'mktemp',
  'mv',
  'printf',
  'pwd',
  'readlink',
  'realpath',
  'rm',
  'rmdir',
  'seq',
  'stat',
  'sync',
  'touch',
  'tty',
  'uname',
  'uptime',
  'whoami',
]);

/** What a command certainly comes to, because of what its program is; undefined when that is not known. */
export function knownProgram(machine: Machine, command: ExecCommand, place: string | undefined): Outcome | undefined {
  const path = place ?? command.program;
  const name = path === undefined ? undefined : STANDARD.exec(path)?.[1];
  if (name === undefined || command.args.includes(undefined)) return undefined;
  return programOutcome(machine, name, command.args as string[]);
}

/** The same for the name of a program and its arguments. */
export function programOutcome(machine: Machine, name: string, args: readonly string[]): Outcome | undefined {
  if (name === 'true' || name === ':') return exits(0);
  if (name === 'false') return exits(1);
  if (name === 'sleep') return sleepOutcome(args);
  if (name === 'test' || name === '[') return testOutcome(machine, args);
  if (SHELLS.has(name)) return shellOutcome(machine, args);
  return BRIEF.has(name) && !args.some((arg) => arg.includes('$')) ? briefOutcome(machine, name, args) : undefined;
}

/** They succeed as far as is known; that they end is certain. Of some it is known when they do not succeed. */
function briefOutcome(machine: Machine, name: string, args: readonly string[]): Outcome {
  const paths = args.filter((arg) => !arg.startsWith('-'));
  const reads = name === 'ls' || name === 'stat';
  if (reads && paths.some((path) => path.startsWith('/') && machine.file(path) === 'missing'))
    return exits(name === 'ls' ? 2 : 1);
  return exits(0);
}

const SECOND = 1_000_000;
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400 };

/** sleep(1): the sum of its arguments; without a good one it fails at once. */
function sleepOutcome(args: readonly string[]): Outcome | undefined {
  if (args.length === 0) return exits(1);
  if (args.some((arg) => arg.includes('$'))) return undefined;
  let total = 0;
  for (const arg of args) {
    if (/^inf(?:inity)?$/i.test(arg)) return goesOn();
    const [, number, unit = 's'] = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(arg) ?? [];
    if (number === undefined) return exits(1);
    total += Number(number) * UNITS[unit || 's']! * SECOND;
  }
  return exits(0, Math.max(total, 1));
}

/** test(1), as far as one question about one path or word goes. */
function testOutcome(machine: Machine, args: readonly string[]): Outcome | undefined {
  const words = args.at(-1) === ']' ? args.slice(0, -1) : args;
  const negated = words[0] === '!';
  const [flag, path] = negated ? words.slice(1) : words;
  if (words.length !== (negated ? 3 : 2) || flag === undefined || path === undefined) return undefined;
  const holds = question(machine, flag, path);
  return holds === undefined ? undefined : exits(holds === negated ? 1 : 0);
}

function question(machine: Machine, flag: string, path: string): boolean | undefined {
  if (flag === '-n' || flag === '-z') return path.includes('$') ? undefined : (path === '') === (flag === '-z');
  const state = path.startsWith('/') ? machine.file(path) : 'unknown';
  if (state === 'unknown') return undefined;
  if (flag === '-e') return state !== 'missing';
  if (flag === '-d') return state === 'directory';
  if (flag === '-f') return state === 'file' || state === 'executable';
  if (flag === '-x')
    return state === 'missing' ? false : state === 'executable' || state === 'directory' ? true : undefined;
  return undefined;
}
