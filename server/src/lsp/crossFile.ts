import { crossFileDiagnostics } from '../core/features/units/diagnostics/index.ts';
import type { Diagnostic } from '../core/kinds/kind.ts';
import type { OpenDocument } from './documents.ts';
import type { Session } from './session.ts';
import type { RootTree } from './trees.ts';
import { unitSpotNow } from './unitSpots.ts';

const known = new WeakMap<OpenDocument, { readonly root: RootTree; readonly found: readonly Diagnostic[] }>();

/** What is to be said about an open document because of the files around it; nothing until its root has been read. */
export function crossFileFindings(session: Session, open: OpenDocument): readonly Diagnostic[] {
  const spot = unitSpotNow(session, open);
  if (!spot) return [];
  const before = known.get(open);
  if (before?.root === spot.root) return before.found;
  const found = crossFileDiagnostics(spot.index, spot.path, spot.document);
  known.set(open, { root: spot.root, found });
  return found;
}
