import { failed } from '../../install/errno.ts';
import { installSession } from '../../install/plan.ts';
import type { Session } from '../../install/session.ts';
import { type UnitFileState, unitFileLookupState } from '../../install/state.ts';
import { chase } from '../../tree/chase.ts';
import { joinPath } from '../../tree/systemTree.ts';
import { loadUnit } from '../../units/load.ts';
import { unitNameForm } from '../../values/unitNames.ts';
import { fragmentPlaces } from './definitions.ts';
import { type Place, referencesTo } from './references.ts';
import type { UnitLink } from './sources.ts';
import { namesOfUnit, type UnitIndex } from './unitIndex.ts';

/** What is known of a unit's place among the others. */
export interface UnitStanding {
  readonly name: string;
  /** As `systemctl list-unit-files` says; undefined in a plain folder, where nothing can be enabled. */
  readonly state: UnitFileState | undefined;
  /** Whether nothing stands where the link of a mask would be made. */
  readonly maskable: boolean;
  /** The links that enable it: in folders such as `multi-user.target.wants`, and aliases. */
  readonly enabledBy: readonly UnitLink[];
  readonly dropIns: readonly string[];
  /** Files of the same name that this unit's file keeps from being read. */
  readonly hides: readonly string[];
  readonly references: readonly Place[];
}

/** The verbs of systemctl that are offered over a unit's sections. */
export type OfferedVerb = 'enable' | 'disable' | 'mask' | 'unmask';

const FITTING: Readonly<Partial<Record<UnitFileState, readonly OfferedVerb[]>>> = {
  enabled: ['disable', 'mask'],
  'enabled-runtime': ['enable', 'disable', 'mask'],
  disabled: ['enable', 'mask'],
  indirect: ['enable', 'mask'],
  linked: ['enable', 'disable'],
  'linked-runtime': ['enable', 'disable'],
  static: ['mask'],
  masked: ['unmask'],
  'masked-runtime': ['unmask'],
};

/** The verbs that would change something for a unit. A template has always more instances to enable. */
export function fittingVerbs({ name, state, maskable }: UnitStanding): readonly OfferedVerb[] {
  const verbs = ((state && FITTING[state]) ?? []).filter((verb) => verb !== 'mask' || maskable);
  const isTemplate = unitNameForm(name) === 'template';
  return isTemplate && verbs[0] === 'disable' ? ['enable', ...verbs] : verbs;
}

/** What the lenses over a unit's sections say. Undefined when the name can be no unit's. */
export function lensesOf(index: UnitIndex, name: string): UnitStanding | undefined {
  const unit = loadUnit(index.root, name);
  if (!unit) return undefined;
  const places = fragmentPlaces(index, name);
  const folder = sessionOf(index).lookup.persistentConfig;
  const references = referencesTo(index, name).filter(({ as }) => as !== 'Alias');
  return {
    name,
    state: index.plain ? undefined : unitFileState(index, name),
    maskable: !index.files.node(joinPath(chase(index.files, folder).path, name)),
    enabledBy: enablingLinks(index, name),
    dropIns: unit.dropInPaths,
    hides: places.slice(1),
    references,
  };
}

/** The state of a unit file; undefined when it has none. What generators make does not count, as for systemctl. */
export function unitFileState(index: UnitIndex, name: string): UnitFileState | undefined {
  const state = unitFileLookupState(sessionOf(index), name);
  return failed(state) ? undefined : state.state;
}

/** The links that stand for a unit being enabled: `.wants/` and its like, and other names; for templates of instances. */
export function enablingLinks(index: UnitIndex, name: string): UnitLink[] {
  const names = namesOfUnit(index, name);
  const wanted = names.flatMap((one) => index.linksOf(one)).filter(({ kind }) => kind !== 'alias');
  const template = unitNameForm(name) === 'template';
  const aliases = index.links.filter(
    (link) =>
      link.kind === 'alias' && link.name !== name && (names.includes(link.name) || (template && leadsTo(link, name))),
  );
  return [...new Set([...wanted, ...aliases])].filter(({ target }) => target !== '/dev/null');
}

function leadsTo({ target }: UnitLink, name: string): boolean {
  return target !== undefined && (target === name || target.endsWith(`/${name}`));
}

const sessions = new WeakMap<UnitIndex, Session>();

/** Looking up a state changes nothing, so one session serves for all units of a root. */
function sessionOf(index: UnitIndex): Session {
  const known = sessions.get(index);
  if (known) return known;
  const { version, scope } = index.root;
  const session = installSession(index.files, { version, scope: scope === 'user' ? 'global' : 'system' });
  sessions.set(index, session);
  return session;
}
