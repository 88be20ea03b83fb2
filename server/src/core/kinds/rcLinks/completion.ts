import { type RcLinkName, rcLinkName } from '../../sysv/rcLinks.ts';
import type { ScriptFacts } from '../../sysv/scriptFacts.ts';
import type { Span } from '../../text/span.ts';
import type { Completion, Context } from '../kind.ts';
import { judgedOf } from './checks.ts';
import { askedOf } from './defaultChecks.ts';
import { type RcLinksDocument, surroundingsOf, usualTarget } from './document.ts';
import { type Judged, type NamedLink, twoDigits } from './judged.ts';

/** Where in a listing a cursor stands. */
export type Place =
  | { readonly in: 'name'; readonly typed: string; readonly word: Span; readonly hasTarget: boolean }
  | { readonly in: 'target'; readonly name: string; readonly word: Span }
  | { readonly in: 'elsewhere' };

/** Tells what a cursor at this offset is about to write. */
export function placeAt({ text }: Pick<RcLinksDocument, 'text'>, offset: number): Place {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const line = text.slice(lineStart, newline < 0 ? text.length : newline).replace(/\r$/, '');
  if (/^\s*#|^\s*[-dl][rwxsStT-]{9}/.test(line)) return { in: 'elsewhere' };
  const at = offset - lineStart;
  const arrow = /\s*->[ \t]*/.exec(line);
  if (arrow && at > arrow.index) {
    const start = arrow.index + arrow[0].length;
    if (at < start) return { in: 'elsewhere' };
    return {
      in: 'target',
      name: line.slice(0, arrow.index).trim(),
      word: { start: lineStart + start, end: lineStart + Math.max(start, line.trimEnd().length) },
    };
  }
  const before = /^\s*(\S*)$/.exec(line.slice(0, at));
  if (!before) return { in: 'elsewhere' };
  const rest = /^[^\s]*?(?=\s|->|$)/.exec(line.slice(at))?.[0] ?? '';
  const word = { start: offset - before[1]!.length, end: offset + rest.length };
  return { in: 'name', typed: before[1]!, word, hasTarget: arrow !== null };
}

/** What may be written at an offset: kinds, free numbers, scripts, targets, and whole links that headers ask for. */
export function completeRcLinks(document: RcLinksDocument, offset: number, context: Context): Completion[] {
  const place = placeAt(document, offset);
  const judged = judgedOf(document, surroundingsOf(context));
  if (place.in === 'target') return targets(judged, place.name, place.word);
  if (place.in !== 'name') return [];
  const full = /^([SK])(\d\d)/.exec(place.typed);
  if (full) return scripts(judged, full[1] as 'S' | 'K', Number(full[2]), place);
  const kind = /^([SK])\d?$/.exec(place.typed)?.[1] as 'S' | 'K' | undefined;
  if (kind) return [...numbers(judged, kind, place), ...wholeLinks(judged, place, kind)];
  return place.typed === '' || /^\w+$/.test(place.typed) ? [...kinds(place.word), ...wholeLinks(judged, place)] : [];
}

type NamePlace = Extract<Place, { in: 'name' }>;

function kinds(word: Span): Completion[] {
  return [
    { label: 'S', detail: 'starts a service', key: 'S' },
    { label: 'K', detail: 'stops a service', key: 'K' },
  ].map(({ label, detail, key }, index) => ({
    label,
    kind: 'directive',
    edit: { span: word, newText: label },
    detail,
    documentationKey: key,
    rank: `0${index}`,
    retrigger: true,
  }));
}

/** The numbers that no link of the kind has, each with the links that it would come between. */
function numbers(judged: Judged, kind: 'S' | 'K', { word }: NamePlace): Completion[] {
  const others = judged.ordered.filter(({ name, parsed }) => parsed.kind === kind && name.span.start !== word.start);
  const taken = new Set(others.map(({ parsed }) => parsed.priority));
  return Array.from({ length: 100 }, (_, number) => number).flatMap((number) => {
    if (taken.has(number)) return [];
    const label = `${kind}${twoDigits(number)}`;
    return {
      label,
      kind: 'value' as const,
      edit: { span: word, newText: label },
      detail: neighbours(others, number),
      documentationKey: 'number',
      rank: `1${twoDigits(number)}`,
      retrigger: true,
    };
  });
}

function neighbours(others: readonly NamedLink[], number: number): string {
  const before = others.findLast(({ parsed }) => parsed.priority < number)?.name.text;
  const after = others.find(({ parsed }) => parsed.priority > number)?.name.text;
  if (before !== undefined && after !== undefined) return `between ${before} and ${after}`;
  return before !== undefined ? `after ${before}` : after !== undefined ? `before ${after}` : 'the first one';
}

/** Scripts without a link of their own first. */
function scripts(judged: Judged, kind: 'S' | 'K', priority: number, place: NamePlace): Completion[] {
  const known = [...(judged.scripts?.byName.values() ?? [])].filter(isService);
  return known.map((script) => {
    const own = (judged.byService.get(script.name) ?? []).filter(({ name }) => name.span.start !== place.word.start);
    const has = own.length > 0 ? `has ${own.map(({ name }) => name.text).join(', ')}` : undefined;
    return {
      ...link(judged, { kind, priority, service: script.name }, place),
      detail: [has, script.description].filter(Boolean).join(' · '),
      rank: `${has ? 3 : 2}${script.name}`,
    };
  });
}

/** The links that headers ask for at this runlevel, of scripts that have none here. */
function wholeLinks(judged: Judged, place: NamePlace, only?: 'S' | 'K'): Completion[] {
  const { level, scripts: known, flavor } = judged;
  if (!known || level === undefined) return [];
  return [...known.byName.values()].filter(isService).flatMap((script) => {
    if (judged.byService.has(script.name)) return [];
    const asked = askedOf(script, level, flavor === 'redhat');
    if (!asked?.kind || (only && asked.kind !== only)) return [];
    const placed = flavor === 'redhat' ? known.placed(script.name) : undefined;
    const priority = (asked.kind === 'S' ? (placed?.start ?? asked.start) : (placed?.stop ?? asked.stop)) ?? 1;
    const made = link(judged, { kind: asked.kind, priority, service: script.name }, place);
    return {
      ...made,
      detail: [asked.because, script.description].filter(Boolean).join(' · '),
      rank: `${only ? 0 : 4}${made.label}`,
    };
  });
}

/** The name of a link, with its target when there is none yet. */
function link(_judged: Judged, name: RcLinkName, { word, hasTarget }: NamePlace): Completion {
  const label = rcLinkName(name);
  const newText = hasTarget ? label : `${label} -> ${usualTarget(name.service)}`;
  return { label, kind: 'unit', edit: { span: word, newText }, documentationKey: `script:${name.service}` };
}

function targets(judged: Judged, name: string, word: Span): Completion[] {
  const meant = name.replace(/^[SK]\d\d/, '');
  const known = [...(judged.scripts?.byName.values() ?? [])].filter(isService);
  const names = known.some((script) => script.name === meant) || meant === '' ? [] : [meant];
  return [...names.map((one) => ({ name: one, description: undefined })), ...known].map((script) => ({
    label: usualTarget(script.name),
    kind: 'path' as const,
    edit: { span: word, newText: usualTarget(script.name) },
    detail: script.description ?? '',
    documentationKey: `script:${script.name}`,
    rank: `${script.name === meant ? 0 : 1}${script.name}`,
  }));
}

/** Red Hat's folder also holds a library of shell functions, and any folder READMEs. */
function isService({ name, file }: ScriptFacts): boolean {
  return file !== undefined && !/^(?:README|skeleton|functions$)|^\./.test(name);
}
