import type { Diagnostic, Fix } from '../kinds/kind.ts';
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

/** The edits of all preferred fixes that do not get in each other's way; the first one wins. */
export function fixAllEdits(diagnostics: readonly Diagnostic[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fixes } of diagnostics) {
    const fix = fixes?.find((candidate) => candidate.preferred);
    if (fix?.edits.every((edit) => taken.every((other) => !overlap(edit, other)))) taken.push(...fix.edits);
  }
  return taken;
}

/** The text after all preferred fixes have been made once. */
export function fixAll(text: string, diagnostics: readonly Diagnostic[]): string {
  return applyEdits(text, fixAllEdits(diagnostics));
}

function overlap(a: TextEdit, b: TextEdit): boolean {
  if (a.span.start === b.span.start && a.span.end === b.span.end && a.span.start === a.span.end) return false;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}
