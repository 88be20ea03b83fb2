import { byteLength, isValidUtf8 } from './utf8.ts';

const NAME_MAX = 255;
const PATH_MAX = 4096;
/** From this version on, `path_simplify` drops `..` at the beginning of an absolute path. */
const DROPS_LEADING_DOT_DOT = 257;

/** `path_is_absolute`: it begins with a slash. */
export function pathIsAbsolute(path: string): boolean {
  return path.startsWith('/');
}

/** `path_is_safe`: a valid path without `..` in it. */
export function pathIsSafe(path: string): boolean {
  return pathIsValid(path) && !path.split('/').includes('..');
}

/** `path_is_normalized`: safe, and free of `.` components and double slashes. */
export function pathIsNormalized(path: string): boolean {
  return pathIsSafe(path) && !path.split('/').includes('.') && !path.includes('//');
}

/** `path_is_valid`: not empty, and neither it nor one of its components is too long. */
export function pathIsValid(path: string): boolean {
  if (path === '' || byteLength(path) >= PATH_MAX) return false;
  return path.split('/').every((part) => byteLength(part) <= NAME_MAX);
}

/** `filename_is_valid`: one component, neither `.` nor `..`, of at most 255 bytes. */
export function filenameIsValid(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/') && byteLength(name) <= NAME_MAX;
}

/** `filename_or_absolute_path_is_valid`: an absolute path, or the name of a file. */
export function filenameOrAbsolutePathIsValid(text: string): boolean {
  return pathIsAbsolute(text) ? pathIsValid(text) : filenameIsValid(text);
}

/**
 * `path_simplify`: without double and trailing slashes and without `.` components. Stops where a component is too long.
 *
 * @param keepTrailingSlash `PATH_SIMPLIFY_KEEP_TRAILING_SLASH`
 */
export function pathSimplify(path: string, version: number, keepTrailingSlash = false): string {
  if (path === '') return path;
  const absolute = pathIsAbsolute(path);
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && absolute && kept.length === 0 && version >= DROPS_LEADING_DOT_DOT) continue;
    kept.push(part);
  }
  const simple = (absolute ? '/' : '') + kept.join('/') || '.';
  return keepTrailingSlash && path.endsWith('/') && !simple.endsWith('/') ? `${simple}/` : simple;
}

/** `PathSimplifyWarnFlags` of shared/parse-helpers.h; whether a failure is fatal is the caller's matter. */
export interface PathCheck {
  readonly absolute?: boolean;
  readonly relative?: boolean;
  readonly keepTrailingSlash?: boolean;
  /** `PATH_CHECK_NON_API_VFS` (257 and newer): not below /proc, /sys, /dev; with `dev-ok`, /dev is allowed. */
  readonly nonApiVfs?: boolean | 'dev-ok';
}

/** What `path_simplify_and_warn` holds against a path. */
export type PathFault = 'utf8' | 'not absolute' | 'absolute' | 'length' | 'not normalized' | 'api vfs';

/** `path_simplify_and_warn` of shared/parse-helpers.c: the simplified path, or why it is refused. */
export function checkPath(path: string, check: PathCheck, version: number): { path: string } | { fault: PathFault } {
  if (!isValidUtf8(path)) return { fault: 'utf8' };
  if (check.absolute && !pathIsAbsolute(path)) return { fault: 'not absolute' };
  if (check.relative && pathIsAbsolute(path)) return { fault: 'absolute' };
  const simple = pathSimplify(path, version, check.keepTrailingSlash);
  if (!pathIsValid(simple)) return { fault: 'length' };
  if (!pathIsNormalized(simple)) return { fault: 'not normalized' };
  if (check.nonApiVfs && isBelowApiVfs(simple) && !(check.nonApiVfs === 'dev-ok' && pathStartsWith(simple, '/dev'))) {
    return { fault: 'api vfs' };
  }
  return { path: simple };
}

/** `path_startswith`: whether the path is that directory or lies below it. Both are simplified paths. */
export function pathStartsWith(path: string, directory: string): boolean {
  return directory === '/' ? pathIsAbsolute(path) : path === directory || path.startsWith(`${directory}/`);
}

/** `path_below_api_vfs`: whether a simplified path is in one of the kernel's own file systems. */
export function isBelowApiVfs(path: string): boolean {
  return ['/dev', '/sys', '/proc'].some((directory) => pathStartsWith(path, directory));
}
