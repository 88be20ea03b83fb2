import * as lsp from 'vscode-languageserver';
import { definitionsOf } from '../core/features/units/definitions.ts';
import { referencesTo } from '../core/features/units/references.ts';
import { workspaceSymbols } from '../core/features/units/symbols.ts';
import { highlightsAt, unitAt } from '../core/features/units/unitAt.ts';
import type { UnitDocument } from '../core/kinds/unit/document.ts';
import { unitKind } from '../core/kinds/unit/index.ts';
import type { UnitType } from '../core/knowledge/directives.ts';
import { offsetIn } from './documents.ts';
import type { Guard } from './guard.ts';
import { indexOf } from './indexes.ts';
import { ntpDefinition } from './ntpAccess.ts';
import type { Session } from './session.ts';
import { toRange } from './toProtocol.ts';
import { locationsIn, type UnitSpot, unitSpot } from './unitSpots.ts';

const MOST_SYMBOLS = 1000;

/** Answers where units are and who speaks of them. */
export function registerNavigation(connection: lsp.Connection, session: Session, guard: Guard): void {
  connection.onDefinition(
    guard<lsp.DefinitionParams, lsp.LocationLink[] | lsp.Location[]>('definition', [], async (parameters) => {
      const { textDocument, position } = parameters;
      const ofNtp = await ntpDefinition(session, parameters);
      if (ofNtp) return ofNtp;
      const spot = await unitSpot(session, textDocument.uri);
      return spot ? definition(session, spot, offsetIn(spot.open, position)) : [];
    }),
  );

  connection.onReferences(
    guard<lsp.ReferenceParams, lsp.Location[]>('references', [], async ({ textDocument, position, context }) => {
      const spot = await unitSpot(session, textDocument.uri);
      const at = spot && unitAt(spot.document, offsetIn(spot.open, position), spot.root.systemdVersion);
      if (!spot || !at) return [];
      const places = referencesTo(spot.index, at.name);
      const declared = context.includeDeclaration ? definitionsOf(spot.index, at.name) : [];
      return [
        ...declared.flatMap(({ path }) => locationsIn(session, spot, path)),
        ...places.flatMap(({ path, span }) => locationsIn(session, spot, path, span)),
      ];
    }),
  );

  connection.onDocumentHighlight(
    guard<lsp.DocumentHighlightParams, lsp.DocumentHighlight[]>('documentHighlight', [], (parameters) => {
      const { textDocument, position } = parameters;
      const open = session.document(textDocument.uri);
      if (open?.kind.id !== unitKind.id) return [];
      const { version } = session.targetOf(textDocument.uri);
      const spans = highlightsAt(open.parsed as UnitDocument, offsetIn(open, position), version);
      return spans.map((span) => ({ range: toRange(open.index, span), kind: lsp.DocumentHighlightKind.Read }));
    }),
  );

  connection.onWorkspaceSymbol(
    guard<lsp.WorkspaceSymbolParams, lsp.SymbolInformation[]>('workspaceSymbol', [], async ({ query }) => {
      const roots = await session.trees.all();
      const found = roots.flatMap((root) => {
        const indexes = root.system ? [indexOf(root), indexOf(root, 'user')] : [indexOf(root)];
        return indexes.flatMap((index) =>
          workspaceSymbols(index, query, MOST_SYMBOLS).flatMap(({ name, type, path, aliasOf, description }) =>
            locationsIn(session, { root, index }, path).map((location) => ({
              name,
              kind: SYMBOL_KINDS[type],
              location,
              containerName: aliasOf === undefined ? description : `alias of ${aliasOf}`,
            })),
          ),
        );
      });
      return found.slice(0, MOST_SYMBOLS);
    }),
  );
}

/** How editors draw the types of units. */
export const SYMBOL_KINDS: Readonly<Record<UnitType, lsp.SymbolKind>> = {
  service: lsp.SymbolKind.Class,
  socket: lsp.SymbolKind.Interface,
  target: lsp.SymbolKind.Namespace,
  device: lsp.SymbolKind.Object,
  mount: lsp.SymbolKind.File,
  automount: lsp.SymbolKind.File,
  swap: lsp.SymbolKind.File,
  timer: lsp.SymbolKind.Event,
  path: lsp.SymbolKind.Key,
  slice: lsp.SymbolKind.Package,
  scope: lsp.SymbolKind.Struct,
};

/** The files of the unit at the offset; in a plain folder those of the system root around it, when it has none itself. */
async function definition(session: Session, spot: UnitSpot, offset: number): Promise<lsp.Location[]> {
  const at = unitAt(spot.document, offset, spot.root.systemdVersion);
  if (!at) return [];
  const here = definitionsOf(spot.index, at.name);
  if (here.length > 0 || spot.root.system) return here.flatMap(({ path }) => locationsIn(session, spot, path));
  const root = await session.trees.around(spot.open.uri);
  if (!root) return [];
  const index = indexOf(root);
  return definitionsOf(index, at.name).flatMap(({ path }) => locationsIn(session, { root, index }, path));
}
