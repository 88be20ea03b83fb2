import { type QuickPickItem, Uri, window } from 'vscode';
import type { PlannedVerb, RootSummary, UnitSummary } from '../../../server/src/protocol/planning.ts';
import { iconOfState } from '../views/unitIcons.ts';
import type { Roots } from './roots.ts';
import type { PlanningServer } from './server.ts';
import { verbs } from './verbs.ts';

/** What a command may be told: a file, or a unit of a root. Lenses and keybindings hand it over. */
export interface UnitTarget {
  readonly uri?: string;
  readonly unit?: string;
  readonly root?: string;
}

/** Units of one root. */
export interface Targets {
  readonly root: RootSummary;
  readonly units: readonly string[];
  /** Units of the users' managers. */
  readonly global: boolean;
}

export interface TargetContext {
  readonly server: PlanningServer;
  readonly roots: Roots;
  readonly languages: readonly string[];
}

/**
 * The units that a command is about: what it was told, else the open file, else what the user picks. Undefined when the
 * user turned away or there is nothing to pick from; then that has been said.
 *
 * @param told the command's arguments: a location or a target, and perhaps all that are selected
 */
export async function targetsOf(
  context: TargetContext,
  verb: PlannedVerb,
  told: readonly unknown[],
): Promise<Targets | undefined> {
  const [first, all] = told;
  const named = (Array.isArray(all) && all.length > 0 ? all : [first]).flatMap((one) => asTarget(one) ?? []);
  if (named.length > 0) return resolve(context, verb, named);
  const open = openUnitFile(context.languages);
  if (open !== undefined && (verb !== 'set-default' || open.endsWith('.target'))) {
    return resolve(context, verb, [{ uri: open }]);
  }
  return pick(context, verb);
}

function asTarget(told: unknown): UnitTarget | undefined {
  if (told instanceof Uri) return { uri: told.toString() };
  if (typeof told !== 'object' || told === null) return undefined;
  const { uri, unit, root } = told as Record<string, unknown>;
  if (typeof unit === 'string') return { unit, ...(typeof root === 'string' && { root }) };
  if (uri instanceof Uri) return { uri: uri.toString() };
  return typeof uri === 'string' ? { uri } : undefined;
}

function openUnitFile(languages: readonly string[]): string | undefined {
  const document = window.activeTextEditor?.document;
  return document && languages.includes(document.languageId) ? document.uri.toString() : undefined;
}

async function resolve(
  { server, roots }: TargetContext,
  verb: PlannedVerb,
  targets: readonly UnitTarget[],
): Promise<Targets | undefined> {
  const found: { root: string | undefined; unit: string; global: boolean }[] = [];
  for (const { uri, unit, root } of targets) {
    const file = uri === undefined ? undefined : await server.unitOfFile(uri);
    if (file) found.push({ ...file, unit: verb === 'link' ? file.path : file.unit });
    else if (unit !== undefined) found.push({ root: root ?? (await roots.current())?.uri, unit, global: false });
  }
  const uri = found[0]?.root;
  const root = uri === undefined ? undefined : await roots.of(uri);
  if (!root) {
    void window.showWarningMessage(noRoot(targets));
    return undefined;
  }
  const global = found[0]!.global;
  const units = found.filter((one) => one.root === uri && one.global === global).map(({ unit }) => unit);
  return { root, units: [...new Set(units)], global };
}

function noRoot([target]: readonly UnitTarget[]): string {
  const name = target?.unit ?? Uri.parse(target?.uri ?? '').path.replace(/^.*\//, '');
  return `"${name}" is no unit of a system root: a folder with etc/systemd or usr/lib/systemd in it.`;
}

async function pick({ server, roots }: TargetContext, verb: PlannedVerb): Promise<Targets | undefined> {
  const root = await roots.current();
  if (!root) {
    void window.showWarningMessage(
      'There is no system root in this workspace: open a folder with etc/systemd or usr/lib/systemd in it.',
    );
    return undefined;
  }
  const items = server.units(root.uri).then((units) => unitItems(units, verb));
  const picked = await window.showQuickPick(items, {
    title: `${verbs[verb].does} a ${verb === 'set-default' ? 'target' : 'unit'} of ${root.name}`,
    placeHolder: 'Name, description, or who wants it',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.unit === undefined ? undefined : { root, units: [picked.unit], global: false };
}

interface UnitPick extends QuickPickItem {
  readonly unit?: string;
}

/** One item for each unit; those in states that the verb is meant for come first. */
function unitItems(units: readonly UnitSummary[], verb: PlannedVerb): UnitPick[] {
  const { states } = verbs[verb];
  const rank = ({ state }: UnitSummary) => (states.includes(state) ? states.indexOf(state) : states.length);
  const offered = units.filter(({ type }) => verb !== 'set-default' || type === 'target');
  return offered.sort((a, b) => rank(a) - rank(b)).map(unitItem);
}

function unitItem({ name, state, description, wantedBy }: UnitSummary): UnitPick {
  const wanted = wantedBy.length > 0 ? `wanted by ${wantedBy.join(', ')}` : '';
  return {
    label: `$(${iconOfState(state).id}) ${name}`,
    description: state,
    detail: [description, wanted].filter(Boolean).join(' \u00b7 '),
    unit: name,
  };
}
