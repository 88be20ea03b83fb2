import { specialUnit } from '../../knowledge/specialUnits.ts';
import { unitNameForm, unitNameIsValid, unitNameParts } from '../../values/unitNames.ts';
import { isGenerated } from './generated.ts';
import type { UnitIndex } from './unitIndex.ts';

/** Units whose name is the path of what they stand for. */
const NAMED_BY_PATH = ['mount', 'automount', 'swap', 'device'];

/** Why a unit cannot be renamed at all; undefined when it can. */
export function fixedName({ root }: UnitIndex, name: string): string | undefined {
  const parts = unitNameParts(name);
  if (!parts) return `"${name}" is no unit name.`;
  if (NAMED_BY_PATH.includes(parts.type)) {
    return `The name of ${article(parts.type)} unit follows from its path; change the path and the name together by hand.`;
  }
  if (specialUnit(name)) return `systemd itself looks for "${name}"; a unit of another name would not take its place.`;
  const path = root.nameMap.ids.get(name);
  if (path !== undefined && isGenerated(path))
    return `A generator makes "${name}" at every boot; change what it reads.`;
  return path !== undefined ? undefined : `There is no file of the name "${name}" here that could be renamed.`;
}

/** Why a unit cannot get this name; undefined when it can. */
export function renameProblem(index: UnitIndex, from: string, to: string): string | undefined {
  const fixed = fixedName(index, from);
  if (fixed !== undefined) return fixed;
  const parts = unitNameParts(to);
  if (!parts) return `"${to}" is no unit name: letters, digits and :-_.\\ are allowed, an @ before the instance.`;
  const type = unitNameParts(from)!.type;
  if (parts.type !== type) return `"${to}" would be a ${parts.type}; the unit is a ${type}, so keep ".${type}".`;
  if (unitNameForm(to) !== unitNameForm(from)) return formProblem(from);
  if (to === from) return 'That is the name it has already.';
  return index.root.nameMap.ids.has(to) ? `There is already a unit "${to}".` : undefined;
}

/**
 * The new form of a word when `from` becomes `to`; undefined when the word does not name it. Of a template also the new
 * names of its instances, specifiers in place of the instance included.
 */
export function renamedName(word: string, from: string, to: string): string | undefined {
  if (word === from) return to;
  if (!unitNameIsValid(from, ['template'])) return undefined;
  const [prefix, suffix] = [from.slice(0, from.indexOf('@') + 1), from.slice(from.lastIndexOf('.'))];
  if (!word.startsWith(prefix) || !word.endsWith(suffix) || word.length <= prefix.length + suffix.length)
    return undefined;
  return to.slice(0, to.indexOf('@') + 1) + word.slice(prefix.length);
}

function formProblem(from: string): string {
  const form = unitNameForm(from);
  if (form === 'plain') return 'A unit that is no template cannot become one by its name; leave out the @.';
  if (form === 'template') return 'A template stays one: write the new name with an @ before the suffix.';
  return 'An instance stays one: write the new name with an @ and an instance behind it.';
}

function article(type: string): string {
  return type === 'automount' ? `an ${type}` : `a ${type}`;
}
