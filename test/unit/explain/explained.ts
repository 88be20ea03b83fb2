import type { ClockReading, Context, Machine } from '../../../server/src/core/kinds/kind.ts';
import { unitKind } from '../../../server/src/core/kinds/unit/index.ts';
import { contextOf, cursorIn, unitOf, type Where } from '../marked.ts';

/** Sunday, 22 November 2026, 11:00 UTC, in Berlin: an hour ahead, no daylight saving time. */
export const BERLIN: ClockReading = { now: 1795345200000000n, timezone: 'Europe/Berlin' };
export const IN_UTC: ClockReading = { ...BERLIN, timezone: 'UTC' };

/** What may be said of the place of a value besides {@link Where}. */
export interface Place extends Where {
  readonly clock?: ClockReading;
  readonly machine?: Machine;
}

export function contextAt(place: Place = {}): Context {
  const context = contextOf(place);
  return { ...context, clock: place.clock, workspace: { ...context.workspace, machine: place.machine } };
}

/** The hover at the `|` of a text. */
export function hoverAt(marked: string, place: Place = {}): string | undefined {
  const { text, offset } = cursorIn(marked);
  return unitKind.hover(unitOf(text, place), offset, contextAt(place))?.text;
}

/** The hover behind the last character of `KEY=VALUE` in a section, with more lines behind it. */
export function explain(section: string, line: string, place: Place = {}, more = ''): string | undefined {
  const text = `[${section}]\n${line}\n${more}`;
  const offset = `[${section}]\n${line}`.length;
  return unitKind.hover(unitOf(text, place), offset, contextAt(place))?.text;
}

/** The labels of the inlay hints of a text. */
export function hintsOf(text: string, place: Place = {}, start = 0, end = text.length): string[] {
  const hints = unitKind.inlayHints!(unitOf(text, place), { start, end }, contextAt(place));
  return hints.map(({ label }) => label);
}
