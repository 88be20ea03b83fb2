import { readSections } from '../../../checks/sections.ts';
import { ownSection } from '../../../knowledge/directives.ts';
import type { Completion, Context } from '../../kind.ts';
import type { UnitDocument } from '../document.ts';
import { type Place, placeAt } from '../place.ts';
import { completeKeys } from './keys.ts';
import { completeValue } from './values.ts';

/** What may be written at an offset of a unit file; nothing that systemd of the context's version would reject there. */
export function completeUnit(document: UnitDocument, offset: number, context: Context): Completion[] {
  const place = placeAt(document, offset);
  switch (place.in) {
    case 'header':
      return completeSections(document, place.word);
    case 'key':
      return place.section === undefined
        ? completeSections(document, place.word)
        : completeKeys(document, place, context);
    case 'value':
      return completeValue(document, place, context);
    default:
      return [];
  }
}

/** The sections of this unit type; those the file already has come last, as sections are rarely repeated. */
function completeSections(document: UnitDocument, word: Extract<Place, { in: 'key' }>['word']): Completion[] {
  const present = new Set(document.file.sections.map((section) => section.name));
  const empty = [ownSection('target'), ownSection('device')];
  return readSections(document)
    .filter((name) => !empty.includes(name))
    .map((name, index) => ({
      label: `[${name}]`,
      kind: 'section' as const,
      edit: { span: word, newText: `[${name}]` },
      documentationKey: `section:${name}`,
      rank: `${present.has(name) ? 1 : 0}${index}`,
    }));
}
