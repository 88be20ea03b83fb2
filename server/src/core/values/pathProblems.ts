import type { ValueContext, ValueProblem } from './judge.ts';
import { checkPath, type PathCheck, type PathFault, pathIsAbsolute } from './paths.ts';
import { quoted, replacement } from './problem.ts';
import { AS_PATH, isLiteral, type Part, resolve } from './resolve.ts';

/** A path as systemd keeps it; undefined when it was refused. */
export interface CheckedPath {
  readonly path: string | undefined;
  readonly problems: ValueProblem[];
}

type Severity = ValueProblem['severity'];

/**
 * Checks a path whose specifiers are replaced already: `path_simplify_and_warn`.
 *
 * @param part where it stands in the value
 */
export function checkPathPart(
  path: string,
  part: Part,
  check: PathCheck,
  context: ValueContext,
  severity: Severity = 'warning',
): CheckedPath {
  const checked = checkPath(path, check, context.version);
  if ('path' in checked) return { path: checked.path, problems: [] };
  return { path: undefined, problems: [pathProblem(checked.fault, path, part, context, severity)] };
}

/** Replaces the specifiers of a path and checks it: `unit_path_printf`, then `path_simplify_and_warn`. */
export function resolvePath(
  source: string,
  part: Part,
  check: PathCheck,
  context: ValueContext,
  severity: Severity = 'warning',
): CheckedPath {
  const { text, problems } = resolve(source, part, context, { ...AS_PATH, severity });
  if (text === undefined) return { path: undefined, problems };
  const checked = checkPathPart(text, part, check, context, severity);
  return { path: checked.path, problems: [...problems, ...checked.problems] };
}

const CODES: Readonly<Record<PathFault, string>> = {
  utf8: 'value.utf8',
  'not absolute': 'value.path-not-absolute',
  absolute: 'value.path-absolute',
  length: 'value.path-length',
  'not normalized': 'value.path-not-normalized',
  'api vfs': 'value.path-api-vfs',
};

function pathProblem(
  fault: PathFault,
  path: string,
  part: Part,
  context: ValueContext,
  severity: Severity,
): ValueProblem {
  const problem = {
    start: part.start,
    end: part.end,
    severity,
    code: CODES[fault],
    message: message(fault, path, context.key),
  };
  const better = isLiteral(part) ? betterPath(fault, part.text) : undefined;
  return better === undefined ? problem : { ...problem, fix: replacement(better) };
}

function betterPath(fault: PathFault, path: string): string | undefined {
  if (fault === 'not absolute') return likelyAbsolute(path);
  if (fault === 'absolute') return path.replace(/^\/+/, '') || undefined;
  return fault === 'not normalized' && path.includes('..') ? withoutDotDot(path) : undefined;
}

/** The folders at the top of a system: a relative path that begins with one of them lacks its slash. */
const TOP_FOLDER = /^(bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)\//;

/** The absolute path that a relative one was probably meant to be. */
export function likelyAbsolute(path: string): string | undefined {
  return TOP_FOLDER.test(path) ? `/${path}` : undefined;
}

/** The path with each `..` and the component before it taken out; undefined when that is not the same place for sure. */
function withoutDotDot(path: string): string | undefined {
  if (path.includes('%')) return undefined;
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined && !pathIsAbsolute(path)) return undefined;
  }
  return pathIsAbsolute(path) ? `/${kept.join('/')}` : kept.join('/') || undefined;
}

function message(fault: PathFault, path: string, key: string): string {
  switch (fault) {
    case 'utf8':
      return `${key}= takes a path in UTF-8; this one has other bytes in it.`;
    case 'not absolute':
      return `${key}= takes an absolute path, but ${quoted(path)} does not begin with a slash.`;
    case 'absolute':
      return `${key}= takes a relative path, but ${quoted(path)} begins with a slash.`;
    case 'length':
      return path === ''
        ? `${key}= takes a path, but this is empty.`
        : `This path is too long: 4095 bytes, with 255 in each component, are the most.`;
    case 'not normalized':
      return path.split('/').includes('..')
        ? `${key}= takes no path with '..' in it, as ${quoted(path)} has; write the path that is meant.`
        : `${key}= takes a path to something, but ${quoted(path)} only names the place where it starts.`;
    case 'api vfs':
      return `${key}= takes no path below /dev, /proc or /sys; ${quoted(path)} is one.`;
  }
}
