import type { CronImplementation } from './implementation.ts';

/** What a path says about a crontab. */
export interface TablePlace {
  readonly kind: 'system' | 'fragment' | 'user' | 'unknown';
  /** The user whose table it is. */
  readonly owner: string | undefined;
  /** The file's name. */
  readonly name: string;
}

/** Tells from its path what crontab a file is; undefined when it is none. `crontab -e` edits a copy in /tmp. */
export function tablePlace(path: string): TablePlace | undefined {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  const [above = '', folder = ''] = parts.slice(-2).length === 2 ? parts.slice(-2) : ['', parts.at(-1) ?? ''];
  if (folder === 'cron.d' && name !== '') return { kind: 'fragment', owner: undefined, name };
  if (name === 'crontab' && folder === 'etc') return { kind: 'system', owner: undefined, name };
  if (folder === 'crontabs' && name !== '') return { kind: 'user', owner: name, name };
  if (folder === 'cron' && above === 'spool' && name !== '') return { kind: 'user', owner: name, name };
  if (/^crontab\.[A-Za-z0-9]{6,}$/.test(folder) && name === 'crontab') return { kind: 'user', owner: undefined, name };
  if (folder === 'tmp' && /^crontab\.[A-Za-z0-9]{6,}$/.test(name)) return { kind: 'user', owner: undefined, name };
  if (name === 'crontab' || /\.(?:crontab|cron)$/.test(name)) return { kind: 'unknown', owner: undefined, name };
  return undefined;
}

/**
 * Whether the program reads a file of this name in /etc/cron.d: `valid_name` of Debian's database.c, `not_a_crontab` of
 * cronie's.
 */
export function isFragmentName(name: string, implementation: CronImplementation): boolean {
  if (implementation === 'debian') return /^[a-zA-Z0-9_-]+$/.test(name);
  return !/^[.#]|~$|\.rpm(?:save|orig|new)$/.test(name) && name !== '.cron.hostname';
}

/**
 * Whether `run-parts` takes a script of this name: Debian's takes letters, digits, `_` and `-` only (run-parts(8)), that
 * of cronie takes all but copies of editors and package managers.
 */
export function isScriptName(name: string, implementation: CronImplementation): boolean {
  if (implementation === 'debian') return /^[a-zA-Z0-9_-]+$/.test(name);
  return !/[~,]$|^[.#]|\.(?:rpmsave|rpmorig|rpmnew|swp|cfsaved|rhn-cfg-tmp-.*)$/.test(name);
}

/**
 * Whether the entries of a table whose place says nothing name users: when the word in front of each command is one that
 * names a user.
 *
 * @param words the sixth words of the entries, or the second ones behind a macro
 */
export function namesUsers(words: readonly string[], isUser: (name: string) => boolean): boolean {
  return words.length > 0 && words.every((word) => word === 'root' || isUser(word));
}
