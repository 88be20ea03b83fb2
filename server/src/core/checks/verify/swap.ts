import { parserAt } from '../../knowledge/directives.ts';
import { pathIsAbsolute, pathIsNormalized, pathSimplify } from '../../values/paths.ts';
import { byteLength } from '../../values/utf8.ts';
import { pamNeedsKillMode } from './contexts.ts';
import { fstabNodeToUdevNode } from './fstabNode.ts';
import type { Assigned, Reading } from './reading.ts';
import { fixes, type Rule, refuse, replaceValue } from './report.ts';
import { expand, last, readPath } from './settings.ts';
import { nameMustMatch, needsPathInName, pathOfName } from './unitPaths.ts';

/** `swap_add_extras` of core/swap.c. */
export const swapPathRules: readonly Rule[] = [needsPathInName('What', what), plainPath];

/** `swap_verify` of core/swap.c. */
export const swapRules: readonly Rule[] = [
  nameMustMatch('What', what),
  (unit) => (unit.version < 257 ? pamNeedsKillMode(unit, ['control-group']) : undefined),
];

const PATH_MAX = 4096;

function what(unit: Reading) {
  return last(unit, 'Swap', 'What', (value, assigned) => node(unit, value, assigned));
}

/** Newer versions understand `UUID=...` and its kin, as in /etc/fstab: `config_parse_mount_node`. */
function node(unit: Reading, value: string, assigned: Assigned) {
  if (parserAt(assigned.row, unit.version).name !== 'config_parse_mount_node') return readPath(unit, value);
  const expanded = expand(unit, value);
  if (!expanded) return undefined;
  const device = fstabNodeToUdevNode(expanded.text);
  if (byteLength(device) >= PATH_MAX) return undefined;
  return { text: pathSimplify(device, unit.version), guessed: expanded.guessed };
}

/** Its mounts are to be there first, which needs an absolute path without `..` (`unit_add_mounts_for`). */
function plainPath(unit: Reading) {
  const given = what(unit);
  if (!given || given.value.guessed) return undefined;
  const { text } = given.value;
  if (pathIsAbsolute(text) && pathIsNormalized(text)) return undefined;
  const own = pathOfName(unit);
  const fault = pathIsAbsolute(text) ? "holds '..'" : 'is neither';
  return refuse(
    unit,
    'swap-path-invalid',
    given.node,
    `What= takes a plain absolute path, or UUID=, LABEL=, PARTUUID= or PARTLABEL=; '${text}' ${fault}.`,
    fixes(own === undefined ? undefined : replaceValue(given.node, own.replaceAll('%', '%%'))),
  );
}
