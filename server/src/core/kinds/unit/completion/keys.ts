import { isReadSection } from '../../../checks/sections.ts';
import { type Directive, directivesOf, isIgnoredBy, isKnownTo } from '../../../knowledge/directives.ts';
import { kindInWords } from '../../../knowledge/kindWords.ts';
import type { Completion, Context } from '../../kind.ts';
import { settingsOf, type UnitDocument } from '../document.ts';
import type { Place } from '../place.ts';

/** The directives that the section takes in this version. Old names come last, and so does what is set already. */
export function completeKeys(
  document: UnitDocument,
  place: Extract<Place, { in: 'key' }>,
  context: Context,
): Completion[] {
  const section = place.section;
  if (section === undefined || !isReadSection(document, section)) return [];
  const settings = settingsOf(document.file);
  return directivesOf(section)
    .filter((row) => isKnownTo(row, context.systemdVersion) && !isIgnoredBy(row, context.systemdVersion))
    .map((row) => complete(row, section, place, settings.last(section, row.key) !== undefined));
}

function complete(row: Directive, section: string, place: Extract<Place, { in: 'key' }>, present: boolean): Completion {
  const last = present && !row.list;
  const rank = row.legacy ? 3 : last ? 2 : row.documented ? 0 : 1;
  return {
    label: row.key,
    kind: 'directive',
    edit: { span: place.word, newText: place.hasEquals ? row.key : `${row.key}=` },
    detail: kindInWords(row.kind),
    documentationKey: `directive:${section}.${row.key}`,
    rank: `${rank}${row.key}`,
    ...(row.legacy ? { deprecated: true } : {}),
    ...(place.hasEquals ? {} : { retrigger: true }),
  };
}
