import type { Span } from './span.ts';

/** Replaces the text of a span. Edits of one batch never overlap and speak of the text before any of them. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The text after all edits; the order in which they are given does not matter. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let out = '';
  let at = 0;
  for (const edit of sorted) {
    out += text.slice(at, edit.span.start) + edit.newText;
    at = edit.span.end;
  }
  return out + text.slice(at);
}
