/** What one character of a text may be; `*` stands for any number of any. */
type Token = '*' | ((char: string) => boolean);

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[a-zA-Z0-9]/,
  alpha: /[a-zA-Z]/,
  blank: /[ \t]/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what the class is.
  cntrl: /[\x00-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t-\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9a-fA-F]/,
};
const known = new Map<string, readonly Token[]>();
const MOST_KNOWN = 4096;

/**
 * `fnmatch` with `FNM_NOESCAPE`: `*`, `?` and `[...]`; slashes and leading dots are characters like others. A bracket
 * that does not end stands for itself. Takes time with the product of both lengths at most.
 */
export function fnmatch(pattern: string, text: string): boolean {
  if (!/[*?[]/.test(pattern)) return pattern === text;
  const tokens = tokensOf(pattern);
  let [at, token, star, tried] = [0, 0, -1, 0];
  while (at < text.length) {
    const current = tokens[token];
    if (current === '*') {
      star = token++;
      tried = at;
    } else if (current?.(text[at]!)) {
      at++;
      token++;
    } else if (star >= 0) {
      // Let the last star take one character more; stars before it need not be tried again.
      at = ++tried;
      token = star + 1;
    } else return false;
  }
  while (tokens[token] === '*') token++;
  return token === tokens.length;
}

function tokensOf(pattern: string): readonly Token[] {
  const before = known.get(pattern);
  if (before) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    const bracket = char === '[' ? bracketAt(pattern, at) : undefined;
    if (bracket) at = bracket.last;
    tokens.push(char === '*' ? '*' : char === '?' ? () => true : (bracket?.fits ?? ((one) => one === char)));
  }
  known.set(pattern, tokens);
  return tokens;
}

interface Bracket {
  readonly fits: (char: string) => boolean;
  /** Where its `]` stands. */
  readonly last: number;
}

function bracketAt(pattern: string, start: number): Bracket | undefined {
  const members: ((char: string) => boolean)[] = [];
  let at = start + 1;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at++;
  for (let first = true; ; first = false) {
    const char = pattern[at];
    if (char === undefined) return undefined;
    if (char === ']' && !first) break;
    const named = /^\[:([a-z]+):\]/.exec(pattern.slice(at));
    const group = named && Object.hasOwn(CLASSES, named[1]!) ? CLASSES[named[1]!] : undefined;
    const end = pattern[at + 1] === '-' && pattern[at + 2] !== ']' ? pattern[at + 2] : undefined;
    if (named && group) {
      members.push((one) => group.test(one));
      at += named[0].length;
    } else if (end !== undefined) {
      members.push((one) => char <= one && one <= end);
      at += 3;
    } else {
      members.push((one) => one === char);
      at++;
    }
  }
  return { fits: (one) => members.some((fits) => fits(one)) !== negated, last: at };
}
