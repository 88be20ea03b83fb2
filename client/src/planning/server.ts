import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type Applied,
  type ApplyParams,
  applyRequest,
  type ChangeParams,
  type MovedFilesParams,
  type MovedParams,
  movedLinksRequest,
  type Plan,
  planRequest,
  type RootSummary,
  rootsRequest,
  type UnitDetails,
  type UnitOfFile,
  type UnitSummary,
  undoRequest,
  unitDetailsRequest,
  unitOfFileRequest,
  unitsRequest,
} from '../../../server/src/protocol/planning.ts';

/** The server's answers about roots and units; undefined where it has none. They wait for the server to start. */
export interface PlanningServer {
  roots(): Promise<readonly RootSummary[]>;
  units(root: string): Promise<readonly UnitSummary[]>;
  details(root: string, unit: string): Promise<UnitDetails | undefined>;
  unitOfFile(uri: string): Promise<UnitOfFile | undefined>;
  /** The links that renamed files have left behind, as a change to propose. */
  movedLinks(params: MovedFilesParams): Promise<MovedParams | undefined>;
  plan(params: ChangeParams): Promise<Plan | undefined>;
  apply(params: ApplyParams): Promise<Applied | undefined>;
  undo(undo: string): Promise<Applied | undefined>;
}

export function planningServer(client: BaseLanguageClient): PlanningServer {
  const ask = async <T>(request: string, params: object = {}): Promise<T | undefined> => {
    try {
      return (await client.sendRequest<T | null>(request, params)) ?? undefined;
    } catch (error) {
      client.outputChannel.appendLine(`${request}: ${String(error)}`);
      return undefined;
    }
  };
  return {
    roots: async () => (await ask<RootSummary[]>(rootsRequest)) ?? [],
    units: async (root) => (await ask<UnitSummary[]>(unitsRequest, { root })) ?? [],
    details: (root, unit) => ask(unitDetailsRequest, { root, unit }),
    unitOfFile: (uri) => ask(unitOfFileRequest, { uri }),
    movedLinks: (params) => ask(movedLinksRequest, params),
    plan: (params) => ask(planRequest, params),
    apply: (params) => ask(applyRequest, params),
    undo: (undo) => ask(undoRequest, { undo }),
  };
}
