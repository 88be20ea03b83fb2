import { textAt } from '../../boot/machine/files.ts';
import { chase } from '../../tree/chase.ts';
import { joinPath, type SystemTree } from '../../tree/systemTree.ts';

type Kind = 'user' | 'group';
const FILES: Readonly<Record<Kind, string>> = { user: '/etc/passwd', group: '/etc/group' };
/** Lines of sysusers.d(5) that make an account: a user comes with a group. */
const MAKES: Readonly<Record<Kind, RegExp>> = { user: /^[uU]!?$/, group: /^(?:[uU]!?|g)$/ };
export const SYSUSERS_FOLDERS = [
  '/etc/sysusers.d',
  '/run/sysusers.d',
  '/usr/local/lib/sysusers.d',
  '/usr/lib/sysusers.d',
];

/**
 * Whether a user or group can be looked up once the machine is up: in its file, or made by systemd-sysusers at boot.
 * Numbers always can. Undefined when what would tell has not been read.
 */
export function knowsAccount(tree: SystemTree, kind: Kind, name: string): boolean | undefined {
  if (/^\d+$/.test(name) || name === 'root' || name === 'nobody') return true;
  const text = textAt(tree, FILES[kind]);
  if (text === undefined) return undefined;
  return text.split('\n').some((line) => line.startsWith(`${name}:`)) || isMade(tree, kind, name);
}

function isMade(tree: SystemTree, kind: Kind, name: string): boolean | undefined {
  let certain = true;
  for (const folder of SYSUSERS_FOLDERS) {
    const end = chase(tree, folder);
    if (!end.found) {
      if (end.reason === 'unknown' || tree.isRead?.(end.path) === false) certain = false;
      continue;
    }
    if (tree.isListed?.(end.path) === false) certain = false;
    for (const file of tree.names(end.path)) {
      if (!file.endsWith('.conf')) continue;
      const text = textAt(tree, joinPath(end.path, file));
      if (text === undefined) certain = false;
      else if (text.split('\n').some((line) => makes(line, kind, name))) return true;
    }
  }
  return certain ? false : undefined;
}

function makes(line: string, kind: Kind, name: string): boolean {
  const [type = '', account] = line.trim().split(/\s+/);
  return account?.replace(/^"(.*)"$/, '$1') === name && MAKES[kind].test(type);
}
