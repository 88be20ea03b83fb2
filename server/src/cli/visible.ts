/** A text with its control characters spelt out: names of files may hold anything, and a terminal is not to act on it. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, (char) => `\\x${(char.charCodeAt(0) & 0xff).toString(16).padStart(2, '0')}`);
}
