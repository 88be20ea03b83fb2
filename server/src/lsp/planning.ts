import type * as lsp from 'vscode-languageserver';
import { unitDetails } from '../core/features/plan/unitList.ts';
import { unitIdentity } from '../core/kinds/unit/identity.ts';
import { unitNameForm } from '../core/values/unitNames.ts';
import type { LinkWriter } from '../hosts/linkWriter.ts';
import {
  type Applied,
  type ApplyParams,
  applyRequest,
  type ChangeParams,
  type FileParams,
  type MovedFilesParams,
  type MovedParams,
  movedLinksRequest,
  type Plan,
  planRequest,
  type RootSummary,
  rootsRequest,
  type UndoParams,
  type UnitDetails,
  type UnitOfFile,
  type UnitParams,
  type UnitSummary,
  type UnitsParams,
  undoRequest,
  unitDetailsRequest,
  unitOfFileRequest,
  unitsRequest,
} from '../protocol/planning.ts';
import type { Guard } from './guard.ts';
import { indexOf, scopeOf } from './indexes.ts';
import { pathWithin } from './locations.ts';
import { Applying } from './planApplying.ts';
import { planFor } from './planFor.ts';
import { movedParams } from './planMoved.ts';
import { summaryOf } from './planRoots.ts';
import type { RootTree, Trees } from './trees.ts';
import { unitSummaries } from './unitSummaries.ts';

/** What planning needs of a session. */
export interface PlanningSession {
  readonly trees: Trees;
  /** Called when links have been changed. */
  readonly linksChanged: (uris: readonly string[]) => void;
}

/**
 * Answers the requests about roots and changes to them.
 *
 * @param writer undefined where links cannot be made, as in a browser
 */
export function registerPlanning(
  connection: lsp.Connection,
  session: PlanningSession,
  guard: Guard,
  writer: LinkWriter | undefined,
): void {
  const applying = new Applying(writer, session.linksChanged);
  /** Changes that are to be made are planned for what is on disk: what has changed there may not have been told yet. */
  const freshRootAt = (uri: string): Promise<RootTree> => {
    if (writer) session.trees.changed([uri]);
    return rootAt(uri);
  };
  const rootAt = async (uri: string): Promise<RootTree> => {
    const found = (await session.trees.all()).find((tree) => tree.uri === uri);
    if (!found) throw new Error(`no root at ${uri}`);
    return found;
  };
  const answer = <P, R>(
    request: string,
    handler: (parameters: P, token: lsp.CancellationToken) => Promise<R>,
  ): void => {
    const guarded = guard<P, R | null>(request, null, handler);
    connection.onRequest(request, (parameters: P, token): Promise<unknown> => guarded(parameters, token));
  };

  answer<unknown, RootSummary[]>(rootsRequest, async () =>
    Promise.all((await session.trees.all()).map((root) => summaryOf(root, writer))),
  );
  answer<UnitsParams, UnitSummary[]>(unitsRequest, async ({ root }, token) => unitSummaries(await rootAt(root), token));
  answer<UnitParams, UnitDetails>(unitDetailsRequest, async ({ root, unit }) => {
    const details = unitDetails(indexOf(await rootAt(root)), unit);
    return { ...details, path: details.path ?? null };
  });
  answer<FileParams, UnitOfFile | null>(unitOfFileRequest, async ({ uri }) => {
    const root = await session.trees.of(uri);
    return root ? unitOfFile(root, uri) : null;
  });
  answer<MovedFilesParams, MovedParams | null>(
    movedLinksRequest,
    async (parameters) => (await movedParams(session.trees, parameters)) ?? null,
  );
  answer<ChangeParams, Plan>(planRequest, async (parameters) =>
    planFor(await freshRootAt(parameters.root), parameters, writer),
  );
  answer<ApplyParams, Applied>(applyRequest, async (parameters) =>
    applying.apply(await freshRootAt(parameters.root), parameters),
  );
  answer<UndoParams, Applied>(undoRequest, async ({ undo }) => applying.undo(undo));
}

/** The unit that a file or drop-in is about; null for files of no unit, or of many. */
function unitOfFile(root: RootTree, uri: string): UnitOfFile | null {
  const path = pathWithin(root.uri, uri);
  const identity = path === undefined ? undefined : unitIdentity(path);
  if (path === undefined || identity?.name === undefined || identity.reach !== 'unit') return null;
  if (unitNameForm(identity.name) === undefined) return null;
  return { root: root.uri, unit: identity.name, path, global: scopeOf(root, path) === 'user' };
}
