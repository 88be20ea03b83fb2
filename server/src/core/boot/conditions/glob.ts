import { joinPath } from '../../tree/systemTree.ts';
import { type ConditionContext, found, notKnown, type Outcome } from './outcome.ts';
import { expandBraces, fnmatch, hasMagic } from './patterns.ts';
import { isWhole, locate } from './place.ts';

/** glob-util.c, `glob_exists`: whether anything fits the pattern. A link counts even when it leads nowhere. */
export function globExists(pattern: string, context: ConditionContext): Outcome {
  let unknown: string | undefined;
  for (const one of expandBraces(pattern)) {
    const result = search(
      context,
      '/',
      one.split('/').filter((part) => part !== ''),
      one.endsWith('/'),
    );
    if (result.match !== undefined) return found(true, `${result.match} is there`);
    unknown ??= result.unknown;
  }
  return unknown === undefined ? found(false, 'nothing in this root fits') : notKnown(unknown);
}

interface Search {
  readonly match?: string;
  readonly unknown?: string;
}

function search(context: ConditionContext, folder: string, parts: readonly string[], asFolder: boolean): Search {
  const [part, ...rest] = parts;
  if (part === undefined) return { match: folder };
  if (!hasMagic(part)) {
    const path = joinPath(folder, part);
    const place = locate(context, path, rest.length > 0 || asFolder);
    if (place.kind === 'unknown') return { unknown: place.why };
    if (place.kind === 'there')
      return rest.length === 0 ? { match: path } : { unknown: `it is not known what ${path} is` };
    if (place.kind !== 'found') return {};
    if (rest.length === 0) return asFolder && place.node.type !== 'directory' ? {} : { match: path };
    return search(context, path, rest, asFolder);
  }
  const place = locate(context, folder);
  if (place.kind === 'unknown') return { unknown: place.why };
  if (place.kind === 'there') return { unknown: `it is not known what ${folder} holds` };
  if (place.kind !== 'found' || place.node.type !== 'directory') return {};
  let unknown = isWhole(context, place.path) ? undefined : `it is not known what ${place.path} holds`;
  for (const name of context.tree.names(place.path)) {
    if (name.startsWith('.') && !part.startsWith('.') && !part.startsWith('\\.')) continue;
    const fits = fnmatch(part, name);
    if (fits === undefined) unknown ??= `the pattern ${part} is not decided here`;
    if (!fits) continue;
    const path = joinPath(folder, name);
    if (rest.length === 0 && !asFolder) return { match: path };
    const end = locate(context, path);
    if (end.kind === 'unknown') unknown ??= end.why;
    if (end.kind !== 'found' || end.node.type !== 'directory') continue;
    const below = rest.length === 0 ? { match: path } : search(context, path, rest, asFolder);
    if (below.match !== undefined) return below;
    unknown ??= below.unknown;
  }
  return unknown === undefined ? {} : { unknown };
}
