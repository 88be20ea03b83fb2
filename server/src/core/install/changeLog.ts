import { type Errno, errnoText } from './errno.ts';
import { simple } from './lookupPaths.ts';
import type { Session } from './session.ts';

/** `InstallChangeType`, as far as it is no error. */
export type InstallChangeType =
  | 'symlink'
  | 'unlink'
  | 'masked'
  | 'dangling'
  | 'destination not present'
  | 'auxiliary unit failed';

interface Entry {
  readonly type: InstallChangeType | { readonly errno: Errno };
  readonly path: string;
  readonly source: string | undefined;
}

/** `InstallChange[]`: what a verb did and what went wrong on the way, in order. */
export class ChangeLog {
  private readonly entries: Entry[] = [];

  /** `install_changes_add` for what is no error. */
  add(type: InstallChangeType, path: string, source?: string): void {
    this.entries.push({ type, path: simple(path), source: source === undefined ? undefined : simple(source) });
  }

  /** `install_changes_add` for an error, which it gives back. */
  fail(errno: Errno, path: string, source?: string): Errno {
    this.entries.push({ type: { errno }, path: path === '' ? path : simple(path), source });
    return errno;
  }

  /** `install_changes_have_modification`: whether a link was made or removed. */
  get hasModification(): boolean {
    return this.entries.some(({ type }) => type === 'symlink' || type === 'unlink');
  }

  /** Whether something went wrong, be it fatal or not. */
  get hasFailure(): boolean {
    return this.entries.some(({ type }) => typeof type === 'object');
  }

  /** `install_changes_dump`: says it all to the user; `failure` is what the verb gave back, if it failed. */
  dump(session: Session, what: string, failure: Errno | undefined): void {
    for (const { type, path, source } of this.entries) {
      if (typeof type === 'object') {
        session.messages.push({ level: 'error', text: `Cannot ${what}: ${failureText(type.errno, path, source)}.` });
      } else session.messages.push({ level: LEVELS[type], text: changeText(type, path, source) });
    }
    if (failure && !this.hasFailure) {
      session.messages.push({ level: 'error', text: `Cannot ${what}: ${errnoText(failure)}.` });
    }
  }
}

const LEVELS = {
  symlink: 'info',
  unlink: 'info',
  masked: 'info',
  dangling: 'info',
  'destination not present': 'warning',
  'auxiliary unit failed': 'warning',
} as const;

function changeText(type: InstallChangeType, path: string, source: string | undefined): string {
  switch (type) {
    case 'symlink':
      return `Created symlink ${path} -> ${source}.`;
    case 'unlink':
      return `Removed ${path}.`;
    case 'masked':
      return `Unit ${path} is masked; it is passed over.`;
    case 'dangling':
      return `Unit ${path} is an alias of a unit that does not exist; it is passed over.`;
    case 'destination not present':
      return `Unit ${source} becomes a dependency of ${path}, which does not exist.`;
    case 'auxiliary unit failed':
      return `Unit ${path}, named in Also=, cannot be enabled; it is passed over.`;
  }
}

function failureText(errno: Errno, path: string, source: string | undefined): string {
  switch (errno) {
    case 'EEXIST':
      return `${path} already exists${source === undefined ? '' : ` and is a symlink to ${source}`}`;
    case 'ERFKILL':
      return `unit ${path} is masked`;
    case 'EADDRNOTAVAIL':
      return `unit ${path} is transient or generated`;
    case 'ETXTBSY':
      return `${path} already lies among the unit files`;
    case 'EBADSLT':
      return `a specifier in ${path} has no meaning there`;
    case 'EIDRM':
      return `${source} is a template without an instance, but ${path} is no template`;
    case 'EUCLEAN':
      return `"${path}" is no valid unit name`;
    case 'ELOOP':
      return `${path} is an alias or a linked unit file; name the unit itself`;
    case 'EXDEV':
      return source === undefined
        ? `${path} is no valid reference to a unit`
        : `${source} cannot have the alias ${path}`;
    case 'ENOENT':
      return `unit ${path} does not exist`;
    case 'ENOLINK':
      return `unit ${path} is an alias of a unit that does not exist`;
    default:
      return `${path}: ${errnoText(errno)}`;
  }
}
