import { fnmatch as fnmatchNoEscape } from '../../install/fnmatch.ts';

/**
 * `fnmatch` of the C library without flags: `*`, `?`, `[...]`, and a backslash that makes the next character stand for
 * itself. Undefined for patterns with a backslash between brackets, which are not decided here.
 */
export function fnmatch(pattern: string, text: string): boolean | undefined {
  const plain = withoutEscapes(pattern);
  if (plain === undefined) return undefined;
  return plain !== 'none' && fnmatchNoEscape(plain.pattern, text);
}

/** The same pattern without backslashes; `none` for one that fits nothing, as it ends in one. */
function withoutEscapes(pattern: string): { readonly pattern: string } | 'none' | undefined {
  if (!pattern.includes('\\')) return { pattern };
  if (/\[[^\]]*\\/.test(pattern.replace(/\\[^\]]/g, (pair) => (pair === '\\[' ? '' : pair)))) return undefined;
  let out = '';
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] !== '\\') out += pattern[at];
    else {
      const next = pattern[++at];
      if (next === undefined) return 'none';
      out += '*?['.includes(next) ? `[${next}]` : next;
    }
  }
  return { pattern: out };
}

/** Whether a text is more than a literal: util of glob(3), `__glob_pattern_p`, with braces. */
export function hasMagic(text: string): boolean {
  return /[*?[\\]/.test(text);
}

/**
 * The alternatives of a pattern with braces, as `GLOB_BRACE` makes them: `a{b,c}d` is `abd` and `acd`. An empty pair of
 * braces stands for nothing, and one that does not end for itself.
 */
export function expandBraces(pattern: string, most = 256): string[] {
  const open = openBrace(pattern);
  if (open < 0) return [pattern];
  const parts: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < pattern.length; at++) {
    const char = pattern[at];
    if (char === '\\') at++;
    else if (char === '{') depth++;
    else if (char === ',' && depth === 1) {
      parts.push(pattern.slice(start, at));
      start = at + 1;
    } else if (char === '}' && --depth === 0) {
      parts.push(pattern.slice(start, at));
      const [head, tail] = [pattern.slice(0, open), pattern.slice(at + 1)];
      return parts.flatMap((part) => expandBraces(head + part + tail, most)).slice(0, most);
    }
  }
  return [pattern];
}

function openBrace(pattern: string): number {
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === '{') return at;
  }
  return -1;
}
