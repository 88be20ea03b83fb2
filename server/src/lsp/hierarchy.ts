import * as lsp from 'vscode-languageserver';
import { fragmentOf } from '../core/features/units/definitions.ts';
import { type Dependency, dependenciesOf, dependentsOf, STARTS } from '../core/features/units/dependencies.ts';
import { unitAt, unitOf } from '../core/features/units/unitAt.ts';
import { parseUnitFile } from '../core/parse/unitFile.ts';
import type { Span } from '../core/text/span.ts';
import { unitNameParts } from '../core/values/unitNames.ts';
import { offsetIn } from './documents.ts';
import type { Guard } from './guard.ts';
import { indexOf, scopeOf } from './indexes.ts';
import { pathWithin } from './locations.ts';
import { SYMBOL_KINDS } from './navigation.ts';
import type { Session } from './session.ts';
import type { RootTree } from './trees.ts';
import { type Among, linesOf, locationsIn, rangeIn, unitSpot, uriOf } from './unitSpots.ts';

/** What an item carries to be asked about again. */
interface ItemData {
  /** A location in the root. */
  readonly at: string;
  /** Undefined for a folder of drop-ins that many units share. */
  readonly name: string | undefined;
}

type Item = Omit<lsp.CallHierarchyItem & lsp.TypeHierarchyItem, 'data'> & { data: ItemData };

/**
 * Calls stand for what units start: outgoing ones are what a unit pulls in or triggers, incoming ones what pulls it in.
 * Types stand for order: supertypes are started before a unit, subtypes after it.
 */
export function registerHierarchy(connection: lsp.Connection, session: Session, guard: Guard): void {
  const { callHierarchy, typeHierarchy } = connection.languages;
  const prepare = async ({ textDocument, position }: lsp.TextDocumentPositionParams): Promise<Item[] | null> => {
    const spot = await unitSpot(session, textDocument.uri);
    if (!spot) return null;
    const at = unitAt(spot.document, offsetIn(spot.open, position), spot.root.systemdVersion);
    const name = at?.name ?? unitOf(spot.document);
    if (name === undefined) return null;
    return [item(session, spot, name, '', { path: spot.path, span: at?.span })];
  };
  callHierarchy.onPrepare(guard<lsp.CallHierarchyPrepareParams, Item[] | null>('prepareCalls', null, prepare));
  typeHierarchy.onPrepare(guard<lsp.TypeHierarchyPrepareParams, Item[] | null>('prepareTypes', null, prepare));

  callHierarchy.onIncomingCalls(
    guard<lsp.CallHierarchyIncomingCallsParams, lsp.CallHierarchyIncomingCall[]>(
      'incomingCalls',
      [],
      async (parameters) => {
        const { among, name } = await again(session, parameters.item);
        if (!among || name === undefined) return [];
        const found = dependentsOf(among.index, name).filter(({ key, by }) => STARTS.has(key) || by === 'name');
        return grouped(found, ({ from, by }) => `${from} ${pathOf(by)}`).map((group) => ({
          from: saying(session, among, group),
          fromRanges: ranges(among.root, group),
        }));
      },
    ),
  );

  callHierarchy.onOutgoingCalls(
    guard<lsp.CallHierarchyOutgoingCallsParams, lsp.CallHierarchyOutgoingCall[]>(
      'outgoingCalls',
      [],
      async (parameters) => {
        const { among, name } = await again(session, parameters.item);
        if (!among || name === undefined) return [];
        const found = dependenciesOf(among.index, name).filter(({ key, by }) => STARTS.has(key) || by === 'name');
        const own = pathWithin(among.root.uri, parameters.item.uri);
        return grouped(found, ({ to }) => to).map((group) => ({
          to: meant(session, among, group[0]!.to, group),
          fromRanges: ranges(
            among.root,
            group.filter(({ by }) => pathOf(by) === own),
          ),
        }));
      },
    ),
  );

  const ordered = async (asked: lsp.TypeHierarchyItem, forward: 'After' | 'Before', backward: 'After' | 'Before') => {
    const { among, name } = await again(session, asked);
    if (!among || name === undefined) return [];
    const said = dependenciesOf(among.index, name).filter(({ key }) => key === forward);
    const saidByOthers = dependentsOf(among.index, name).filter(({ key }) => key === backward);
    return [
      ...grouped(said, ({ to }) => to).map((group) => meant(session, among, group[0]!.to, group)),
      ...grouped(saidByOthers, ({ from }) => from).map((group) => saying(session, among, group)),
    ].filter((one, at, all) => all.findIndex(({ name }) => name === one.name) === at);
  };
  typeHierarchy.onSupertypes(
    guard<lsp.TypeHierarchySupertypesParams, Item[]>('supertypes', [], ({ item }) => ordered(item, 'After', 'Before')),
  );
  typeHierarchy.onSubtypes(
    guard<lsp.TypeHierarchySubtypesParams, Item[]>('subtypes', [], ({ item }) => ordered(item, 'Before', 'After')),
  );
}

