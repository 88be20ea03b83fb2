import type { Diagnostic } from '../../../kinds/kind.ts';
import type { UnitDocument } from '../../../kinds/unit/document.ts';
import type { Span } from '../../../text/span.ts';
import type { Mention } from '../mentions.ts';
import { mentionsIn } from '../mentions.ts';
import { type NamedUnit, namedUnit } from '../names.ts';
import type { UnitSource } from '../sources.ts';
import { unitOf } from '../unitAt.ts';
import type { UnitIndex } from '../unitIndex.ts';

/** An open document among the units of its root. */
export interface Surroundings {
  readonly index: UnitIndex;
  /** Where its text is in the root. */
  readonly path: string;
  readonly document: UnitDocument;
  /** The unit it belongs to, if it is one. */
  readonly owner: string | undefined;
  /** As what systemd finds it; several when links lead to it, none for a file outside the search path. */
  readonly sources: readonly UnitSource[];
  /** The units that its words name. */
  readonly named: readonly (NamedUnit & { readonly mention: Mention })[];
  /** Whether the root has systemd's own units, so that a unit it lacks is missing indeed. */
  readonly complete: boolean;
}

/** One rule about a file and the units around it. Pure; never throws. */
export type CrossFileCheck = (around: Surroundings) => Diagnostic[];

/** Looks around in the root of a document. */
export function surroundingsOf(index: UnitIndex, path: string, document: UnitDocument): Surroundings {
  const owner = unitOf(document);
  const named = mentionsIn(document.file).flatMap((mention) => {
    const found = namedUnit(mention, owner, index.root.version);
    return found ? [{ ...found, mention }] : [];
  });
  const sources = index.sources.filter((source) => source.path === path);
  return { index, path, document, owner, sources, named, complete: isComplete(index) };
}

/** Where a finding about the whole file is shown: its first section header, else its first line. */
export function headSpan({ document }: Surroundings): Span {
  const header = document.file.sections.find((section) => section.header)?.header;
  return header?.header ?? { start: 0, end: Math.max(document.text.search(/[\r\n]|$/), 0) };
}

/** Units that every systemd installs and that all others hang on. */
const ESSENTIAL = ['sysinit.target', 'basic.target', 'multi-user.target', 'shutdown.target'];

function isComplete({ root, plain }: UnitIndex): boolean {
  return !plain && root.scope === 'system' && ESSENTIAL.every((name) => root.nameMap.ids.has(name));
}
