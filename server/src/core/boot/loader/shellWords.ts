/** What variables stand for; undefined for those that are not known. */
export type Variables = (name: string) => string | undefined;

/** A line taken apart as a shell does. */
export interface ShellWords {
  readonly words: readonly string[];
  /** Variables of which nothing is known; they stand for nothing. */
  readonly unknown: readonly string[];
}

/**
 * Splits a line of a script into words: quotes, backslashes, `$NAME` and `${NAME}`. A comment ends it. Commands in
 * `$(...)` or backquotes are not run; they stay in the text.
 */
export function shellWords(line: string, variables: Variables): ShellWords {
  const words: string[] = [];
  const unknown: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const char = line[at]!;
    const next = line[at + 1] ?? '';
    if (quote === "'") {
      if (char === "'") quote = '';
      else word += char;
    } else if (char === '\\' && (quote === '' || '$`"\\'.includes(next))) {
      word = (word ?? '') + next;
      at++;
    } else if (char === '$' && /[A-Za-z_{0-9]/.test(next)) {
      const found = /^\$(?:\{([^}]*)\}|([A-Za-z_]\w*|\d))/.exec(line.slice(at));
      const name = found?.[1] ?? found?.[2];
      const value = name === undefined ? undefined : variables(name);
      if (name !== undefined && value === undefined) unknown.push(name);
      at += (found?.[0].length ?? 1) - 1;
      const parts = quote === '' ? (value ?? '').split(/\s+/) : [value ?? ''];
      parts.forEach((part, index) => {
        if (index > 0 && word !== undefined) words.push(word);
        if (index > 0) word = undefined;
        if (part !== '' || quote !== '') word = (word ?? '') + part;
      });
    } else if (quote === '"') {
      if (char === '"') quote = '';
      else word += char;
    } else if (char === "'" || char === '"') {
      quote = char;
      word ??= '';
    } else if (/\s|;/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      if (char === ';') words.push(';');
    } else if (char === '#' && word === undefined) break;
    else word = (word ?? '') + char;
  }
  if (word !== undefined) words.push(word);
  return { words, unknown };
}
