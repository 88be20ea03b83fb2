import { RUNLEVELS } from '../../sysv/layout.ts';
import { rcEntries } from '../../sysv/rcLinks.ts';
import type { Context, Diagnostic } from '../kind.ts';
import { defaultFindings } from './defaultChecks.ts';
import { inOrder, lineAt, type RcLinksDocument, type Surroundings, surroundingsOf } from './document.ts';
import type { Judged, NamedLink } from './judged.ts';
import { nameFindings } from './nameChecks.ts';
import { orderFindings } from './orderChecks.ts';
import { serviceFindings } from './serviceChecks.ts';
import { targetFindings } from './targetChecks.ts';

/**
 * Everything there is to say about the links of a runlevel, in the order of the listing. Errors are lines that no folder
 * can hold; warnings are links that rc or the tools beside it read in another sense, or cannot run; the rest is advice.
 */
export function diagnoseRcLinks(document: RcLinksDocument, context: Context): Diagnostic[] {
  const judged = judgedOf(document, surroundingsOf(context));
  const names = nameFindings(judged);
  // Of a link whose name is read in another sense nothing more is told that comes of just that.
  const misread = new Set(
    names.flatMap(({ code, span }) => (MISREAD.has(code) ? [lineStart(document, span.start)] : [])),
  );
  const others = [
    ...targetFindings(judged),
    ...serviceFindings(judged),
    ...orderFindings(judged),
    ...defaultFindings(judged),
  ];
  const found = [...names, ...others.filter(({ span }) => !misread.has(lineStart(document, span.start)))];
  return found.sort((a, b) => a.span.start - b.span.start);
}

const MISREAD: ReadonlySet<string> = new Set(['rc-links.digits', 'rc-links.leftover']);

function lineStart({ lines }: RcLinksDocument, offset: number): number | undefined {
  return lineAt(lines, offset)?.span.start;
}

/** Prepares a listing for its rules. */
export function judgedOf(document: RcLinksDocument, surroundings: Surroundings): Judged {
  const ordered = inOrder(document.links.filter((line): line is NamedLink => line.parsed !== undefined));
  const place = new Map(ordered.map(({ name }, index) => [name.text, index]));
  const byService = new Map<string, NamedLink[]>();
  for (const line of ordered) {
    const links = byService.get(line.parsed.service);
    if (links) links.push(line);
    else byService.set(line.parsed.service, [line]);
  }
  let starts: ReadonlyMap<string, number> | undefined;
  const startNumber = (service: string) => {
    starts ??= startNumbers(surroundings);
    return starts.get(service);
  };
  return { ...surroundings, document, ordered, place, byService, startNumber };
}

/** At which number services are started in the other runlevels, where all of those agree. */
function startNumbers({ tree, level }: Surroundings): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const torn = new Set<string>();
  for (const other of RUNLEVELS) {
    if (!tree || other === level || other === '0' || other === '6') continue;
    for (const { parsed } of rcEntries(tree, other)) {
      if (parsed?.kind !== 'S') continue;
      const before = found.get(parsed.service);
      if (before !== undefined && before !== parsed.priority) torn.add(parsed.service);
      found.set(parsed.service, parsed.priority);
    }
  }
  for (const service of torn) found.delete(service);
  return found;
}
