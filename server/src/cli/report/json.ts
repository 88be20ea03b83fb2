import { positionAt } from '../../core/text/lineIndex.ts';
import type { Finding } from '../judge.ts';

/** One object: how many files were looked at, and every finding with LSP positions. */
export function asJson(files: number, findings: readonly Finding[]): string {
  const diagnostics = findings.map(({ path, kind, index, diagnostic }) => ({
    path,
    kind,
    range: { start: positionAt(index, diagnostic.span.start), end: positionAt(index, diagnostic.span.end) },
    severity: diagnostic.severity,
    code: diagnostic.code,
    message: diagnostic.message,
  }));
  return `${JSON.stringify({ files, diagnostics }, null, 2)}\n`;
}
