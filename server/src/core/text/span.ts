/** A half-open range of UTF-16 offsets in a text: `start` is in, `end` is out. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether the offset lies in the span or touches one of its ends, as a cursor does. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether `outer` holds all of `inner`. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The text that the span covers. */
export function slice(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}
