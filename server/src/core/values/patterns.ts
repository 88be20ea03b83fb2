/**
 * What is surely wrong with a regular expression of PCRE2; undefined when nothing is. Only what PCRE2 refuses in every
 * mode is told: brackets and parentheses that do not match, quantifiers without anything before them, ranges the wrong
 * way round, escapes that do not exist.
 */
export function patternFault(pattern: string): string | undefined {
  let depth = 0;
  let repeatable = false;
  for (let at = 0; at < pattern.length; ) {
    const char = pattern[at]!;
    if (char === '\\') {
      const end = escapeEnd(pattern, at);
      if (typeof end === 'string') return end;
      repeatable = true;
      at = end;
    } else if (char === '[') {
      const end = classEnd(pattern, at);
      if (typeof end === 'string') return end;
      repeatable = true;
      at = end;
    } else if (char === '(') {
      const end = groupHead(pattern, at);
      if (end.opens) depth++;
      repeatable = !end.opens;
      at = end.at;
    } else if (char === ')') {
      if (--depth < 0) return 'a closing parenthesis has no opening one';
      repeatable = true;
      at++;
    } else {
      const quantifier = quantifierLength(pattern, at);
      if (quantifier > 0 && !repeatable) return `'${char}' has nothing before it to repeat`;
      repeatable = quantifier === 0 && char !== '|' && char !== '^';
      at += quantifier || 1;
    }
  }
  return depth > 0 ? 'a parenthesis is not closed' : undefined;
}

function quantifierLength(pattern: string, at: number): number {
  return /^(?:[*+?]|\{\d+(?:,\d*)?\})[+?]?/.exec(pattern.slice(at))?.[0].length ?? 0;
}

/** Comments and settings such as `(?i)` open no group. */
function groupHead(pattern: string, at: number): { at: number; opens: boolean } {
  const rest = pattern.slice(at);
  const closed = /^\(\?(?:#[^)]*|[imsxnJU^-]*)\)/.exec(rest) ?? /^\(\*[A-Z_]+(?:[:=][^)]*)?\)/.exec(rest);
  if (closed) return { at: at + closed[0].length, opens: false };
  const head = /^\((?:\?(?:[:=!>|]|<[=!]|P?<\w+>|'\w+'|[imsxnJU^-]+:|[&P]))?/.exec(rest);
  return { at: at + (head?.[0].length ?? 1), opens: true };
}

function escapeEnd(pattern: string, at: number): number | string {
  const letter = pattern[at + 1];
  if (letter === undefined) return 'a backslash stands at its end';
  if (letter === 'Q') {
    const end = pattern.indexOf('\\E', at);
    return end < 0 ? pattern.length : end + 2;
  }
  return /[iIjJlLmMqTuUyYFO]/.test(letter) ? `'\\${letter}' is no escape sequence` : at + 2;
}

function classEnd(pattern: string, at: number): number | string {
  let i = at + 1;
  if (pattern[i] === '^') i++;
  if (pattern[i] === ']') i++;
  for (; i < pattern.length; i++) {
    if (pattern[i] === ']') return i + 1;
    if (pattern[i] === '\\') i++;
    else if (/^\[[:.=]/.test(pattern.slice(i, i + 2))) {
      const close = pattern.indexOf(`${pattern[i + 1]}]`, i + 2);
      if (close >= 0) i = close + 1;
    } else if (/^[a-zA-Z0-9]-[a-zA-Z0-9]$/.test(pattern.slice(i, i + 3)) && pattern[i]! > pattern[i + 2]!) {
      return `the range ${pattern.slice(i, i + 3)} runs backwards`;
    }
  }
  return "a '[' is not closed";
}
