import type { UnitDocument } from '../../kinds/unit/document.ts';
import { type Span, touches } from '../../text/span.ts';
import { unitNameForm } from '../../values/unitNames.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { namedUnit } from './names.ts';

/** A unit named in a document, or the document's own. */
export interface UnitAt {
  readonly name: string;
  /** Only the template is known. */
  readonly open: boolean;
  readonly span: Span;
  /** The word; undefined on a section header, which stands for the document's own unit. */
  readonly mention: Mention | undefined;
}

/** The unit that a document belongs to: by its name, or by the folder of a drop-in. */
export function unitOf(document: UnitDocument): string | undefined {
  const { name, reach } = document.identity;
  return name !== undefined && reach === 'unit' && unitNameForm(name) !== undefined ? name : undefined;
}

/** The unit at an offset of a document: the one that a word names, or on a section header its own. */
export function unitAt(document: UnitDocument, offset: number, version: number): UnitAt | undefined {
  const owner = unitOf(document);
  const mention = mentionsIn(document.file).find(({ span }) => touches(span, offset));
  if (mention) {
    const named = namedUnit(mention, owner, version);
    return named && { ...named, span: mention.span, mention };
  }
  const header = document.file.sections.find((section) => section.header && touches(section.header.header, offset));
  if (!header?.header || owner === undefined) return undefined;
  return { name: owner, open: false, span: header.header.header, mention: undefined };
}

/** The words of a document that name the same unit as the one at the offset. */
export function highlightsAt(document: UnitDocument, offset: number, version: number): Span[] {
  const at = unitAt(document, offset, version);
  if (!at?.mention) return [];
  const owner = unitOf(document);
  return mentionsIn(document.file)
    .filter((mention) => namedUnit(mention, owner, version)?.name === at.name)
    .map(({ span }) => span);
}
