import { changeWords } from '../core/features/plan/changeWords.ts';
import { linkTexts } from '../core/features/plan/linkTexts.ts';
import { shellLines, systemctlCommand } from '../core/features/plan/shellLines.ts';
import { type InstallPlan, planInstall } from '../core/install/plan.ts';
import type { SystemTree } from '../core/tree/systemTree.ts';
import type { LinkWriter } from '../hosts/linkWriter.ts';
import type { Plan, PlanParams } from '../protocol/planning.ts';
import { folderOnDisk, isMachine, refusalOf, treeToPlan } from './planRoots.ts';
import type { RootTree } from './trees.ts';

/** What a verb would do to a root, in all the forms in which it is shown. */
export async function planFor(root: RootTree, params: PlanParams, writer: LinkWriter | undefined): Promise<Plan> {
  const tree = treeToPlan(root);
  const plan = planIn(root, tree, params);
  const { exitStatus, changes, messages } = plan;
  const folder = root.system ? folderOnDisk(root.uri) : '';
  const paths = changes.map(({ path }) => path);
  return {
    exitStatus,
    changes,
    messages,
    summary: changeWords(tree, changes),
    ...linkTexts(tree, plan.tree, changes),
    command: systemctlCommand(folder, params.verb, params.units, params),
    shell: shellLines(folder, { before: tree, ...plan }),
    cannotApply: (await refusalOf(root, writer, paths)) ?? null,
    forceHelps: exitStatus !== 0 && !params.force && forceHelps(root, tree, params, plan),
  };
}

/** The plan itself. Paths among the units start at the root. */
export function planIn(root: RootTree, tree: SystemTree, params: PlanParams): InstallPlan {
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
  const forced = planIn(root, tree, { ...params, force: true });
  return forced.exitStatus === 0 && forced.changes.length >= plan.changes.length;
}
