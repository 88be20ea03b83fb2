/** The signs before the executable of a command line, and what is left of the word behind them. */
export interface CommandPrefixes {
  readonly rest: string;
  /** `-`: a failure does not count. */
  readonly ignoreFailure: boolean;
  /** `@`: the next word is the name that the process gets. */
  readonly separateArgv0: boolean;
  /** `:`: variables are not replaced. */
  readonly noEnvironment: boolean;
  /** `|` (258 and newer): the command runs in the user's shell. */
  readonly viaShell: boolean;
  /** `+`: with full privileges. */
  readonly fullyPrivileged: boolean;
  /** `!`: without change of user. */
  readonly noSetuid: boolean;
  /** `!!`, which 258 and newer only read to say that it does nothing. */
  readonly droppedModifier: boolean;
}

const SHELL_SINCE = 258;
const DOUBLE_BANG_UNTIL = 258;

/** Reads the signs before an executable as `config_parse_exec` of core/load-fragment.c does; each counts once. */
export function readPrefixes(word: string, version: number): CommandPrefixes {
  let bangs = 0;
  const seen = new Set<string>();
  let at = 0;
  for (; at < word.length; at++) {
    const sign = word[at]!;
    if (sign === '!' && bangs < 2 && !seen.has('+')) bangs++;
    else if (sign === '+' && bangs === 0 && !seen.has('+')) seen.add('+');
    else if (isOwnSign(sign, version) && !seen.has(sign)) seen.add(sign);
    else break;
  }
  return {
    rest: word.slice(at),
    ignoreFailure: seen.has('-'),
    separateArgv0: seen.has('@'),
    noEnvironment: seen.has(':'),
    viaShell: seen.has('|'),
    fullyPrivileged: seen.has('+'),
    noSetuid: bangs === 1,
    droppedModifier: bangs === 2 && version >= DOUBLE_BANG_UNTIL,
  };
}

function isOwnSign(sign: string, version: number): boolean {
  return sign === '-' || sign === '@' || sign === ':' || (sign === '|' && version >= SHELL_SINCE);
}
