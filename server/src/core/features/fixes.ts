import type { Diagnostic, Fix } from '../kinds/kind.ts';
import { append } from '../lists/append.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import { touches } from '../text/span.ts';

/** The fixes of the diagnostics that touch a stretch of the text, each with its diagnostic. */
export function fixesAt(
  diagnostics: readonly Diagnostic[],
  start: number,
  end: number,
): { readonly diagnostic: Diagnostic; readonly fix: Fix }[] {
  return diagnostics
    .filter(({ span }) => touches(span, start) || touches(span, end) || (start <= span.start && span.end <= end))
    .flatMap((diagnostic) => (diagnostic.fixes ?? []).map((fix) => ({ diagnostic, fix })));
}

/** Each fix is held against all before it, so that more at once would take long; the rest is left to the next time. */
const MOST_AT_ONCE = 1000;

/** The edits of all preferred fixes that do not get in each other's way; the first one wins. */
export function fixAllEdits(diagnostics: readonly Diagnostic[]): TextEdit[] {
  const taken: TextEdit[] = [];
  const preferred = diagnostics.flatMap(({ fixes }) => fixes?.find((candidate) => candidate.preferred) ?? []);
  for (const fix of preferred.slice(0, MOST_AT_ONCE)) {
    if (fix.edits.every((edit) => taken.every((other) => !overlap(edit, other)))) append(taken, fix.edits);
  }
  return taken;
}

/** The text after all preferred fixes have been made once. */
export function fixAll(text: string, diagnostics: readonly Diagnostic[]): string {
  return applyEdits(text, fixAllEdits(diagnostics));
}

function overlap(a: TextEdit, b: TextEdit): boolean {
  if (a.span.start === b.span.start && a.span.end === b.span.end && a.span.start === a.span.end)
    return addsSection(a) && addsSection(b);
  return a.span.start < b.span.end && b.span.start < a.span.end;
}

/** Two fixes that each add a section would add it twice; the second finds it there when it is asked for again. */
function addsSection({ newText }: TextEdit): boolean {
  return /^\s*\[/.test(newText);
}
