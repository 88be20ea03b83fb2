import { unitNameParts } from '../values/unitNames.ts';
import type { ChangeLog } from './changeLog.ts';
import { type Errno, failed, type Outcome } from './errno.ts';
import { type InstallInfo, installContext } from './installInfo.ts';
import { installInfoDiscover, installInfoDiscoverAndCheck } from './search.ts';
import type { Session } from './session.ts';
import { createSymlink } from './symlinks.ts';

const DEFAULT_TARGET = 'default.target';

/** `unit_file_set_default`: makes a target the one to boot into, always with `--force` and never for a runtime only. */
export function unitFileSetDefault(session: Session, name: string, log: ChangeLog): Outcome {
  if (unitNameParts(name)?.type !== 'target' || name === DEFAULT_TARGET) return 'EINVAL';
  const info = installInfoDiscoverAndCheck(session, installContext(), name, {}, log);
  if (failed(info)) return info;
  return createSymlink(session, info.path!, `${session.lookup.persistentConfig}/${DEFAULT_TARGET}`, true, log);
}

/** `unit_file_get_default`: the target to boot into. */
export function unitFileGetDefault(session: Session): InstallInfo | Errno {
  return installInfoDiscover(session, installContext(), DEFAULT_TARGET, { follow: true }, undefined);
}
