import { diagnoseUnit } from '../../server/src/core/checks/index.ts';
import { type Context, type Diagnostic, EMPTY_WORKSPACE, type Workspace } from '../../server/src/core/kinds/kind.ts';
import type { UnitDocument } from '../../server/src/core/kinds/unit/document.ts';
import { unitKind } from '../../server/src/core/kinds/unit/index.ts';
import { lineIndex, lineSpan, positionAt } from '../../server/src/core/text/lineIndex.ts';

/** What a test says of the place of a file; the rest takes its default. */
export interface Where {
  readonly path?: string;
  readonly languageId?: string;
  readonly version?: number;
  readonly workspace?: Partial<Workspace>;
}

/** The context of a test: `/etc/systemd/system/test.service` under the newest systemd when nothing else is said. */
export function contextOf(where: Where = {}): Context {
  return {
    path: where.path ?? '/etc/systemd/system/test.service',
    languageId: where.languageId,
    systemdVersion: where.version ?? 262,
    workspace: { ...EMPTY_WORKSPACE, ...where.workspace },
  };
}

/** A unit file, parsed. */
export function unitOf(text: string, where: Where = {}): UnitDocument {
  return unitKind.parse(text, contextOf(where));
}

/** Everything said about a unit file. */
export function diagnose(text: string, where: Where = {}): Diagnostic[] {
  return diagnoseUnit(unitOf(text, where), contextOf(where));
}

/** Takes the cursor, a `|`, out of a text; a bar that is meant is written `\|`. */
export function cursorIn(marked: string): { text: string; offset: number } {
  const at = marked.search(/(?<!\\)\|/);
  if (at < 0) throw new Error(`There is no cursor in ${JSON.stringify(marked)}`);
  const plain = (part: string) => part.replaceAll('\\|', '|');
  const before = plain(marked.slice(0, at));
  return { text: before + plain(marked.slice(at + 1)), offset: before.length };
}

/** What a marker line expects of the line above it. */
export interface Expectation {
  /** Line of the text without marker lines, from 0. */
  readonly line: number;
  /** First character and the one after the last; a finding that goes on over more lines ends with its first. */
  readonly from: number;
  readonly to: number;
  readonly severity: string;
  readonly code: string;
  /** The versions of which it is expected; all when it names none. */
  readonly versions: readonly number[] | undefined;
  /** A part of the message. */
  readonly message: string | undefined;
}

const MARKER = /^#( *)(\^+) (error|warning|information|hint) ([\w.-]+)(?: @([\d,]+))?(?: "(.*)")?$/;

/**
 * Takes the marker lines out of a text: `#  ^^^ warning unit.unknown-directive @257,262 "part of the message"`. The
 * carets stand below what is meant; directly behind the `#` they mean the first character of the line too.
 */
export function expectationsIn(marked: string): { text: string; expected: Expectation[] } {
  const kept: string[] = [];
  const expected: Expectation[] = [];
  for (const line of marked.split('\n')) {
    const match = MARKER.exec(line);
    if (!match) {
      kept.push(line);
      continue;
    }
    const [, blanks, carets, severity, code, versions, message] = match;
    const from = blanks === '' ? 0 : 1 + blanks!.length;
    expected.push({
      line: kept.length - 1,
      from,
      to: 1 + blanks!.length + carets!.length,
      severity: severity!,
      code: code!,
      versions: versions?.split(',').map(Number),
      message,
    });
  }
  return { text: kept.join('\n'), expected };
}

/** A finding in the form of an expectation, for comparison: `LINE:FROM-TO SEVERITY CODE`, line from 1. */
export function expectationText({ line, from, to, severity, code }: Expectation): string {
  return `${line + 1}:${from}-${to} ${severity} ${code}`;
}

/** The same of a diagnostic. Nothing is shorter than one character, as a marker cannot be either. */
export function diagnosticText(text: string, { span, severity, code }: Diagnostic): string {
  const index = lineIndex(text);
  const { line, character } = positionAt(index, span.start);
  const end = Math.min(span.end, lineSpan(index, text, line).end) - index.starts[line]!;
  return expectationText({
    line,
    from: character,
    to: Math.max(end, character + 1),
    severity,
    code,
    versions: undefined,
    message: undefined,
  });
}
