import { unitNameIsValid } from '../values/unitNames.ts';
import { trailingSlashNames } from './differences.ts';
import { type Errno, failed } from './errno.ts';
import type { Session } from './session.ts';

/** `InstallMode`: what was found under a name; `alias` and `linked` are links not yet followed. */
export type InstallMode = 'regular' | 'linked' | 'alias' | 'masked';

/** `InstallInfo` of install.h: a unit and what its `[Install]` sections ask for. Filled step by step. */
export interface InstallInfo {
  readonly name: string;
  /** Where it was found, inside the root, as systemctl would write it. */
  path: string | undefined;
  /** Undefined until it was looked for. */
  mode: InstallMode | undefined;
  aliases: string[];
  wantedBy: string[];
  requiredBy: string[];
  upheldBy: string[];
  also: string[];
  defaultInstance: string | undefined;
  symlinkTarget: string | undefined;
  /** Only named in an `Also=`. */
  auxiliary: boolean;
}

/** `InstallContext`: the units of one operation, in the order in which they came up. */
export interface InstallContext {
  readonly willProcess: Map<string, InstallInfo>;
  readonly haveProcessed: Map<string, InstallInfo>;
}

export function installContext(): InstallContext {
  return { willProcess: new Map(), haveProcessed: new Map() };
}

/** A unit of which only the name, or name and path, is known. */
export function installInfo(name: string, path: string | undefined, auxiliary: boolean): InstallInfo {
  return {
    name,
    path,
    mode: undefined,
    aliases: [],
    wantedBy: [],
    requiredBy: [],
    upheldBy: [],
    also: [],
    defaultInstance: undefined,
    symlinkTarget: undefined,
    auxiliary,
  };
}

/** `install_info_find`. */
export function installInfoFind(context: InstallContext, name: string): InstallInfo | undefined {
  return context.haveProcessed.get(name) ?? context.willProcess.get(name);
}

/** `install_info_add` for a name. */
export function installInfoAdd(context: InstallContext, name: string, auxiliary: boolean): InstallInfo | Errno {
  return add(context, name, undefined, auxiliary);
}

/** `install_info_add_auto`: for a name, or for a path that begins with a slash. */
export function installInfoAddAuto(session: Session, context: InstallContext, nameOrPath: string): InstallInfo | Errno {
  if (!nameOrPath.startsWith('/')) return add(context, nameOrPath, undefined, false);
  const name = fileName(session, nameOrPath);
  return failed(name) ? name : add(context, name.text, nameOrPath, false);
}

/** `install_info_has_rules`: whether enabling would make links. */
export function installInfoHasRules(info: InstallInfo): boolean {
  return [info.aliases, info.wantedBy, info.requiredBy, info.upheldBy].some((list) => list.length > 0);
}

/** `basename` up to 252, `path_extract_filename` since: they differ for a slash at the end. Wrapped, as it is text. */
export function fileName(session: Session, path: string): { readonly text: string } | Errno {
  const at = trailingSlashNames(session.version) ? path.replace(/(\/\.?)+$/, '') : path;
  const text = at.slice(at.lastIndexOf('/') + 1);
  return text === '' && trailingSlashNames(session.version) ? 'EADDRNOTAVAIL' : { text };
}

function add(context: InstallContext, name: string, path: string | undefined, auxiliary: boolean): InstallInfo | Errno {
  if (!unitNameIsValid(name)) return 'EINVAL';
  const known = installInfoFind(context, name);
  if (known) {
    known.auxiliary &&= auxiliary;
    return known;
  }
  const info = installInfo(name, path, auxiliary);
  context.willProcess.set(name, info);
  return info;
}
