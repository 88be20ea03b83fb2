import type { Severity } from '../../core/kinds/kind.ts';
import { positionAt } from '../../core/text/lineIndex.ts';
import { VERSION } from '../../version.ts';
import type { Finding } from '../judge.ts';

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'none',
};

/** The OASIS SARIF 2.1.0 format, which code scanning services read. */
export function asSarif(findings: readonly Finding[]): string {
  const rules = new Map<string, { id: string; helpUri?: string }>();
  for (const { diagnostic } of findings) {
    const help = diagnostic.documentation ? { helpUri: diagnostic.documentation } : {};
    if (!rules.has(diagnostic.code)) rules.set(diagnostic.code, { id: diagnostic.code, ...help });
  }
  const ids = [...rules.keys()];
  const run = {
    tool: { driver: { name: 'Bootwright', semanticVersion: VERSION, rules: [...rules.values()] } },
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) => result(finding, ids)),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function result({ path, index, diagnostic }: Finding, ids: readonly string[]): object {
  const start = positionAt(index, diagnostic.span.start);
  const end = positionAt(index, diagnostic.span.end);
  return {
    ruleId: diagnostic.code,
    ruleIndex: ids.indexOf(diagnostic.code),
    level: LEVELS[diagnostic.severity],
    message: { text: diagnostic.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(path) },
          region: {
            startLine: start.line + 1,
            startColumn: start.character + 1,
            endLine: end.line + 1,
            endColumn: end.character + 1,
          },
        },
      },
    ],
  };
}
