import { unitSymlinkNameCompatible } from '../units/resolveSymlink.ts';
import { unitNameForm, unitNameIsValid, unitNameParts, unitNameReplaceInstance } from '../values/unitNames.ts';
import { validateAlias } from './aliases.ts';
import type { ChangeLog } from './changeLog.ts';
import type { Errno } from './errno.ts';
import type { InstallInfo } from './installInfo.ts';

/** The name of the link to make for an `Alias=`. */
export interface VerifiedAlias {
  readonly name: string;
}

/**
 * `unit_file_verify_alias`: whether the unit may have the alias, and under which name: that of a template gets the
 * instance of the unit. `ELOOP` for the unit's own name, which is passed over.
 */
export function verifyAlias(info: InstallInfo, alias: string, log: ChangeLog): VerifiedAlias | Errno {
  return alias.includes('/') ? verifyPath(info, alias, log) : verifyName(info, alias, log);
}

/** The old way to be wanted: `Alias=multi-user.target.wants/foo.service`. */
function verifyPath(info: InstallInfo, alias: string, log: ChangeLog): VerifiedAlias | Errno {
  const slash = alias.replace(/\/+$/, '').lastIndexOf('/');
  if (slash < 0) return 'EDESTADDRREQ';
  const folder = alias.slice(0, slash).replace(/\/+$/, '');
  const unit = /^(.*)\.(?:wants|requires)$/s.exec(folder)?.[1];
  const form = unit === undefined ? undefined : unitNameForm(unit);
  if (form === undefined) return log.fail('EXDEV', alias);
  const name = alias.slice(alias.lastIndexOf('/') + 1);
  if (!unitSymlinkNameCompatible(name, info.name, form === 'template')) return log.fail('EXDEV', alias, info.name);
  return { name: alias };
}

function verifyName(info: InstallInfo, alias: string, log: ChangeLog): VerifiedAlias | Errno {
  const name = withInstance(info, alias);
  if (name === undefined) return 'EINVAL';
  const fault = validateAlias(name, info.name);
  if (fault === 'ELOOP') return fault;
  if (fault) return log.fail(fault === 'EINVAL' ? 'EXDEV' : fault, name, info.name);
  return { name };
}

function withInstance(info: InstallInfo, alias: string): string | undefined {
  if (!unitNameIsValid(alias, ['template'])) return alias;
  const instance = unitNameParts(info.name)?.instance;
  return instance ? unitNameReplaceInstance(alias, instance) : alias;
}
