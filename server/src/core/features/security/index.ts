import type { SystemTree } from '../../tree/systemTree.ts';
import { loadUnit } from '../../units/load.ts';
import { GENERATOR_FOLDERS, searchPath } from '../../units/searchPath.ts';
import { openUnitRoot, type UnitRoot } from '../../units/unitRoot.ts';
import { unitNameForm, unitNameReplaceInstance } from '../../values/unitNames.ts';
import { assess, type Exposure } from './assess.ts';
import { getSecurityInfo } from './getSecurityInfo.ts';
import { readingOf } from './reading.ts';

export type { Exposure, Level, SecurityCheck } from './assess.ts';

/** How exposed a unit of a root is. */
export interface UnitSecurity extends Exposure {
  /** The unit's own name, where the asked one is an alias; that of an instance, where it is a template. */
  readonly unit: string;
}

/**
 * Opens a root as `systemd-analyze` does that asks no running system: generators are not run, and what they left is not
 * looked at.
 *
 * @param first folders of unit files that win over those of the root
 */
export function openOfflineRoot(tree: SystemTree, version: number, first: readonly string[] = []): UnitRoot {
  const generated: readonly string[] = Object.values(GENERATOR_FOLDERS);
  const folders = searchPath(version, 'system', tree).filter((folder) => !generated.includes(folder));
  return openUnitRoot(tree, version, { unitPath: [...new Set([...first, ...folders])] });
}

/** Stands for whatever instance of a template is loaded, as `verify_prepare_filename` has it; from 257 on the other one. */
const INSTANCE = { old: 'i', since257: 'test_instance' } as const;

/**
 * How exposed a unit is, without asking a running system: `systemd-analyze security --offline=yes`. Whatever loads is
 * judged, services or not.
 *
 * @param name of a unit; for a template an instance is made up
 * @returns a sentence when the unit cannot be judged
 */
export function unitSecurity(root: UnitRoot, name: string): UnitSecurity | string {
  const instance = root.version < 257 ? INSTANCE.old : INSTANCE.since257;
  const asked = unitNameForm(name) === 'template' ? unitNameReplaceInstance(name, instance) : name;
  const unit = asked === undefined ? undefined : loadUnit(root, asked);
  if (!unit) return `'${name}' is no name of a unit; write one such as ssh.service.`;
  if (unit.unread.length > 0) return `${unit.unread[0]} cannot be read, so there is no telling about ${name}.`;
  switch (unit.loadState) {
    case 'loaded':
      return { unit: unit.id, ...assess(getSecurityInfo(readingOf(unit, root.version), unit.id), root.version) };
    case 'not-found':
      return `${name} is not there.`;
    case 'masked':
      return `${name} is masked, so there is nothing to judge.`;
    default:
      return `${name} does not load; bootwright check says why.`;
  }
}
