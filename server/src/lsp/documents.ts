import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type ClockReading,
  type Context,
  type Diagnostic,
  EMPTY_WORKSPACE,
  type FileKind,
  type ParsedDocument,
  type Workspace,
} from '../core/kinds/kind.ts';
import { kindOf } from '../core/kinds/registry.ts';
import { NEWEST_VERSION } from '../core/knowledge/directives.ts';
import { type LineIndex, lineIndex, offsetAt, type Position } from '../core/text/lineIndex.ts';
import type { SystemTree } from '../core/tree/systemTree.ts';
import { documentPath } from './roots.ts';

/** An open document with all that has been worked out for its present version. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly kind: FileKind;
  readonly text: string;
  readonly index: LineIndex;
  readonly parsed: ParsedDocument;
  /** What was last said about this version, and for which target; worked out again when the target changes. */
  findings:
    | {
        readonly systemdVersion: number;
        /** The root that files of System V init are judged by. */
        readonly tree: SystemTree | undefined;
        readonly diagnostics: readonly Diagnostic[];
      }
    | undefined;
}

/** A document that is too large is not looked at: 10 MB and more make no unit file. In UTF-16 code units. */
export const LARGEST_DOCUMENT = 16 * 1024 * 1024;

/** Keeps the parsed form of each open document until its version changes. */
export class OpenDocuments {
  readonly #open = new Map<string, OpenDocument>();

  /** The parsed form of a document; undefined when it is of no kind that we know. */
  of(document: TextDocument | undefined): OpenDocument | undefined {
    if (!document) return undefined;
    const known = this.#open.get(document.uri);
    if (known?.version === document.version) return known;
    const path = documentPath(document.uri);
    const text = document.getText();
    const kind = kindOf(path, document.languageId, text);
    if (!kind || text.length > LARGEST_DOCUMENT) return undefined;
    const context = contextFor(path, document.languageId, NEWEST_VERSION, EMPTY_WORKSPACE);
    const parsed = kind.parse(text, context);
    const open = {
      uri: document.uri,
      version: document.version,
      kind,
      text,
      index: lineIndex(text),
      parsed,
      findings: undefined,
    };
    this.#open.set(document.uri, open);
    return open;
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  /** Forgets all findings, as settings or roots have changed. */
  reconsider(): void {
    for (const open of this.#open.values()) open.findings = undefined;
  }
}

/** What a document is judged against. */
export function contextFor(
  path: string,
  languageId: string,
  systemdVersion: number,
  workspace: Workspace,
  clock?: ClockReading,
): Context {
  return { path, languageId, systemdVersion, workspace, clock };
}

/** The offset of a position in a document. */
export function offsetIn(open: OpenDocument, position: Position): number {
  return offsetAt(open.index, position);
}
