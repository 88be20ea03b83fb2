import type { ValueContext, ValueProblem } from './judge.ts';
import { checkPath, type PathCheck, type PathFault, pathSimplify } from './paths.ts';
import { replacement } from './problem.ts';
import { AS_PATH, type Part, resolve } from './resolve.ts';

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
  if (fault === 'absolute') return { ...problem, fix: replacement(part.text.replace(/^\/+/, '')) };
  const dots = fault === 'not normalized' ? withoutDotDot(part.text) : undefined;
  return dots === undefined ? problem : { ...problem, fix: replacement(dots) };
}

/** The path with each `..` and the component before it taken out; undefined when that is not the same place for sure. */
function withoutDotDot(path: string): string | undefined {
  if (path.includes('%')) return undefined;
  const kept: string[] = [];
  for (const part of pathSimplify(path, 252).split('/')) {
    if (part !== '..') kept.push(part);
    else if (kept.length > 1) kept.pop();
  }
  return kept.join('/') || '/';
}

function message(fault: PathFault, path: string, key: string): string {
  switch (fault) {
    case 'utf8':
      return `${key}= takes a path in UTF-8; this one has other bytes in it.`;
    case 'not absolute':
      return `${key}= takes an absolute path, but '${path}' does not begin with a slash.`;
    case 'absolute':
      return `${key}= takes a relative path, but '${path}' begins with a slash.`;
    case 'length':
      return path === ''
        ? `${key}= takes a path, but this is empty.`
        : `This path is too long: 4095 bytes, with 255 in each component, are the most.`;
    case 'not normalized':
      return `${key}= takes no path with '..' in it; write '${path}' without.`;
    case 'api vfs':
      return `${key}= takes no path below /dev, /proc or /sys; '${path}' is one.`;
  }
}
