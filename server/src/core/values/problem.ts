import type { ValueProblem } from './judge.ts';

type Fix = NonNullable<ValueProblem['fix']>;

/** A complaint that leaves the unit usable. */
export function warning(code: string, start: number, end: number, message: string, fix?: Fix): ValueProblem {
  return { start, end, severity: 'warning', code, message, ...(fix && { fix }) };
}

/** A complaint after which the unit does not load. */
export function fatal(code: string, start: number, end: number, message: string, fix?: Fix): ValueProblem {
  return { start, end, severity: 'fatal', code, message, ...(fix && { fix }) };
}

/** A complaint about the whole value. */
export function warnAll(value: string, code: string, message: string, newText?: string): ValueProblem[] {
  return [warning(code, 0, value.length, message, newText === undefined ? undefined : replacement(newText))];
}

/** The fix that puts another text in place of the span that the problem covers. */
export function replacement(newText: string): Fix {
  return { title: `Replace by '${newText}'`, newText };
}

/** The word of the list that was most likely meant: the same but for case, or at most two typing errors away. */
export function likelyWord(word: string, choices: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(3, Math.ceil(word.length / 2));
  for (const choice of choices) {
    if (choice.toLowerCase() === word.toLowerCase()) return choice;
    if (Math.abs(choice.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), choice.toLowerCase());
    if (distance < bestDistance) {
      best = choice;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
