/** Answers as JSON: one alone, several as an array. Numbers are written with all their digits. */
export function jsonOf(answers: readonly object[]): string {
  return `${toText(answers.length === 1 ? answers[0]! : answers)}\n`;
}

/** `JSON.stringify` cannot write numbers beyond 2^53 that other readers of JSON take as they are. */
function toText(value: object): string {
  const marked = JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${MARK}${part}` : part), 2);
  return marked.replace(new RegExp(`"${MARK}(\\d+)"`, 'g'), '$1');
}

const MARK = '\uE000bigint:';

/** Lines of a label and a text, the texts in one column. */
export function labelled(rows: readonly (readonly [label: string, text: string])[], colours: boolean): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows
    .map(([label, text]) => {
      const shown = label.padStart(width);
      return `${colours ? `\x1b[2m${shown}\x1b[0m` : shown}  ${text}\n`;
    })
    .join('');
}
