import { startDiagnostics } from '../core/features/boot/index.ts';
import type { Diagnostic } from '../core/kinds/kind.ts';
import type { OpenDocument } from './documents.ts';
import { describe } from './guard.ts';
import type { Session } from './session.ts';
import type { RootTree } from './trees.ts';
import { unitSpotNow } from './unitSpots.ts';

/** So long nothing is typed before the starts of the open units are worked out. In milliseconds. */
const PAUSE = 150;

/** What comes of starting the units of open documents, worked out when the user pauses. */
export interface StartFindings {
  /** What is known at once; when that is not all, the document is published again soon. */
  of(open: OpenDocument): readonly Diagnostic[];
  forget(uri: string): void;
}

interface Known {
  readonly root: RootTree;
  readonly text: string;
  readonly found: readonly Diagnostic[];
}

/**
 * @param publish tells the client all that is to be said of a document
 * @param report tells a fault
 */
export function startFindingsIn(
  session: Session,
  publish: (uri: string) => void,
  report: (text: string) => void,
): StartFindings {
  const known = new Map<string, Known>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The documents that may have something new to say: all, as a change in one may end a cycle through others. */
  let waiting: string[] = [];

  const wait = (pause: number) => {
    clearTimeout(timer);
    timer = setTimeout(next, pause);
  };
  /** One document at a time, so that requests are answered between them. */
  const next = () => {
    const uri = waiting.shift();
    if (uri === undefined) return;
    try {
      if (lookAt(uri)) publish(uri);
    } catch (fault) {
      report(`diagnostics of starts: ${describe(fault)}`);
    }
    if (waiting.length > 0) wait(0);
  };
  /** Whether there is something else to say than before. */
  const lookAt = (uri: string): boolean => {
    const open = session.document(uri);
    const spot = open && unitSpotNow(session, open);
    if (!spot) return known.delete(uri);
    const before = known.get(uri);
    if (before && before.root === spot.root && before.text === open.text) return false;
    const found = startDiagnostics(spot.index, spot.path, spot.document);
    known.set(uri, { root: spot.root, text: open.text, found });
    return true;
  };

  return {
    of: (open) => {
      const spot = unitSpotNow(session, open);
      if (!spot) return [];
      const before = known.get(open.uri);
      if (before?.root === spot.root && before.text === open.text) return before.found;
      waiting = [open.uri, ...session.openUris().filter((uri) => uri !== open.uri)];
      wait(PAUSE);
      return before ? moved(before, open.text) : [];
    },
    forget: (uri) => {
      known.delete(uri);
    },
  };
}

/** The findings of an older text on the lines that are still there, so that they do not flicker while one types. */
function moved({ text, found }: Known, now: string): Diagnostic[] {
  if (text === now) return [...found];
  return found.flatMap((finding) => {
    const start = text.lastIndexOf('\n', finding.span.start - 1) + 1;
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end);
    const at = `\n${now}\n`.indexOf(`\n${line}\n`);
    if (at < 0) return [];
    const span = { start: at + finding.span.start - start, end: at + finding.span.end - start };
    return [{ ...finding, span }];
  });
}