/** The root and unit of an item that was given before. */
async function again(session: Session, asked: { data?: unknown }): Promise<{ among?: Among; name?: string }> {
  const data = asked.data as ItemData | undefined;
  const root = data && (await session.trees.of(data.at));
  if (!data || !root || data.name === undefined) return {};
  const path = pathWithin(root.uri, data.at) ?? '/';
  return { among: { root, index: indexOf(root, scopeOf(root, path)) }, name: data.name };
}

interface Spot {
  readonly path: string;
  readonly span: Span | undefined;
}

/** The item of a unit: its file, or where it is named when it has none. */
function item(session: Session, { root, index }: Among, name: string, detail: string, named: Spot): Item {
  const fragment = fragmentOf(index, name);
  const spot = fragment === undefined ? named : { path: fragment, span: headOf(root, fragment) };
  const type = unitNameParts(name)?.type;
  const [location] = locationsIn(session, { root, index }, spot.path, spot.span);
  const { uri, range } = location ?? {
    uri: uriOf(session, root, spot.path),
    range: rangeIn(root, spot.path, undefined),
  };
  const missing = fragment === undefined ? 'no file' : '';
  return {
    name,
    kind: type === undefined ? lsp.SymbolKind.Package : SYMBOL_KINDS[type],
    detail: [detail, missing].filter(Boolean).join(', '),
    uri,
    range,
    selectionRange: range,
    data: { at: uri, name: type === undefined ? undefined : name },
  };
}

/** The unit that others depend on. */
function meant(session: Session, among: Among, name: string, group: readonly Dependency[]): Item {
  return item(session, among, name, keys(group), spotOf(group[0]!, among));
}

/** The unit that says something: at the place where it says it, if it does so in a file. */
function saying(session: Session, among: Among, group: readonly Dependency[]): Item {
  const first = group[0]!;
  const made = item(session, among, first.from, keys(group), spotOf(first, among));
  const { by } = first;
  if (typeof by !== 'object' || !('path' in by)) return made;
  const [location] = locationsIn(session, among, by.path, by.mention.span);
  return location ? { ...made, uri: location.uri, range: location.range, selectionRange: location.range } : made;
}

function spotOf({ by, from }: Dependency, { index }: Among): Spot {
  if (by === 'name') return { path: fragmentOf(index, from) ?? '/', span: undefined };
  return 'link' in by ? { path: by.link, span: undefined } : { path: by.path, span: by.mention.span };
}

function pathOf(by: Dependency['by']): string {
  if (by === 'name') return '';
  return 'link' in by ? '' : by.path;
}

function keys(group: readonly Dependency[]): string {
  const words = group.map(({ key, by }) => {
    if (by === 'name') return 'same name';
    return 'link' in by ? `${key} by link` : `${key}=`;
  });
  return [...new Set(words)].join(', ');
}

function ranges(root: RootTree, group: readonly Dependency[]): lsp.Range[] {
  return group.flatMap(({ by }) =>
    typeof by === 'object' && 'path' in by ? [rangeIn(root, by.path, by.mention.span)] : [],
  );
}

function headOf(root: RootTree, path: string): Span | undefined {
  const lines = linesOf(root, path);
  const header = lines && parseUnitFile(lines.text).sections.find((section) => section.header)?.header;
  return header?.header;
}

function grouped(found: readonly Dependency[], key: (one: Dependency) => string): Dependency[][] {
  const groups = new Map<string, Dependency[]>();
  for (const one of found) {
    const known = groups.get(key(one));
    if (known) known.push(one);
    else groups.set(key(one), [one]);
  }
  return [...groups.values()];
}
