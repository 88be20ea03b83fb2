import { joinPath } from '../tree/systemTree.ts';
import { isHiddenFile } from '../units/confFiles.ts';
import { unitNameIsValid } from '../values/unitNames.ts';
import { installContextApply, installContextMarkForRemoval } from './apply.ts';
import type { ChangeLog } from './changeLog.ts';
import { presetAllGoesOn, presetGoesOn, presetKeepsScope } from './differences.ts';
import { type Errno, failed, type Outcome } from './errno.ts';
import { type InstallContext, installContext, installInfoFind } from './installInfo.ts';
import { type PresetRule, queryPresets, readPresets } from './presets.ts';
import { installInfoDiscover, installInfoDiscoverAndCheck } from './search.ts';
import type { Session } from './session.ts';
import { type RemovalMarks, removeMarkedSymlinks } from './symlinks.ts';

/** `--preset-mode`. */
export type PresetMode = 'full' | 'enable-only' | 'disable-only';

/** How presets are carried out. */
export interface PresetOptions {
  readonly configPath: string;
  readonly force: boolean;
  readonly mode: PresetMode;
}

/** What does not stop `preset-all`: `ERRNO_IS_NEG_UNIT_ISSUE`. */
const UNIT_ISSUES: readonly Errno[] = [
  'EEXIST',
  'ERFKILL',
  'EADDRNOTAVAIL',
  'EBADSLT',
  'EIDRM',
  'EUCLEAN',
  'ELOOP',
  'ENOENT',
  'EUNATCH',
  'EXDEV',
];
const UNIT_ISSUES_SINCE_257: readonly Errno[] = ['ETXTBSY', 'ENOLINK'];

interface Prepared {
  readonly rules: readonly PresetRule[];
  readonly plus: InstallContext;
  readonly minus: InstallContext;
}

/** `unit_file_preset`: enables or disables units as the presets say. */
export function unitFilePreset(
  session: Session,
  options: PresetOptions,
  names: readonly string[],
  log: ChangeLog,
): Outcome {
  const prepared = prepare(session);
  if (failed(prepared)) return prepared;
  for (const name of names) {
    const result = presetPrepareOne(session, prepared, name, log);
    if (failed(result) && !(presetGoesOn(session.version) && isUnitIssue(session, result))) return result;
  }
  return executePreset(session, prepared, options, log);
}

/** `unit_file_preset_all`: the same for every unit file there is. */
export function unitFilePresetAll(session: Session, options: PresetOptions, log: ChangeLog): Outcome {
  const prepared = prepare(session);
  if (failed(prepared)) return prepared;
  const { view, version } = session;
  for (const folder of session.lookup.searchPath) {
    const listed = view.list(folder);
    if (failed(listed)) {
      if (listed === 'ENOENT' || presetAllGoesOn(version)) continue;
      return listed;
    }
    for (const name of listed.names) {
      if (isHiddenFile(name, version) || !unitNameIsValid(name)) continue;
      const type = view.node(joinPath(listed.path, name))?.type;
      if (type !== 'file' && type !== 'symlink') continue;
      const result = presetPrepareOne(session, prepared, name, log);
      if (failed(result) && !isUnitIssue(session, result) && !presetAllGoesOn(version)) return result;
    }
  }
  return executePreset(session, prepared, options, log);
}

function prepare(session: Session): Prepared | Errno {
  const rules = readPresets(session);
  return failed(rules) ? rules : { rules, plus: installContext(), minus: installContext() };
}

/** `preset_prepare_one`: puts a unit among those to enable or those to disable. */
function presetPrepareOne(session: Session, { rules, plus, minus }: Prepared, name: string, log: ChangeLog): Outcome {
  if (installInfoFind(plus, name) || installInfoFind(minus, name)) return 0;
  const info = installInfoDiscover(session, installContext(), name, { follow: true }, log);
  if (failed(info)) return info;
  // An alias is preset with the unit that it stands for.
  if (info.name !== name) return 0;
  const { action, instances } = queryPresets(rules, name, true);
  if (action === 'ignore') return 0;
  if (action === 'disable') {
    const found = installInfoDiscover(asSystem(session), minus, name, { follow: true }, log);
    return failed(found) ? found : 0;
  }
  for (const one of instances ?? [name]) {
    const found = installInfoDiscoverAndCheck(asSystem(session), plus, one, { load: true, follow: true }, log);
    if (failed(found)) return found;
  }
  return 0;
}

/** `execute_preset`. */
function executePreset(
  session: Session,
  { plus, minus }: Prepared,
  { configPath, force, mode }: PresetOptions,
  log: ChangeLog,
): Outcome {
  let result: Outcome = 0;
  if (mode !== 'enable-only') {
    const marks: RemovalMarks = new Set();
    const marked = installContextMarkForRemoval(asSystem(session), minus, marks, log);
    if (failed(marked)) return marked;
    result = removeMarkedSymlinks(session, marks, configPath, log);
  }
  if (mode === 'disable-only') return result;
  const applied = installContextApply(
    asSystem(session),
    plus,
    configPath,
    { force, lenient: true },
    { load: true },
    log,
  );
  if (failed(result)) return result;
  return failed(applied) ? applied : result + applied;
}

/** Older versions forget here that units may be those of users, which shows in what `%u` stands for. */
function asSystem(session: Session): Session {
  return presetKeepsScope(session.version) ? session : { ...session, scope: 'system' };
}

function isUnitIssue({ version }: Session, errno: Errno): boolean {
  return UNIT_ISSUES.includes(errno) || (version >= 257 && UNIT_ISSUES_SINCE_257.includes(errno));
}
