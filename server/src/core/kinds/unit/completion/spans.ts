import type { Span } from '../../../text/span.ts';
import type { Completion } from '../../kind.ts';
import { sourceOf, type ValuePlace } from './values.ts';

const UNITS = ['us', 'ms', 's', 'min', 'h', 'd', 'w', 'month', 'y'];

/** After a number, the units that turn it into a time span: systemd.time(7). */
export function completeTimespan(place: ValuePlace, word: Span): Completion[] {
  const number = /(\d+(?:\.\d+)?)\s*[a-z]*$/.exec(place.node.value.text.slice(word.start, place.at));
  if (!number) return [];
  const before = place.node.value.text.slice(word.start, word.start + number.index);
  return UNITS.map((unit, index) => ({
    label: `${number[1]}${unit}`,
    kind: 'value' as const,
    edit: { span: sourceOf(place, word), newText: `${before}${number[1]}${unit}` },
    documentationKey: `value:timespan_unit:${unit}`,
    rank: `!${index}`,
  }));
}
