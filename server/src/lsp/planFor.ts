import { changeWords } from '../core/features/plan/changeWords.ts';
import { linkTexts } from '../core/features/plan/linkTexts.ts';
import { shellLines, systemctlCommand } from '../core/features/plan/shellLines.ts';
import { type InstallPlan, planInstall } from '../core/install/plan.ts';
import { planListing } from '../core/kinds/rcLinks/planning.ts';
import { bootsWithSystemd } from '../core/sysv/rootContext.ts';
import type { SystemTree } from '../core/tree/systemTree.ts';
import type { LinkWriter } from '../hosts/linkWriter.ts';
import type { ChangeParams, Plan, PlanParams, RcLinksParams, RunlevelParams } from '../protocol/planning.ts';
import { plannedBoot } from './boot/planned.ts';
import { planMoved } from './planMoved.ts';
import { folderOnDisk, isMachine, refusalOf, treeToPlan } from './planRoots.ts';
import { planRunlevel, runlevelCommand, runlevelSummary } from './runlevels.ts';
import type { RootTree } from './trees.ts';

/** What a change would do to a root, in all the forms in which it is shown. */
export async function planFor(root: RootTree, params: ChangeParams, writer: LinkWriter | undefined): Promise<Plan> {
  const shown = shownFor(root, params);
  const { plan, folder, before, summary, command, forceHelps } = shown;
  const { exitStatus, changes, messages } = plan;
  // After a rename the boot without the changes is none that anybody has had.
  const boots = changes.length > 0 && root.system && params.verb !== 'rename' && isReadAtBoot(before, params);
  const boot = boots ? plannedBoot(before, plan.tree, root.systemdVersion) : undefined;
  const links = linkTexts(before, plan.tree, changes);
  return {
    exitStatus,
    changes,
    messages,
    // Near the front: of a long summary not all is shown.
    summary: [...summary.slice(0, 1), ...(boot?.summary ?? []), ...summary.slice(1)],
    before: withBoot(links.before, boot?.before),
    after: withBoot(links.after, boot?.after),
    command,
    shell: shellLines(folder, { before, ...plan }),
    cannotApply: (await refusalOf(root, writer, params.verb, changes)) ?? null,
    forceHelps,
  };
}

/** Where systemd is not process 1, links of runlevels change nothing of what it would start. */
function isReadAtBoot(tree: SystemTree, { verb }: ChangeParams): boolean {
  return (verb !== 'rc-links' && verb !== 'runlevel') || bootsWithSystemd(tree);
}

/** The links with what the boot starts below them. */
function withBoot(links: string, boot: string | undefined): string {
  return [links, boot ?? ''].filter((part) => part !== '').join('\n');
}

/** The plan itself, for the root as it is on disk. */
export function planIn(root: RootTree, params: ChangeParams): InstallPlan {
  if (params.verb === 'rename') return planMoved(root, params).plan;
  if (params.verb === 'runlevel') return planRunlevel(root, params);
  return params.verb === 'rc-links'
    ? planListing(root.tree, params.folder, params.text)
    : planVerb(root, root.tree, params);
}

interface Shown {
  readonly plan: InstallPlan;
  /** What paths stand behind in commands. */
  readonly folder: string;
  readonly before: SystemTree;
  readonly summary: readonly string[];
  readonly command: string | null;
  readonly forceHelps: boolean;
}

function shownFor(root: RootTree, params: ChangeParams): Shown {
  if (params.verb === 'rename') return shownMoved(root, params);
  if (params.verb === 'runlevel') return shownRunlevel(root, params);
  return params.verb === 'rc-links' ? shownListing(root, params) : shownVerb(root, params);
}

function shownListing(root: RootTree, { folder: path, text }: RcLinksParams): Shown {
  const { summary, ...plan } = planListing(root.tree, path, text);
  return { plan, folder: folderOnDisk(root.uri), before: root.tree, summary, command: null, forceHelps: false };
}

function shownRunlevel(root: RootTree, params: RunlevelParams): Shown {
  const plan = planRunlevel(root, params);
  const folder = folderOnDisk(root.uri);
  const command = runlevelCommand(root, params, folder);
  const summary = runlevelSummary(root, params, plan);
  return { plan, folder, before: root.tree, summary, command, forceHelps: false };
}

function shownMoved(root: RootTree, params: ChangeParams & { readonly verb: 'rename' }): Shown {
  const folder = folderOnDisk(root.uri);
  return { ...planMoved(root, params), folder, before: root.tree, command: null, forceHelps: false };
}

function shownVerb(root: RootTree, params: PlanParams): Shown {
  const before = treeToPlan(root);
  const plan = planVerb(root, before, params);
  const folder = root.system ? folderOnDisk(root.uri) : '';
  return {
    plan,
    folder,
    before,
    summary: changeWords(before, plan.changes),
    command: systemctlCommand(folder, params.verb, params.units, params),
    forceHelps: plan.exitStatus !== 0 && !params.force && forceHelps(root, before, params, plan),
  };
}

/** Paths among the units start at the root. */
function planVerb(root: RootTree, tree: SystemTree, params: PlanParams): InstallPlan {
  return planInstall(tree, params.verb, params.units, {
    version: root.systemdVersion,
    runtime: params.runtime ?? false,
    force: params.force ?? false,
    scope: params.global ? 'global' : 'system',
    rootIsMachine: isMachine(root),
    workingDirectory: '/',
  });
}

function forceHelps(root: RootTree, tree: SystemTree, params: PlanParams, plan: InstallPlan): boolean {
  const forced = planVerb(root, tree, { ...params, force: true });
  return forced.exitStatus === 0 && forced.changes.length >= plan.changes.length;
}
