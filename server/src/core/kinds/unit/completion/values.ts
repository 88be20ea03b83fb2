import type { Directive } from '../../../knowledge/directives.ts';
import { specifierText } from '../../../knowledge/documentation.ts';
import { type SpecifierContext, specifierLetters } from '../../../knowledge/specifiers.ts';
import { sourceSpan } from '../../../text/mappedText.ts';
import type { Span } from '../../../text/span.ts';
import { judgeValue } from '../../../values/index.ts';
import type { Completion, Context } from '../../kind.ts';
import type { UnitDocument } from '../document.ts';
import type { Place } from '../place.ts';
import { completePaths, takesPath } from './paths.ts';
import { completeTimespan } from './spans.ts';
import { completeUnitNames, takesUnitNames } from './unitNames.ts';
import { wordsOf } from './words.ts';

export type ValuePlace = Extract<Place, { in: 'value' }>;

/** Above this many words they are offered as the table has them; each was judged when the table was made. */
const JUDGED_ONE_BY_ONE = 200;

/** What a value may hold at the cursor. */
export function completeValue(document: UnitDocument, place: ValuePlace, context: Context): Completion[] {
  const row = place.row;
  if (!row) return [];
  const specifiers = completeSpecifiers(place, row, context);
  if (specifiers) return specifiers;
  const word = wordAt(place.node.value.text, place.at, row);
  if (takesUnitNames(row))
    return accepted(completeUnitNames(document, place, row, word, context), document, place, context);
  if (takesPath(row)) return completePaths(place, word, context);
  const spans = row.kind === 'timespan' ? completeTimespan(place, word) : [];
  const words = wordsOf(row, context.systemdVersion);
  const taken = row.multi ? new Set(place.node.value.text.split(/\s+/)) : new Set<string>();
  const offered = words
    .filter(({ text }) => !taken.has(text) || text === place.node.value.text.slice(word.start, word.end))
    .map(({ text, key }, index) => ({
      label: text,
      kind: 'value' as const,
      edit: { span: sourceOf(place, word), newText: text },
      rank: String(index).padStart(4, '0'),
      ...(key ? { documentationKey: key } : {}),
    }));
  const all = [...spans, ...offered];
  return all.length > JUDGED_ONE_BY_ONE ? all : accepted(all, document, place, context);
}

/** The span of the value that a completion replaces, in the source. */
export function sourceOf(place: ValuePlace, word: Span): Span {
  if (place.node.value.text === '') return { start: place.node.valueSpan.start, end: place.node.valueSpan.start };
  return sourceSpan(place.node.value, word.start, word.end);
}

/** Keeps what systemd would take at that place, judged in the value as it would then stand. */
function accepted(
  all: readonly Completion[],
  document: UnitDocument,
  place: ValuePlace,
  context: Context,
): Completion[] {
  const row = place.row!;
  const value = place.node.value.text;
  const judging = {
    version: context.systemdVersion,
    unitType: document.type ?? ('service' as const),
    unitName: document.identity.reach === 'unit' ? document.identity.name : undefined,
    section: place.section,
    key: row.key,
    earlier: [],
  };
  const word = wordAt(value, place.at, row);
  return all.filter((completion) => {
    const text = completion.edit.newText;
    // A form such as `file:` or `man:` waits for the rest of it.
    if (/[:/=]$/.test(text)) return true;
    const alone = judgeValue(row, value.slice(0, word.start) + text, judging);
    return alone.every((problem) => problem.end > 0 && problem.end <= word.start && problem.severity !== 'fatal');
  });
}

/** The word around an offset of the value: what a completion replaces. Prefixes such as `~` and `!` stay. */
export function wordAt(value: string, at: number, row: Directive): Span {
  const separator =
    row.kind === 'calendar' ? /[\n]/ : row.multi || row.kind.startsWith('condition') ? /[\s=<>|!~]/ : /[\n]/;
  let start = at;
  while (start > 0 && !separator.test(value[start - 1]!)) start--;
  if (start === 0 && /^[~!|]/.test(value) && (row.multi || row.kind.startsWith('condition'))) start = 1;
  let end = at;
  while (end < value.length && !/[\s]/.test(value[end]!)) end++;
  return { start: Math.min(start, at), end };
}

/** After a `%` that is not itself escaped, the specifiers that this value expands; undefined elsewhere. */
function completeSpecifiers(place: ValuePlace, row: Directive, context: Context): Completion[] | undefined {
  const percents = /%+$/.exec(place.node.value.text.slice(0, place.at))?.[0].length ?? 0;
  if (percents % 2 === 0) return undefined;
  if (!row.specifiers) return [];
  const table: SpecifierContext =
    row.specifiers === 'unit-name' || row.specifiers === 'install' ? row.specifiers : 'unit';
  const span = sourceSpan(place.node.value, place.at - 1, place.at);
  return specifierLetters(table, context.systemdVersion).map((letter) => ({
    label: `%${letter}`,
    kind: 'specifier' as const,
    edit: { span, newText: `%${letter}` },
    detail: specifierText(letter)?.summary ?? '',
    documentationKey: `specifier:${letter}`,
    rank: letter.toLowerCase() + letter,
  }));
}
