import type { Diagnostic } from '../kinds/kind.ts';
import { runPartsFolders } from './runParts.ts';
import type { CronScript, CronSystem } from './system.ts';
import { isScriptName } from './tablePlace.ts';

interface Assigned {
  readonly name: string;
  readonly value: string;
  readonly span: { readonly start: number };
}

/** The PATH that holds for a line: that of the last assignment above it. */
export function pathAt(assignments: readonly Assigned[], offset: number, fallback: string): string {
  return assignments.findLast(({ name, span }) => name === 'PATH' && span.start < offset)?.value ?? fallback;
}

/** Words of the shell that begin a command and are none themselves, or stand for no file. */
const SHELL_WORDS = new Set(
  'if then else elif fi while until do done for case esac { } ! ( ) [ [[ : . test true false echo cd exec eval export set unset read exit return shift trap umask wait kill printf pwd command type ulimit times alias bg fg hash jobs local getopts source time function'.split(
    ' ',
  ),
);
/** Programs that run the one behind their options. */
const WRAPPERS = new Set([
  'nice',
  'ionice',
  'exec',
  'nohup',
  'command',
  'time',
  'env',
  'chronic',
  'timeout',
  'flock',
  'sudo',
]);

interface Program {
  readonly name: string;
  readonly index: number;
}

/** The programs that a command line names, as far as that can be told without being a shell. */
export function programsIn(command: string): Program[] {
  const found: Program[] = [];
  const plain = command.replace(/'[^']*'|"(?:\\.|[^"\\])*"|\\./g, (quoted) => '\u0001'.repeat(quoted.length));
  for (const part of plain.matchAll(/(?:^|[;&|(){}]|&&|\|\|)\s*((?:[^;&|(){}]|>&)*)/g)) {
    const start = part.index + part[0].length - part[1]!.length;
    const program = firstProgram(part[1]!, start);
    if (program) found.push(program);
  }
  return found;
}

function firstProgram(part: string, start: number): Program | undefined {
  for (const match of part.matchAll(/\S+/g)) {
    const word = match[0];
    if (/^(?:then|do|else|if|while|until|!)$/.test(word) || /^\w+=/.test(word)) continue;
    if (WRAPPERS.has(word)) return { name: word, index: start + match.index };
    if (SHELL_WORDS.has(word) || !/^[\w./+-]+$/.test(word) || /^-/.test(word)) return undefined;
    return { name: word, index: start + match.index };
  }
  return undefined;
}

/** What is to be said of a command because of the programs and scripts that the root has. */
export function commandFindings(
  command: string,
  start: number,
  path: string,
  system: CronSystem,
  prefix: 'crontab' | 'anacrontab',
): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { name, index } of programsIn(command)) {
    const message = missing(name, path, system);
    const span = { start: start + index, end: start + index + name.length };
    if (message !== undefined) found.push({ span, severity: 'warning', code: `${prefix}.program`, message });
  }
  for (const { folder, index } of runPartsFolders(command)) {
    const message = skippedScripts(folder, system);
    const span = { start: start + index, end: start + index + folder.length };
    if (message !== undefined) found.push({ span, severity: 'warning', code: `${prefix}.skipped-scripts`, message });
  }
  return found;
}

function missing(name: string, path: string, { programs }: CronSystem): string | undefined {
  if (name.startsWith('/')) {
    const slash = name.lastIndexOf('/');
    const names = programs.get(name.slice(0, slash) || '/');
    return names && !names.has(name.slice(slash + 1)) ? `There is no ${name} in this root.` : undefined;
  }
  if (name.includes('/')) return undefined;
  const folders = path.split(':');
  if (folders.some((folder) => !programs.has(folder) || programs.get(folder)!.has(name))) return undefined;
  const elsewhere = [...programs].filter(([, names]) => names.has(name)).map(([folder]) => folder);
  if (elsewhere.length === 0) return `There is no program ${name} in the folders of PATH (${path}).`;
  return `${name} is in ${elsewhere[0]}, which PATH does not have here (${path}): write its full path, or set PATH above.`;
}

/** The scripts of a folder that run-parts passes over, in words; undefined when it takes them all. */
function skippedScripts(folder: string, system: CronSystem): string | undefined {
  const scripts = system.scripts.get(folder.replace(/(?<=.)\/+$/, ''));
  const skipped = scripts?.flatMap((script) => {
    const why = whySkipped(script, system);
    return why === undefined ? [] : [`${script.name} (${why})`];
  });
  return skipped && skipped.length > 0 ? `run-parts passes over ${skipped.join(', ')} in ${folder}.` : undefined;
}

/** Why run-parts does not run a script; undefined when it does, or when it is none. */
export function whySkipped(script: CronScript, { installed }: CronSystem): string | undefined {
  if (script.name.startsWith('.') || script.type !== 'file') return undefined;
  if (!isScriptName(script.name, installed.runParts)) {
    return script.name.includes('.') ? 'a dot in its name' : 'a character in its name';
  }
  return script.executable === false ? 'not executable' : undefined;
}
