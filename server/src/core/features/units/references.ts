import type { Span } from '../../text/span.ts';
import { presetMentions } from './presetMentions.ts';
import { namesOfUnit, type UnitIndex } from './unitIndex.ts';

/** A place that speaks of a unit: in a file, or a whole link. */
export interface Place {
  readonly path: string;
  /** Undefined for a link, whose name it is. */
  readonly span: Span | undefined;
  /** What is said there: a directive, `alias`, `preset`, or the dependency that a link makes. */
  readonly as: string;
}

/**
 * Every place in a root that speaks of a unit, under any of its names: unit files and drop-ins (those too that another
 * file hides), links, and lines of presets that name it in full. For a template the places of its instances as well.
 */
export function referencesTo(index: UnitIndex, name: string): Place[] {
  const names = namesOfUnit(index, name);
  const words = names.flatMap((one) => index.referencesOf(one));
  const links = names
    .flatMap((one) => index.linksOf(one))
    .filter((link) => link.kind !== 'alias' || link.name !== name);
  return unique([
    ...words.map(({ source, mention }) => ({ path: source.path, span: mention.span, as: mention.key })),
    ...links.map((link) => ({ path: link.path, span: undefined, as: link.kind })),
    ...names.flatMap((one) => presetMentions(index.root, one)),
  ]);
}

/** A file that is found in several ways is one place. */
function unique(places: readonly Place[]): Place[] {
  const seen = new Map(places.map((place) => [`${place.path} ${place.span?.start}`, place]));
  return [...seen.values()];
}
