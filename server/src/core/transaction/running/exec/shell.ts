import type { Machine } from '../machine.ts';
import { exits, goesOn, type Outcome, SHORT } from './outcome.ts';
import { programOutcome } from './programs.ts';

/** A script's word list, or what stands between its commands. */
type Token = { readonly words: readonly string[] } | { readonly sign: ';' | '&&' | '||' | '&' };

interface Progress {
  /** Microseconds since the start. */
  at: number;
  status: number;
  ready: number | undefined;
  readonly leaves: Outcome[];
}

/** Anything beyond plain commands, quotes and the signs between them: what it does is not worked out here. */
const BEYOND = /[`(){}<>*?[\]~#\n|]|\$(?!\$)|\\/;
/** Words that make a command of more than one line, or change how the rest is run. */
const KEYWORDS: ReadonlySet<string> = new Set([
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'for',
  'while',
  'until',
  'do',
  'done',
  'case',
  'esac',
  'function',
  '!',
  'trap',
  'set',
  'eval',
  '.',
  'source',
  'wait',
  'read',
  'exec',
  'kill',
  'cd',
  'export',
  'alias',
]);

/** Commands that a shell does itself, without another process. */
const BUILT_IN: ReadonlySet<string> = new Set([':', 'true', 'false', 'echo', 'printf', 'test', '[']);
/** How long it takes for that, in microseconds. */
const AT_ONCE = 100;

/** `sh -c SCRIPT`, when every command of the script is known: how it ends, or that it goes on. */
export function shellOutcome(machine: Machine, args: readonly string[]): Outcome | undefined {
  const [flag, script] = args;
  if (!flag || !/^-[eux]*c$/.test(flag) || script === undefined) return undefined;
  const tokens = tokensOf(script.replaceAll('$$', '$'));
  return tokens && run(machine, tokens, flag.includes('e'));
}

function run(machine: Machine, tokens: readonly Token[], stopsOnError: boolean): Outcome | undefined {
  const progress: Progress = { at: SHORT, status: 0, ready: undefined, leaves: [] };
  let skip = false;
  for (const [index, token] of tokens.entries()) {
    if ('sign' in token) {
      skip = (token.sign === '&&' && progress.status !== 0) || (token.sign === '||' && progress.status === 0);
      continue;
    }
    if (skip) continue;
    const after = tokens[index + 1];
    const step = command(machine, token.words, progress);
    if (!step) return undefined;
    const inBackground = after !== undefined && 'sign' in after && after.sign === '&';
    if (step === 'exit') break;
    if (inBackground) {
      progress.leaves.push(step);
      progress.status = 0;
      continue;
    }
    if (!step.ends) return { ...goesOn(progress.ready), leaves: progress.leaves };
    progress.at += step.ends.after;
    progress.status = step.ends.ending.status;
    const checked = after !== undefined && 'sign' in after && after.sign !== ';';
    if (stopsOnError && progress.status !== 0 && !checked) break;
  }
  return { ...exits(progress.status, progress.at, progress.leaves), ready: progress.ready };
}

function command(machine: Machine, words: readonly string[], progress: Progress): Outcome | 'exit' | undefined {
  const [name = '', ...args] = words;
  if (name === 'exec' && args.length > 0 && !args[0]!.startsWith('-')) {
    const replaced = command(machine, args, progress);
    if (replaced === undefined || replaced === 'exit') return replaced;
    if (!replaced.ends) return replaced;
    progress.status = replaced.ends.ending.status;
    progress.at += replaced.ends.after;
    return 'exit';
  }
  if (name === 'exit') {
    if (args[0] !== undefined && !/^\d+$/.test(args[0])) return undefined;
    if (args[0] !== undefined) progress.status = Number(args[0]) % 256;
    return 'exit';
  }
  if (KEYWORDS.has(name) || name.includes('=')) return undefined;
  if (/^(?:\/usr\/bin\/|\/bin\/)?systemd-notify$/.test(name) && args.join(' ') === '--ready') {
    progress.ready ??= progress.at;
    return exits(0);
  }
  const outcome = programOutcome(machine, name.replace(/^(?:\/usr)?\/s?bin\//, ''), args);
  if (outcome?.ends && BUILT_IN.has(name)) return { ...outcome, ends: { ...outcome.ends, after: AT_ONCE } };
  return outcome ?? missingProgram(machine, name);
}

function missingProgram(machine: Machine, name: string): Outcome | undefined {
  return name.startsWith('/') && machine.file(name) === 'missing' ? exits(127) : undefined;
}

/** The commands of a script and the signs between them; undefined for a script that has more than those. */
function tokensOf(script: string): Token[] | undefined {
  const tokens: Token[] = [];
  let words: string[] = [];
  const pattern = /\s+|'([^']*)'|"([^"]*)"|(&&|\|\||;|&)|([^\s'";&|]+)/y;
  let glued = false;
  const flush = () => {
    if (words.length > 0) tokens.push({ words });
    words = [];
  };
  while (pattern.lastIndex < script.length) {
    const match = pattern.exec(script);
    if (!match) return undefined;
    const [all, single, double, sign, plain] = match;
    if (sign !== undefined) {
      flush();
      tokens.push({ sign: sign as ';' });
      glued = false;
    } else if (/^\s/.test(all)) glued = false;
    else {
      if ((plain !== undefined && BEYOND.test(plain)) || (double !== undefined && /[`$\\]/.test(double)))
        return undefined;
      const word = single ?? double ?? plain ?? '';
      if (glued) words[words.length - 1] += word;
      else words.push(word);
      glued = true;
    }
  }
  flush();
  return tokens;
}
