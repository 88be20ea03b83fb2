import { commands, Disposable, window } from 'vscode';
import type { PlannedVerb, PlanParams } from '../../../server/src/protocol/planning.ts';
import type { Changing } from '../planning/changing.ts';
import { type TargetContext, targetsOf } from '../planning/targets.ts';
import { verbs } from '../planning/verbs.ts';

/** Verbs that systemctl takes with a template only when it has a DefaultInstance=. */
const wantInstance: readonly PlannedVerb[] = ['enable', 'disable', 'reenable', 'preset'];

/**
 * "Bootwright: Enable Unit" and its like: `bootwright.unit.enable`... Arguments are a location, or an object with `uri`,
 * or with `unit` and `root`; `runtime` and `force` in it are systemctl's switches. Without any, the open file is meant.
 */
export function unitVerbs(context: TargetContext, changing: Changing): Disposable {
  const registered = Object.entries(verbs).map(([verb, { id }]) =>
    commands.registerCommand(`bootwright.unit.${id}`, (...told: unknown[]) =>
      propose(context, changing, verb as PlannedVerb, told),
    ),
  );
  return Disposable.from(...registered);
}

async function propose(
  context: TargetContext,
  changing: Changing,
  verb: PlannedVerb,
  told: readonly unknown[],
): Promise<void> {
  const targets = await targetsOf(context, verb, told);
  if (!targets) return;
  const units = await instances(verb, targets.units);
  if (!units) return;
  const { root, global } = targets;
  await changing.propose({ root: root.uri, verb, units, ...(global && { global }), ...switches(told[0]) });
}

function switches(told: unknown): Pick<PlanParams, 'runtime' | 'force'> {
  if (typeof told !== 'object' || told === null) return {};
  const { runtime, force } = told as Record<string, unknown>;
  return { ...(runtime === true && { runtime }), ...(force === true && { force }) };
}

/** The units with an instance of each template, as the user names it; undefined when they turned away. */
async function instances(verb: PlannedVerb, units: readonly string[]): Promise<string[] | undefined> {
  const named: string[] = [];
  for (const unit of units) {
    const [, prefix, suffix] = (wantInstance.includes(verb) && /^([^/]+@)(\.[a-z]+)$/.exec(unit)) || [];
    const instance = prefix === undefined ? '' : await askInstance(verb, unit);
    if (instance === undefined) return undefined;
    named.push(instance === '' ? unit : `${prefix}${instance}${suffix}`);
  }
  return named;
}

function askInstance(verb: PlannedVerb, template: string): Thenable<string | undefined> {
  const name = template.replace(/@.*$/, '@');
  return window.showInputBox({
    title: `${verbs[verb].does} an instance of ${template}`,
    prompt: `What stands behind "${name}". Leave it empty for the template itself, which needs DefaultInstance=.`,
    validateInput: (text) =>
      /^[A-Za-z0-9:_.\\@-]*$/.test(text) ? undefined : 'Write ASCII letters, digits, and : _ . \\ @ - only.',
  });
}
