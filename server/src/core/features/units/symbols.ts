import type { UnitType } from '../../knowledge/directives.ts';
import { nameOf } from '../../tree/systemTree.ts';
import { loadUnit } from '../../units/load.ts';
import { unitIdsMapGet } from '../../units/nameMap.ts';
import { unitNameParts } from '../../values/unitNames.ts';
import { fragmentOf } from './definitions.ts';
import { descriptionOf } from './description.ts';
import type { UnitIndex } from './unitIndex.ts';

/** A unit as a search for names finds it. */
export interface UnitSymbol {
  readonly name: string;
  readonly type: UnitType;
  /** Where its text is. */
  readonly path: string;
  /** The unit that this is another name of. */
  readonly aliasOf: string | undefined;
  /** As the unit describes itself; may be empty. */
  readonly description: string;
}

/**
 * The units whose names hold the characters of the query in that order, upper and lower case the same; those that
 * begin with it first, then those that hold it in one piece. Masked units have no text to go to and are left out.
 *
 * @param limit how many at most
 */
export function workspaceSymbols(index: UnitIndex, query: string, limit: number): UnitSymbol[] {
  const wanted = query.toLowerCase();
  const names = [...index.root.nameMap.ids.keys()].filter((name) => holds(name.toLowerCase(), wanted));
  const ranked = names.map((name) => ({ name, rank: rankOf(name.toLowerCase(), wanted) }));
  ranked.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
  const out: UnitSymbol[] = [];
  for (const { name } of ranked) {
    if (out.length >= limit) break;
    const path = fragmentOf(index, name);
    if (path === undefined) continue;
    const found = unitIdsMapGet(index.root.nameMap.ids, name);
    const file = typeof found === 'string' ? name : nameOf(found.path);
    const unit = loadUnit(index.root, name);
    const description = unit ? descriptionOf(unit) : '';
    out.push({ name, type: unitNameParts(name)!.type, path, aliasOf: file === name ? undefined : file, description });
  }
  return out;
}

function holds(name: string, wanted: string): boolean {
  let at = 0;
  for (const character of wanted) {
    at = name.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function rankOf(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 0;
  return name.includes(wanted) ? 1 : 2;
}
