import { nameOf } from '../tree/systemTree.ts';
import { pathStartsWith } from '../values/paths.ts';
import { unitNameIsValid } from '../values/unitNames.ts';
import { type Errno, failed } from './errno.ts';
import { type InstallInfo, installContext, installInfoHasRules } from './installInfo.ts';
import { findSymlinks } from './linkIndex.ts';
import { pathIsGenerator, pathIsRuntime, pathIsTransient, simple } from './lookupPaths.ts';
import { installInfoDiscover } from './search.ts';
import type { Session } from './session.ts';

/** `UnitFileState`, as systemctl prints it. */
export type UnitFileState =
  | 'enabled'
  | 'enabled-runtime'
  | 'linked'
  | 'linked-runtime'
  | 'alias'
  | 'masked'
  | 'masked-runtime'
  | 'static'
  | 'disabled'
  | 'indirect'
  | 'generated'
  | 'transient'
  | 'bad';

/** The state of a unit; wrapped, as it is text. */
export interface LookedUpState {
  readonly state: UnitFileState;
}

/** `unit_file_lookup_state`: whether and how a unit is enabled. */
export function unitFileLookupState(session: Session, name: string): LookedUpState | Errno {
  if (!unitNameIsValid(name)) return 'EINVAL';
  const info = installInfoDiscover(session, installContext(), name, { load: true, follow: true }, undefined);
  if (failed(info)) return info;
  const path = info.path!;
  if (info.mode === 'masked') return { state: pathIsRuntime(path) ? 'masked-runtime' : 'masked' };
  if (name !== nameOf(path) && !unitNameIsValid(info.name, ['instance'])) return { state: 'alias' };
  if (pathIsGenerator(session.lookup, path)) return { state: 'generated' };
  if (pathIsTransient(session.lookup, path)) return { state: 'transient' };
  const known = findSymlinksInScope(session, info, true);
  if (known) return failed(known) ? known : { state: known.state };
  const other = findSymlinksInScope(session, info, false);
  if (other) return failed(other) ? other : { state: 'indirect' };
  if (installInfoHasRules(info)) return { state: 'disabled' };
  return { state: info.also.length > 0 ? 'indirect' : 'static' };
}

/** `find_symlinks_in_scope`: looks for links to the unit in all folders; undefined when there is none. */
function findSymlinksInScope(
  session: Session,
  info: InstallInfo,
  matchName: boolean,
): LookedUpState | undefined | Errno {
  const { persistentConfig, searchPath } = session.lookup;
  const path = simple(info.path!);
  let [linkedRuntime, linkedConfig, inRuntime, atAll, below] = [false, false, false, false, false];
  for (const folder of searchPath) {
    const found = findSymlinks(session, folder, info, matchName, below);
    if (failed(found)) return found;
    const runtime = pathIsRuntime(folder);
    if (found.enabled) {
      if (folder === persistentConfig) return { state: 'enabled' };
      if (runtime) inRuntime = true;
      else atAll = true;
    } else if (found.sameName) {
      if (folder === persistentConfig) linkedConfig = true;
      else if (runtime) linkedRuntime = true;
    }
    below ||= pathStartsWith(path, folder);
  }
  if (inRuntime) return { state: 'enabled-runtime' };
  // An instance that the vendor links is enabled for good; other names are mere aliases.
  if (atAll && unitNameIsValid(info.name, ['instance'])) return { state: 'static' };
  if (linkedConfig) return { state: 'linked' };
  return linkedRuntime ? { state: 'linked-runtime' } : undefined;
}
