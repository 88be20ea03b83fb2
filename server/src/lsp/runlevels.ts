import type * as lsp from 'vscode-languageserver';
import { shellQuote } from '../core/features/plan/shellLines.ts';
import type { InstallPlan } from '../core/install/plan.ts';
import { levelMeaning } from '../core/kinds/initScript/words.ts';
import { type Flavor, flavorOf } from '../core/sysv/layout.ts';
import { planChkconfig } from '../core/sysv/plan/chkconfig.ts';
import { planUpdateRcD } from '../core/sysv/plan/updateRcD.ts';
import { bootsWithSystemd } from '../core/sysv/rootContext.ts';
import { type RunlevelRow, runlevelTable } from '../core/sysv/runlevelTable.ts';
import type { RunlevelParams } from '../protocol/planning.ts';
import {
  type RunlevelService,
  type RunlevelState,
  type Runlevels,
  type RunlevelsParams,
  runlevelsRequest,
} from '../protocol/runlevels.ts';
import type { Guard } from './guard.ts';
import { uriWithin } from './locations.ts';
import type { RootTree, Trees } from './trees.ts';

/** Answers which services run in which runlevels of a root. */
export function registerRunlevels(connection: lsp.Connection, trees: Trees, guard: Guard): void {
  const answer = guard<RunlevelsParams, Runlevels | null>('runlevels', null, async ({ root }) => {
    const found = (await trees.all()).find((tree) => tree.uri === root);
    return found?.system ? runlevelsOf(found) : null;
  });
  connection.onRequest(runlevelsRequest, (parameters: RunlevelsParams, token) => answer(parameters, token));
}

function runlevelsOf({ uri, tree }: RootTree): Runlevels | null {
  const { flavor, levels, defaultLevel, rows } = runlevelTable(tree);
  if (rows.length === 0) return null;
  return {
    root: uri,
    tool: flavor === 'redhat' ? 'chkconfig' : 'update-rc.d',
    levels: levels.map((level) => ({ level, meaning: levelMeaning(level, flavor) ?? '' })),
    defaultLevel: defaultLevel ?? null,
    services: rows.map((row) => serviceOf(row, flavor, uri)),
    systemd: bootsWithSystemd(tree),
  };
}

function serviceOf(row: RunlevelRow, flavor: Flavor, root: string): RunlevelService {
  const { service, description, path, unit, cells } = row;
  return {
    name: service,
    description,
    uri: path === undefined ? null : uriWithin(root, path),
    unit: unit ?? null,
    cells: cells.map(({ state, link, level }): RunlevelState => {
      return { state: state ?? 'none', link: link ?? null, fixed: fixedFor(row, level, flavor) };
    }),
  };
}

/** What the tool cannot turn over: update-rc.d leaves halt, single user and reboot alone, and makes no link anew. */
function fixedFor({ path, cells }: RunlevelRow, level: string, flavor: Flavor): string | null {
  if (path === undefined) return 'There is no script: the links lead nowhere.';
  if (flavor === 'redhat') return level === 'S' ? 'chkconfig has no runlevel S.' : null;
  if (!/^[S2-5]$/.test(level)) return 'update-rc.d does not turn links of runlevels 0, 1 and 6 over.';
  const has = cells.find((cell) => cell.level === level)?.state !== undefined;
  return has || cells.every(({ state }) => state === undefined)
    ? null
    : 'There is no link to turn over: the header does not name this runlevel.';
}

/** What follows the name of the tool on its command line. */
function wordsOf({ service, change, levels }: RunlevelParams, flavor: Flavor): string[] {
  if (flavor === 'redhat') {
    if (change === 'add') return ['--add', service];
    if (change === 'remove') return ['--del', service];
    return [...(levels ? ['--level', levels.join('')] : []), service, change];
  }
  if (change === 'add') return [service, 'defaults'];
  // While the script is there, update-rc.d keeps its links without -f.
  if (change === 'remove') return ['-f', service, 'remove'];
  return [service, change === 'on' ? 'enable' : 'disable', ...(levels ?? [])];
}

/** The links that the tool of the root would make and remove. */
export function planRunlevel({ tree }: RootTree, params: RunlevelParams): InstallPlan {
  const flavor = flavorOf(tree);
  const words = wordsOf(params, flavor);
  const plan = flavor === 'redhat' ? planChkconfig(tree, words) : planUpdateRcD(tree, words);
  return { ...plan, output: plan.output ?? [] };
}

/**
 * The command that does the same, to be run in the root.
 *
 * @param folder of the root; empty for the machine's own
 */
export function runlevelCommand({ tree }: RootTree, params: RunlevelParams, folder: string): string {
  const flavor = flavorOf(tree);
  const tool = flavor === 'redhat' ? 'chkconfig' : 'update-rc.d';
  const inside = folder === '' ? [] : ['chroot', folder];
  return [...inside, tool, ...wordsOf(params, flavor)].map(shellQuote).join(' ');
}

/** What it comes to for the service, and how many other links get other numbers. */
export function runlevelSummary({ tree }: RootTree, { service }: RunlevelParams, plan: InstallPlan): string[] {
  const [before, after] = [tree, plan.tree].map((one) =>
    runlevelTable(one).rows.find((row) => row.service === service),
  );
  const states = (row: RunlevelRow | undefined, state: 'on' | 'off' | undefined) =>
    (row?.cells ?? []).filter((cell) => cell.state === state).map(({ level }) => level);
  const changed = (state: 'on' | 'off' | undefined) =>
    states(after, state).filter((level) => !states(before, state).includes(level));
  const say = (levels: readonly string[], words: string) =>
    levels.length === 0
      ? []
      : [`${service} ${words} ${levels.length === 1 ? 'runlevel' : 'runlevels'} ${levels.join(' ')}.`];
  const gone = after === undefined ? states(before, 'on').concat(states(before, 'off')) : changed(undefined);
  const others = new Set(
    plan.changes.flatMap(({ path }) => {
      const name = /\/[SK]\d\d([^/]+)$/.exec(path)?.[1];
      return name === undefined || name === service ? [] : [name];
    }),
  );
  return [
    ...say(changed('on'), 'will be started in'),
    ...say(changed('off'), 'will be stopped in'),
    ...say(gone, 'will have no link any more in'),
    ...(others.size > 0
      ? [`The order of ${others.size} other ${others.size === 1 ? 'script' : 'scripts'} changes with it.`]
      : []),
  ];
}
