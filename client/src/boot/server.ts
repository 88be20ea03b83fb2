import type { CancellationToken } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type BootAnswer,
  type BootDifference,
  type BootParams,
  bootRequest,
  type CompareParams,
  compareBootsRequest,
  type Neighbourhood,
  type NeighbourhoodParams,
  neighbourhoodRequest,
  type TimesParams,
  type TimesRead,
  timesRequest,
  type Why,
  type WhyParams,
  whyRequest,
} from '../../../server/src/protocol/boot.ts';

/** The server's answers about boots; undefined where it has none, or the request was cancelled. */
export interface BootServer {
  boot(params: BootParams, token?: CancellationToken): Promise<BootAnswer | undefined>;
  why(params: WhyParams, token?: CancellationToken): Promise<Why | undefined>;
  neighbourhood(params: NeighbourhoodParams, token?: CancellationToken): Promise<Neighbourhood | undefined>;
  compare(params: CompareParams, token?: CancellationToken): Promise<BootDifference | undefined>;
  times(params: TimesParams): Promise<TimesRead | undefined>;
}

export function bootServer(client: BaseLanguageClient): BootServer {
  const ask = async <T>(request: string, params: object, token?: CancellationToken): Promise<T | undefined> => {
    try {
      // A token that is undefined would be sent as one more parameter.
      const sent = token
        ? client.sendRequest<T | null>(request, params, token)
        : client.sendRequest<T | null>(request, params);
      return (await sent) ?? undefined;
    } catch (error) {
      if (!token?.isCancellationRequested) client.outputChannel.appendLine(`${request}: ${String(error)}`);
      return undefined;
    }
  };
  return {
    boot: (params, token) => ask(bootRequest, params, token),
    why: (params, token) => ask(whyRequest, params, token),
    neighbourhood: (params, token) => ask(neighbourhoodRequest, params, token),
    compare: (params, token) => ask(compareBootsRequest, params, token),
    times: (params) => ask(timesRequest, params),
  };
}
