import { conditionOf } from '../../../knowledge/conditions.ts';
import type { Directive } from '../../../knowledge/directives.ts';
import { type SpecifierContext, specifierLetters } from '../../../knowledge/specifiers.ts';
import { type MappedText, sourceSpan } from '../../../text/mappedText.ts';
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

/** Above this many words they are offered as the tables have them: judging each would take too long. */
const JUDGED_ONE_BY_ONE = 200;

/** What a value may hold at the cursor. */
export function completeValue(document: UnitDocument, place: ValuePlace, context: Context): Completion[] {
  const row = place.row;
  if (!row) return [];
  const specifiers = completeSpecifiers(place, row, context);
  if (specifiers) return specifiers;
  const word = wordAt(place.node.value, place.at, row);
  if (takesUnitNames(row))
    return accepted(completeUnitNames(document, place, row, word, context), document, place, context);
  if (takesPath(row)) return completePaths(place, word, context);
  const spans = row.kind === 'timespan' ? completeTimespan(place, word) : [];
  const words = wordsOf(row, context.systemdVersion).filter(({ text }) => !isRefusedLater(place, row, text));
  const taken = isList(row) ? new Set(place.node.value.text.split(/[\s~|!]+/)) : new Set<string>();
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
  if (word.start === word.end) return { start: place.offset, end: place.offset };
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
  const word = wordAt(place.node.value, place.at, row);
  const before = judgedBefore(value, word.start);
  return all.filter((completion) => {
    const text = completion.edit.newText;
    // A form such as `file:` or `man:` waits for the rest of it.
    if (/[:/=]$/.test(text)) return true;
    const alone = judgeValue(row, before + text, judging);
    return alone.every((problem) => problem.end > 0 && problem.end <= before.length && problem.severity !== 'fatal');
  });
}

/** So many characters in front of a word are judged together with it; what is further away is hardly about it. */
const JUDGED_BEFORE = 500;

/** What of the value stands in front of a word, from the beginning of another word on. */
function judgedBefore(value: string, end: number): string {
  if (end <= JUDGED_BEFORE) return value.slice(0, end);
  const near = value.slice(end - JUDGED_BEFORE, end);
  const blank = near.search(/\s/);
  return blank < 0 ? near : near.slice(blank).trimStart();
}

/** Words that systemd reads in silence and complains about once it has read the whole unit: see checks/verify. */
function isRefusedLater({ section }: ValuePlace, { key }: Directive, word: string): boolean {
  if (key === 'PrivatePIDs') return section !== 'Service' && word !== 'no';
  return key === 'RestartRandomizedDelaySec' && word === 'infinity';
}

/**
 * What a completion replaces: the word around an offset of the value, or all of the value when it is no list. Prefixes
 * such as `~`, `!` and `|` stay. Never goes beyond the line that the offset stands in.
 */
export function wordAt(value: MappedText, at: number, row: Directive): Span {
  const { text, pieces } = value;
  const list = isList(row);
  const prefix = takesPrefix(row) ? /^[~!|\s]*/.exec(text)![0].length : 0;
  let start = list ? at : 0;
  while (list && start > 0 && !/\s/.test(text[start - 1]!)) start--;
  let end = list ? at : text.length;
  while (list && end < text.length && !/\s/.test(text[end]!)) end++;
  const piece = pieces.findLastIndex((one) => one.at <= at);
  const line = { start: pieces[piece]?.at ?? 0, end: pieces[piece + 1]?.at ?? text.length };
  return { start: Math.min(Math.max(start, prefix, line.start), at), end: Math.max(Math.min(end, line.end), at) };
}

/** Whether the value is made of words that stand side by side. */
function isList(row: Directive): boolean {
  return row.multi === true || conditionKind(row) === 'cgroup-controllers';
}

function takesPrefix(row: Directive): boolean {
  return row.multi === true || row.kind.startsWith('condition');
}

function conditionKind(row: Directive): string | undefined {
  return row.kind.startsWith('condition') ? conditionOf(row.key)?.kind : undefined;
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
    documentationKey: `specifier:${letter}`,
    rank: letter.toLowerCase() + letter,
  }));
}
