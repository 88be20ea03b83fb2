import type { Span } from '../../text/span.ts';
import type { Diagnostic, Fix, Severity } from '../kind.ts';

/** A finding about an init script. */
export function finding(
  severity: Severity,
  code: string,
  span: Span,
  message: string,
  fixes: readonly Fix[] = [],
): Diagnostic {
  return { span, severity, code: `init-script.${code}`, message, ...(fixes.length > 0 ? { fixes } : {}) };
}

/** A fix that puts other text in the place of a span. */
export function replace(title: string, span: Span, newText: string, preferred = true): Fix {
  return { title, edits: [{ span, newText }], ...(preferred ? { preferred } : {}) };
}
