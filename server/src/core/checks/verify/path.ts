import type { Reading } from './reading.ts';
import { type Rule, refuse } from './report.ts';
import { all, assignmentsOf, readPath } from './settings.ts';

/** `path_verify` of core/path.c. */
export const pathRules: readonly Rule[] = [watchesNothing];

const WATCHES = ['PathExists', 'PathExistsGlob', 'PathChanged', 'PathModified', 'DirectoryNotEmpty'];

/** All kinds of watches fill one list, which an empty one clears: `config_parse_path_spec` of core/load-fragment.c. */
function watchesNothing(unit: Reading) {
  if (all(unit, 'Path', WATCHES, (value) => readPath(unit, value)).length > 0) return undefined;
  return refuse(
    unit,
    'path-without-watch',
    assignmentsOf(unit, 'Path', WATCHES).at(-1)?.node,
    'The unit watches no path. Add PathExists=, PathExistsGlob=, PathChanged=, PathModified= or DirectoryNotEmpty= with an absolute path.',
  );
}
