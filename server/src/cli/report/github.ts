import type { Severity } from '../../core/kinds/kind.ts';
import { positionAt } from '../../core/text/lineIndex.ts';
import type { Finding } from '../judge.ts';

const LEVELS: Readonly<Record<Severity, string | undefined>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: undefined,
};

/** Workflow commands that GitHub turns into annotations; hints are left out. */
export function asGithub(findings: readonly Finding[]): string {
  return findings
    .flatMap(({ path, index, diagnostic }) => {
      const level = LEVELS[diagnostic.severity];
      if (level === undefined) return [];
      const start = positionAt(index, diagnostic.span.start);
      const end = positionAt(index, diagnostic.span.end);
      const place = `file=${property(path)},line=${start.line + 1},col=${start.character + 1},endLine=${end.line + 1}`;
      return [`::${level} ${place},title=${property(diagnostic.code)}::${data(diagnostic.message)}\n`];
    })
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
