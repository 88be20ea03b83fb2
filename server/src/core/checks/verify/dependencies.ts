import { parserAt } from '../../knowledge/directives.ts';
import type { AssignmentNode } from '../../parse/unitFile.ts';
import { expandSpecifiers, isFault } from '../../values/specifiers.ts';
import { unitNameForm, unitNameParts, unitNameReplaceInstance } from '../../values/unitNames.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';
import type { Reading } from './reading.ts';

/** A unit that this one depends on, and the assignment that names it. */
export interface Dependency {
  readonly name: string;
  readonly node: AssignmentNode;
}

/**
 * The units that a unit depends on in one way, as `config_parse_unit_deps` of core/load-fragment.c understands them.
 * Those that only the running machine knows the name of are left out, and so is the unit itself.
 *
 * @param kind `UNIT_ON_FAILURE` and the like, as systemd's table of settings names it
 */
export function dependenciesOf(unit: Reading, kind: string): Dependency[] {
  const lines = unit.assigned.filter(({ row }) => {
    const parser = parserAt(row, unit.version);
    return parser.name === 'config_parse_unit_deps' && parser.argument === kind;
  });
  return lines.flatMap(({ node }) => {
    const { words } = splitWords(node.value.text, undefined, EXTRACT.RETAIN_ESCAPE);
    const names = words.map(({ word }) => resolve(unit, word));
    return names.flatMap((name) => (name === undefined || name === unit.unitName ? [] : [{ name, node }]));
  });
}

/** The unit that a word names; a template takes the instance of the unit that names it (`resolve_template`). */
function resolve(unit: Reading, word: string): string | undefined {
  const scope = { version: unit.version, unitName: unit.unitName, unitType: unit.type };
  const expansion = expandSpecifiers(word, 'unit-name', scope);
  if (isFault(expansion) || expansion.assumed.length > 0) return undefined;
  if (unit.unitName === undefined && word.includes('%')) return undefined;
  const form = unitNameForm(expansion.text);
  if (form !== 'template') return form && expansion.text;
  const own = unitNameParts(unit.unitName ?? '');
  return own && unitNameReplaceInstance(expansion.text, own.instance ?? own.prefix);
}
