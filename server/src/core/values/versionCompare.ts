const ALPHA = /[A-Za-z]/;
const DIGIT = /[0-9]/;
/** Separators, the one that makes a version older first. */
const MARKS = ['-', '^', '.'];

/**
 * Compares two versions; negative when the first is older. string-util.c, `strverscmp_improved`: numbers by their value,
 * `~` makes older than nothing, longer is newer otherwise; characters that versions do not have separate.
 */
export function compareVersions(a: string, b: string): number {
  let [left, right] = [0, 0];
  for (;;) {
    left = skipInvalid(a, left);
    right = skipInvalid(b, right);
    const tilde = Number(a[left] !== '~') - Number(b[right] !== '~');
    if (tilde !== 0) return tilde;
    if (a[left] === '~') [left, right] = [left + 1, right + 1];
    // The end is older than any character.
    if (a[left] === undefined || b[right] === undefined) {
      return Math.sign((a.codePointAt(left) ?? 0) - (b.codePointAt(right) ?? 0));
    }
    for (const mark of MARKS) {
      const order = Number(a[left] !== mark) - Number(b[right] !== mark);
      if (order !== 0) return order;
      if (a[left] === mark) [left, right] = [left + 1, right + 1];
    }
    const numeric = isDigit(a[left]) || isDigit(b[right]);
    const [first, second] = [segment(a, left, numeric), segment(b, right, numeric)];
    const order = numeric ? compareNumbers(first, second) : compareWords(first, second);
    if (order !== 0) return order;
    left += first.length;
    right += second.length;
  }
}

function skipInvalid(text: string, at: number): number {
  let end = at;
  while (end < text.length && !/[A-Za-z0-9~^.-]/.test(text[end]!)) end++;
  return end;
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && DIGIT.test(char);
}

function segment(text: string, at: number, numeric: boolean): string {
  let end = at;
  while (end < text.length && (numeric ? DIGIT : ALPHA).test(text[end]!)) end++;
  return text.slice(at, end);
}

function compareNumbers(a: string, b: string): number {
  if ((a === '') !== (b === '')) return a === '' ? -1 : 1;
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  if (left.length !== right.length) return left.length < right.length ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareWords(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  const [left, right] = [a.slice(0, length), b.slice(0, length)];
  if (left !== right) return left < right ? -1 : 1;
  return Math.sign(a.length - b.length);
}
