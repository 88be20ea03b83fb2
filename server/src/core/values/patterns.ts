/**
 * What is surely wrong with a regular expression of PCRE2; undefined when nothing is. Only what PCRE2 refuses in every
 * release is told: brackets and parentheses that do not match, quantifiers out of order or without anything before them,
 * ranges the wrong way round, escapes that do not exist, references to groups that do not exist.
 */
export function patternFault(pattern: string): string | undefined {
  const state: State = { pattern, depth: 0, repeatable: false, groups: 0, names: new Set(), references: [] };
  for (let at = 0; at < pattern.length; ) {
    const end = step(state, at);
    if (typeof end === 'string') return end;
    at = end;
  }
  if (state.depth > 0) return 'a parenthesis is not closed';
  const missing = state.references.find((name) => !hasGroup(state, name));
  return missing === undefined ? undefined : `there is no group ${missing} to refer to`;
}

function hasGroup(state: State, name: string): boolean {
  return /^[0-9]/.test(name) ? Number(name) <= state.groups : state.names.has(name);
}

interface State {
  readonly pattern: string;
  depth: number;
  /** Whether a quantifier may follow. */
  repeatable: boolean;
  groups: number;
  readonly names: Set<string>;
  /** Groups that are referred to, by number or name. */
  readonly references: string[];
}

/** Reads one element; where it ends, or what is wrong with it. */
function step(state: State, at: number): number | string {
  const char = state.pattern[at]!;
  if (char === '\\') return escapeSequence(state, at);
  if (char === '[') return characterClass(state, at);
  if (char === '(') return group(state, at);
  if (char === ')') {
    state.depth--;
    state.repeatable = true;
    return state.depth < 0 ? 'a closing parenthesis has no opening one' : at + 1;
  }
  return quantifier(state, at) ?? literal(state, at);
}

function literal(state: State, at: number): number {
  state.repeatable = !'|^$'.includes(state.pattern[at]!);
  return at + 1;
}

function quantifier(state: State, at: number): number | string | undefined {
  const found = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})[+?]?/.exec(state.pattern.slice(at));
  if (!found) return undefined;
  const [least, most] = [found[1] ?? '0', found[2] || '65535'];
  if (Number(least) > 65535 || Number(most) > 65535) return `${found[0]} repeats more than 65535 times`;
  if (Number(least) > Number(most)) return `the numbers in ${found[0]} are out of order`;
  if (!state.repeatable) return `'${found[0]}' has nothing before it to repeat`;
  state.repeatable = false;
  return at + found[0].length;
}

/** Comments and settings such as `(?i)` open no group. */
function group(state: State, at: number): number {
  const rest = state.pattern.slice(at);
  const closed =
    /^\(\?(?:#[^)]*|\^?[a-zA-Z]*(?:-[a-zA-Z]*)?)\)/.exec(rest) ?? /^\(\*[A-Z_]+(?:[:=][^)]*)?\)/.exec(rest);
  state.repeatable = false;
  if (closed) return at + closed[0].length;
  const head = /^\((?:\?(?:[:=!>|]|<[=!]|P?<(\w+)>|'(\w+)'|\^?[a-zA-Z-]*:|[&P]))?/.exec(rest)!;
  const name = head[1] ?? head[2];
  if (name !== undefined) state.names.add(name);
  if (name !== undefined || head[0] === '(') state.groups++;
  state.depth++;
  return at + head[0].length;
}

/** A group referred to by number (two digits and more can be octal, and are let pass) or by name. */
const REFERENCE = /^\\(?:([1-9])(?![0-9])|g\{?([1-9])(?![0-9])\}?|g\{([a-zA-Z_]\w*)\}|k(?:<(\w+)>|\{(\w+)\}|'(\w+)'))/;

function escapeSequence(state: State, at: number): number | string {
  const letter = state.pattern[at + 1];
  if (letter === undefined) return 'a backslash stands at its end';
  state.repeatable = !'bBAzZG'.includes(letter);
  if (letter === 'Q') {
    const end = state.pattern.indexOf('\\E', at);
    return end < 0 ? state.pattern.length : end + 2;
  }
  const reference = REFERENCE.exec(state.pattern.slice(at));
  if (reference) {
    state.references.push(reference.slice(1).find((name) => name !== undefined)!);
    return at + reference[0].length;
  }
  if (state.pattern.startsWith('N{U+', at + 1)) return `'\\N{U+...}' is for another mode of matching`;
  return /[iIjJlLmMqTuUyYFO]/.test(letter) ? `'\\${letter}' is no escape sequence` : at + 2;
}

const NAMED_CLASS = /^\[:\^?([a-z]+):\]/;
const POSIX_CLASSES = 'alpha lower upper alnum ascii blank cntrl digit graph print punct space word xdigit'.split(' ');

function characterClass(state: State, at: number): number | string {
  const { pattern } = state;
  state.repeatable = true;
  if (/^\[([:.=])[^\]]*\1\]/.test(pattern.slice(at))) return 'named classes stand within another pair of brackets';
  let i = at + 1;
  if (pattern[i] === '^') i++;
  if (pattern[i] === ']') i++;
  for (; i < pattern.length; i++) {
    const rest = pattern.slice(i, i + 3);
    if (pattern[i] === ']') return i + 1;
    if (/^\\[dDwWsS]-[a-zA-Z0-9]/.test(pattern.slice(i, i + 4))) return `${pattern.slice(i, i + 4)} is no range`;
    const named = NAMED_CLASS.exec(pattern.slice(i));
    if (named && !POSIX_CLASSES.includes(named[1]!)) return `there is no character class '${named[1]}'`;
    if (named) i += named[0].length - 1;
    else if (pattern[i] === '\\') i++;
    else if (/^[a-zA-Z0-9]-[a-zA-Z0-9]$/.test(rest) && rest[0]! > rest[2]!) return `the range ${rest} runs backwards`;
  }
  return "a '[' is not closed";
}
