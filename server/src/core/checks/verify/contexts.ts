import { isBelowApiVfs, pathSimplify } from '../../values/paths.ts';
import { needsMountNamespace } from './namespaces.ts';
import type { Reading } from './reading.ts';
import { isRefused } from './refused.ts';
import { fixes, type Rule, refuse, removeAssignment, replaceValue } from './report.ts';
import { all, expand, isOn, last, path, text, word } from './settings.ts';

/** `unit_verify_contexts` of core/unit.c (257), for units that run processes. */
export const contextRules: readonly Rule[] = [
  dynamicUserAtHome,
  workingDirectoryInApiVfs,
  privatePidsElsewhere,
  managedUsers,
  userNamespaceTwice,
  pamPrivatePids,
  (unit: Reading) => pamNeedsKillMode(unit, ['control-group', 'mixed']),
].map(since257);

function since257(rule: Rule): Rule {
  return (unit) => (unit.version < 257 ? undefined : rule(unit));
}

/** `exec_context_has_credentials`: whether any credential is loaded, set or imported. */
export function hasCredentials(unit: Reading): boolean {
  const kinds = [
    ['LoadCredential', 'LoadCredentialEncrypted'],
    ['SetCredential', 'SetCredentialEncrypted'],
    ['ImportCredential'],
  ];
  return kinds.some((keys) => all(unit, unit.section, keys, (_, one) => !isRefused(one) || undefined).length > 0);
}

/** A session of PAM needs its processes ended together. Which kill modes do that depends on type and version. */
export function pamNeedsKillMode(unit: Reading, allowed: readonly string[]) {
  const pam = text(unit, unit.section, 'PAMName');
  const mode = word(unit, unit.section, 'KillMode');
  if (!pam || !mode || allowed.includes(mode.value)) return undefined;
  const choice = allowed.at(-1)!;
  return refuse(
    unit,
    'pam-kill-mode',
    mode.node,
    `KillMode=${mode.value} does not go with PAMName=. Write KillMode=${allowed.join(' or KillMode=')}.`,
    fixes(replaceValue(mode.node, choice)),
  );
}

/** `config_parse_working_directory` of core/load-fragment.c. */
function workingDirectory(unit: Reading) {
  return last(unit, unit.section, 'WorkingDirectory', (value, assigned) => {
    const plain = value.replace(/^-/, '');
    if (plain === '~') return { home: true, path: '' };
    const expanded = expand(unit, plain);
    if (!expanded || isRefused(assigned)) return undefined;
    return { home: false, path: expanded.guessed ? '' : pathSimplify(expanded.text, unit.version) };
  });
}

function dynamicUserAtHome(unit: Reading) {
  const directory = workingDirectory(unit);
  if (!directory?.value.home || !isOn(unit, unit.section, 'DynamicUser')) return undefined;
  return refuse(
    unit,
    'dynamic-user-home',
    directory.node,
    'A dynamic user has no home, so WorkingDirectory=~ is not allowed with DynamicUser=yes. Name a directory, such as one below %S with StateDirectory=.',
  );
}

function workingDirectoryInApiVfs(unit: Reading) {
  const directory = workingDirectory(unit);
  if (!directory || !isBelowApiVfs(directory.value.path)) return undefined;
  const reason = needsMountNamespace(unit);
  if (!reason) return undefined;
  return refuse(
    unit,
    'working-directory-in-api-file-system',
    directory.node,
    `WorkingDirectory= may not be in /proc, /sys or /dev, as ${reason}= gives the processes file systems of their own. Choose another directory.`,
  );
}

function privatePids(unit: Reading) {
  const pids = word(unit, unit.section, 'PrivatePIDs');
  return pids?.value === 'yes' ? pids : undefined;
}

function privatePidsElsewhere(unit: Reading) {
  const pids = privatePids(unit);
  if (!pids || unit.type === 'service') return undefined;
  return refuse(
    unit,
    'private-pids-outside-service',
    pids.node,
    `PrivatePIDs=yes is for services only, not for a ${unit.type}. Remove it.`,
    fixes({ ...removeAssignment(pids.node), preferred: true }),
  );
}

function privateUsers(unit: Reading) {
  const users = word(unit, unit.section, 'PrivateUsers');
  return users?.value === 'no' ? undefined : users;
}

function managedUsers(unit: Reading) {
  const users = privateUsers(unit);
  if (unit.version < 262 || users?.value !== 'managed') return undefined;
  const section = unit.section;
  const rivals = ['User', 'Group', 'PAMName'].filter((key) => text(unit, section, key));
  if (isOn(unit, section, 'DynamicUser')) rivals.push('DynamicUser');
  if (rivals.length === 0) return undefined;
  return refuse(
    unit,
    'private-users-managed',
    users.node,
    `PrivateUsers=managed picks the users itself and does not go with ${rivals.map((key) => `${key}=`).join(', ')}. Keep one or the other.`,
  );
}

function userNamespaceTwice(unit: Reading) {
  const users = privateUsers(unit);
  const given = path(unit, unit.section, 'UserNamespacePath');
  if (unit.version < 262 || !users || !given) return undefined;
  return refuse(
    unit,
    'user-namespace-twice',
    given.node,
    `UserNamespacePath= does not go with PrivateUsers=${users.value}, which makes a new namespace. Keep one of them.`,
    fixes(removeAssignment(users.node), removeAssignment(given.node)),
  );
}

function pamPrivatePids(unit: Reading) {
  const pids = privatePids(unit);
  if (unit.version < 262 || !pids || !text(unit, unit.section, 'PAMName')) return undefined;
  return refuse(
    unit,
    'pam-private-pids',
    pids.node,
    'PAMName= does not work with PrivatePIDs=yes. Remove one of them.',
    fixes(removeAssignment(pids.node)),
  );
}
