import type * as lsp from 'vscode-languageserver';
import { shownPath } from '../core/features/units/generated.ts';
import { unitOf } from '../core/features/units/unitAt.ts';
import { chase } from '../core/tree/chase.ts';
import { effectiveUnit } from '../core/units/effective.ts';
import { type EffectiveUnitParams, type EffectiveUnitText, effectiveUnitRequest } from '../protocol/units.ts';
import type { Guard } from './guard.ts';
import type { Session } from './session.ts';
import { type UnitSpot, unitSpot, uriOf } from './unitSpots.ts';

/** Answers the requests about units that LSP does not have. */
export function registerEffective(connection: lsp.Connection, session: Session, guard: Guard): void {
  const effective = guard<EffectiveUnitParams, EffectiveUnitText | null>('effectiveUnit', null, async (parameters) => {
    const spot = await unitSpot(session, parameters.uri);
    const name = spot && (parameters.name ?? unitOf(spot.document));
    return name === undefined ? null : effectiveText(session, spot!, name);
  });
  connection.onRequest(effectiveUnitRequest, (parameters: EffectiveUnitParams, token) => effective(parameters, token));
}

function effectiveText(session: Session, { root, index }: UnitSpot, name: string): EffectiveUnitText | null {
  const found = effectiveUnit(index.root, name);
  if (!found) return null;
  const paths = [...new Set(found.origins.flatMap((origin) => (origin ? [origin.path] : [])))];
  const place = new Map(paths.map((path, at) => [path, at]));
  const real = (path: string) => {
    const end = chase(root.tree, path);
    const there = end.found ? end.path : path;
    return uriOf(session, root, shownPath(index, there) ?? there);
  };
  return {
    name,
    root: root.uri,
    text: found.text,
    loadState: found.loadState,
    files: paths.map((path) => ({ path, uri: real(path) })),
    // The lines that a generator writes stand in no file before the machine starts.
    origins: found.origins.map((origin) =>
      origin && shownPath(index, origin.path) === origin.path ? [place.get(origin.path)!, origin.line - 1] : null,
    ),
    unread: found.unread,
  };
}
