import { unitNameIsValid } from '../values/unitNames.ts';
import { installContextApply } from './apply.ts';
import type { ChangeLog } from './changeLog.ts';
import { failed, type Outcome } from './errno.ts';
import { installContext } from './installInfo.ts';
import { installInfoDiscoverAndCheck } from './search.ts';
import type { Session } from './session.ts';

/** `unit_file_add_dependency`: links in the `.wants/` or `.requires/` folder of a unit. */
export function unitFileAddDependency(
  session: Session,
  configPath: string,
  force: boolean,
  target: string,
  names: readonly string[],
  dependency: 'wants' | 'requires',
  log: ChangeLog,
): Outcome {
  if (!unitNameIsValid(target)) return log.fail('EUCLEAN', target);
  const context = installContext();
  const wanting = installInfoDiscoverAndCheck(session, context, target, { follow: true }, log);
  if (failed(wanting)) return wanting;
  for (const name of names) {
    const info = installInfoDiscoverAndCheck(session, context, name, { follow: true }, log);
    if (failed(info)) return info;
    if (dependency === 'wants') info.wantedBy = [wanting.name];
    else info.requiredBy = [wanting.name];
  }
  return installContextApply(session, context, configPath, { force, lenient: false }, { follow: true }, log);
}
