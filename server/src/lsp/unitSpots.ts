import type * as lsp from 'vscode-languageserver';
import { shownPath } from '../core/features/units/generated.ts';
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
  let open = openPaths.get(root);
  if (!open) {
    open = new Map(session.openUris().map((uri) => [pathWithin(root.uri, uri), uri]));
    openPaths.set(root, open);
  }
  return open.get(path) ?? uriWithin(root.uri, path);
}

/** A root is another one when a document in it is opened or closed. */
const openPaths = new WeakMap<RootTree, Map<string | undefined, string>>();

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

/** A place in the files of a root. What generators make is shown where they made it from, or not at all. */
export function locationsIn(session: Session, { root, index }: Among, path: string, span?: Span): lsp.Location[] {
  const shown = shownPath(index, path);
  if (shown === undefined) return [];
  return [{ uri: uriOf(session, root, shown), range: rangeIn(root, shown, shown === path ? span : undefined) }];
}

/** A root with the units that are meant. */
export interface Among {
  readonly root: RootTree;
  readonly index: UnitIndex;
}
