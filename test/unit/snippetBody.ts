/** One VS Code snippet as its file has it. */
export interface Snippet {
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly body: string | readonly string[];
}

const STOP = /\\([\\$}])|\$\{(\d+)(?::([^}]*)|\|((?:[^|\\]|\\.)*)\|)?\}|\$(\d+)/g;

/** The choices of the longest list in the body: how many expansions it takes to see each word once. */
export function choiceCount(snippet: Snippet): number {
  const lists = [...text(snippet).matchAll(STOP)].map((stop) => choices(stop[4]).length);
  return Math.max(1, ...lists);
}

/**
 * What the editor inserts when every tab stop keeps its default; of a list of choices the one at `pick`, or its last.
 * A stop without a default that repeats an earlier number takes over that one's text, as in the editor.
 */
export function expand(snippet: Snippet, pick = 0): string {
  const defaults = new Map<string, string>();
  for (const stop of text(snippet).matchAll(STOP)) {
    const own = stop[4] === undefined ? stop[3] : choices(stop[4])[Math.min(pick, choices(stop[4]).length - 1)];
    const number = stop[2] ?? stop[5];
    if (number !== undefined && own !== undefined && !defaults.has(number)) defaults.set(number, own);
  }
  return text(snippet).replace(STOP, (_whole, escaped, number, _default, _choices, bare) =>
    escaped === undefined ? (defaults.get(number ?? bare) ?? '') : escaped,
  );
}

/** The numbers of the tab stops, in the order of the text, each once. */
export function tabStops(snippet: Snippet): number[] {
  const numbers = [...text(snippet).matchAll(STOP)].map((stop) => stop[2] ?? stop[5]).filter((n) => n !== undefined);
  return [...new Set(numbers.map(Number))];
}

function text(snippet: Snippet): string {
  return typeof snippet.body === 'string' ? snippet.body : snippet.body.join('\n');
}

function choices(list: string | undefined): string[] {
  if (list === undefined) return [];
  return list.split(/(?<!\\),/).map((choice) => choice.replace(/\\([,|\\])/g, '$1'));
}
