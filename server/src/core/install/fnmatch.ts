const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`{-~',
  space: ' \\t-\\r',
  upper: 'A-Z',
  xdigit: '0-9a-fA-F',
};
const known = new Map<string, RegExp | undefined>();
const MOST_KNOWN = 4096;

/**
 * `fnmatch` with `FNM_NOESCAPE`: `*`, `?` and `[...]`; slashes and leading dots are characters like others. A bracket
 * that does not end stands for itself.
 */
export function fnmatch(pattern: string, text: string): boolean {
  if (!/[*?[]/.test(pattern)) return pattern === text;
  if (!known.has(pattern)) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(pattern, compile(pattern));
  }
  return known.get(pattern)?.test(text) ?? false;
}

function compile(pattern: string): RegExp | undefined {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (char === '*') {
      // Stars in a row mean one; as one they cannot make matching slow.
      if (pattern[at + 1] !== '*') source += '[^]*';
    } else if (char === '?') source += '[^]';
    else {
      const bracket = char === '[' ? compileBracket(pattern, at) : undefined;
      source += bracket ? bracket.source : escaped(char);
      if (bracket) at = bracket.last;
    }
  }
  try {
    return new RegExp(`^${source}$`);
  } catch {
    // A range that runs backwards matches nothing.
    return undefined;
  }
}

function compileBracket(
  pattern: string,
  start: number,
): { readonly source: string; readonly last: number } | undefined {
  let at = start + 1;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at++;
  let inside = '';
  for (let first = true; ; first = false) {
    const char = pattern[at];
    if (char === undefined) return undefined;
    if (char === ']' && !first) return { source: `[${negated ? '^' : ''}${inside}]`, last: at };
    const named = /^\[:([a-z]+):\]/.exec(pattern.slice(at));
    const members = named && Object.hasOwn(CLASSES, named[1]!) ? CLASSES[named[1]!] : undefined;
    if (named && members !== undefined) {
      inside += members;
      at += named[0].length;
    } else if (pattern[at + 1] === '-' && pattern[at + 2] !== ']' && pattern[at + 2] !== undefined) {
      inside += `${escaped(char)}-${escaped(pattern[at + 2]!)}`;
      at += 3;
    } else {
      inside += escaped(char);
      at++;
    }
  }
}

function escaped(char: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(char) ? `\\${char}` : char;
}
