import type * as lsp from 'vscode-languageserver';
import { readMeasurements } from '../../core/boot/schedule/measurements.ts';
import {
  type BootAnswer,
  type BootDifference,
  type BootParams,
  bootChanged,
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
} from '../../protocol/boot.ts';
import type { Guard } from '../guard.ts';
import type { Session } from '../session.ts';
import type { RootTree } from '../trees.ts';
import { bootAnswer } from './answer.ts';
import { bootDifference } from './difference.ts';
import { lookForConditions } from './lookedAt.ts';
import { neighbours } from './neighbours.ts';
import { Simulations } from './simulations.ts';
import { whyAnswer } from './why.ts';

/** Answers the requests about boots. */
export function registerBoot(connection: lsp.Connection, session: Session, guard: Guard): Simulations {
  const simulations = new Simulations();
  const answer = <P, R>(request: string, handler: (params: P, token: lsp.CancellationToken) => Promise<R>): void => {
    const guarded = guard<P, R | null>(request, null, async (params, token) => {
      // A request that has been cancelled by one that waits behind it is not worked on.
      await othersTurn();
      return token.isCancellationRequested ? null : handler(params, token);
    });
    connection.onRequest(request, (params: P, token): Promise<unknown> => guarded(params, token));
  };
  const bootOf = async (params: BootParams) => {
    const tree = await rootAt(session, params.root);
    const boot = simulations.of(tree, params);
    const found = await lookForConditions(session.host, boot);
    if (found.size === 0) return boot;
    simulations.learn(tree, found);
    return simulations.of(tree, params);
  };

  answer<BootParams, BootAnswer>(bootRequest, async (params) => bootAnswer(session, await bootOf(params)));
  answer<WhyParams, Why>(whyRequest, async ({ unit, ...params }) => whyAnswer(session, await bootOf(params), unit));
  answer<NeighbourhoodParams, Neighbourhood | null>(neighbourhoodRequest, async (params) => {
    const { root, anchor, profile, changes } = params;
    const own = {
      root,
      ...(anchor !== undefined && { anchor }),
      ...(profile && { profile }),
      ...(changes && { changes }),
    };
    return neighbours(session, await bootOf(own), params);
  });
  answer<CompareParams, BootDifference | null>(compareBootsRequest, async ({ before, after }, token) => {
    const old = await bootOf(before);
    await othersTurn();
    return token.isCancellationRequested ? null : bootDifference(session, old, await bootOf(after));
  });
  answer<TimesParams, TimesRead>(timesRequest, async ({ root, text }) =>
    takeTimes(simulations, await rootAt(session, root), text),
  );
  return simulations;
}

const FORMATS = {
  plot: 'from systemd-analyze plot',
  blame: 'from systemd-analyze blame',
  journal: 'from the journal',
} as const;

function takeTimes(simulations: Simulations, root: RootTree, text: string | null): TimesRead {
  if (text === null) {
    simulations.measure(root, undefined);
    return { units: 0, format: '', error: null };
  }
  const measured = readMeasurements(text);
  if (!measured) {
    const error =
      'There are no times in it. It should be what "systemd-analyze plot --json=short", "systemd-analyze blame" or "journalctl -b -o json" prints.';
    return { units: 0, format: '', error };
  }
  simulations.measure(root, measured);
  return { units: Object.keys(measured.took).length, format: FORMATS[measured.from], error: null };
}

async function rootAt(session: Session, uri: string): Promise<RootTree> {
  const found = (await session.trees.all()).find((tree) => tree.uri === uri);
  if (!found) throw new Error(`no root at ${uri}`);
  return found;
}

function othersTurn(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 0));
}

/** Edits in a row are told of once, this long after the first: in milliseconds. */
const TOLD_AFTER = 40;

/** Tells the client that boots may have changed: soon, and once for all that happens meanwhile. */
export function tellsOfBoots(connection: lsp.Connection): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      void connection.sendNotification(bootChanged);
    }, TOLD_AFTER);
  };
}
