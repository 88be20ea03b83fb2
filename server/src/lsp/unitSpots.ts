import type * as lsp from 'vscode-languageserver';
import type { UnitIndex } from '../core/features/units/unitIndex.ts';
import type { UnitDocument } from '../core/kinds/unit/document.ts';
import { unitKind } from '../core/kinds/unit/index.ts';
import { type LineIndex, lineIndex } from '../core/text/lineIndex.ts';
import type { Span } from '../core/text/span.ts';
import { chase } from '../core/tree/chase.ts';
import type { TreeNode } from '../core/tree/node.ts';
import type { OpenDocument } from './documents.ts';
import { indexOf, scopeOf } from './indexes.ts';
import { pathWithin, uriWithin } from './locations.ts';
import type { Session } from './session.ts';
import { toRange } from './toProtocol.ts';
import type { RootTree } from './trees.ts';

/** An open unit file among the units of its root. */
export interface UnitSpot {
  readonly open: OpenDocument;
  readonly document: UnitDocument;
  readonly root: RootTree;
  readonly index: UnitIndex;
  /** Where its text is in the root, links followed. */
  readonly path: string;
}

/** An open document with its root, read if need be; undefined when it is no unit file or has no root. */
export async function unitSpot(session: Session, uri: string): Promise<UnitSpot | undefined> {
  const open = session.document(uri);
  const root = open && isUnit(open) ? await session.trees.of(uri) : undefined;
  return open && root && spotIn(root, open);
}

/** The same when the root has been read. */
export function unitSpotNow(session: Session, open: OpenDocument): UnitSpot | undefined {
  const root = isUnit(open) ? session.trees.peek(open.uri) : undefined;
  return root && spotIn(root, open);
}

function spotIn(root: RootTree, open: OpenDocument): UnitSpot | undefined {
  const path = pathWithin(root.uri, open.uri);
  if (path === undefined) return undefined;
  const end = chase(root.tree, path);
  const index = indexOf(root, scopeOf(root, path));
  return { open, document: open.parsed as UnitDocument, root, index, path: end.found ? end.path : path };
}

function isUnit(open: OpenDocument): boolean {
  return open.kind.id === unitKind.id;
}

/** The location of a path of a root: for an open file as its editor names it. */
export function uriOf(session: Session, root: RootTree, path: string): string {
  const open = session.openUris().find((uri) => pathWithin(root.uri, uri) === path);
  return open ?? uriWithin(root.uri, path);
}

const START: lsp.Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const indexes = new WeakMap<TreeNode, LineIndex>();

/** The lines of a file of a root; undefined when its text is not known. */
export function linesOf(root: RootTree, path: string): LineIndex | undefined {
  const end = chase(root.tree, path);
  if (!end.found || end.node.type !== 'file' || end.node.content === undefined) return undefined;
  const known = indexes.get(end.node) ?? lineIndex(end.node.content);
  indexes.set(end.node, known);
  return known;
}

/** A stretch of a file of a root as a range; its start when no stretch is meant. */
export function rangeIn(root: RootTree, path: string, span: Span | undefined): lsp.Range {
  const lines = span && linesOf(root, path);
  return lines && span ? toRange(lines, span) : START;
}

export function locationIn(session: Session, root: RootTree, path: string, span?: Span): lsp.Location {
  return { uri: uriOf(session, root, path), range: rangeIn(root, path, span) };
}
