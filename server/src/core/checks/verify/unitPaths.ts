import { unitNameFromPath, unitNameParts, unitNameToPath } from '../../values/unitNames.ts';
import type { Reading } from './reading.ts';
import { fixes, type Rule, refuse, replaceValue } from './report.ts';
import type { ExpandedText, Setting } from './settings.ts';

/** Whether the name ends as `unit_name_hash_long` of basic/unit-name.c lets names of very long paths end. */
export function isHashed(unitName: string): boolean {
  const prefix = unitNameParts(unitName)?.prefix ?? '';
  return /_[0-9a-f]{16}$/.test(prefix);
}

/** The path a unit's name stands for, if it stands for any. */
export function pathOfName(unit: Reading): string | undefined {
  return unit.unitName === undefined || isHashed(unit.unitName) ? undefined : unitNameToPath(unit.unitName);
}

/** Without a path in the file, the unit's name must be an escaped path (`unit_name_to_path`). */
export function needsPathInName(key: string, given: (unit: Reading) => Setting<ExpandedText> | undefined): Rule {
  return (unit) => {
    const name = unit.unitName;
    if (name === undefined || given(unit) || pathOfName(unit) !== undefined) return undefined;
    const what = isHashed(name) ? 'is cut off and ends in a hash' : 'is no escaped path';
    return refuse(
      unit,
      `${unit.type}-path-unknown`,
      undefined,
      `The unit's name ${what}, so the path cannot be read from it. Add ${key}= with the path.`,
    );
  };
}

/** The name of the unit has to be the path, escaped. */
export function nameMustMatch(key: string, given: (unit: Reading) => Setting<ExpandedText> | undefined): Rule {
  return (unit) => {
    const setting = given(unit);
    const name = unit.unitName;
    if (!setting || setting.value.guessed || name === undefined) return undefined;
    const wanted = unitNameFromPath(setting.value.text, unit.type, unit.version);
    // A path too long for a name is hashed, which only a name that looks hashed can match.
    if (wanted === name || (wanted === undefined && isHashed(name))) return undefined;
    const own = pathOfName(unit);
    const rename = wanted === undefined ? '' : ` or name the file '${wanted}'`;
    const advice = own === undefined ? `Rename the file to '${wanted}'` : `Write ${key}=${own}${rename}`;
    return refuse(
      unit,
      `${unit.type}-name-mismatch`,
      setting.node,
      `'${name}' stands for ${own ?? 'no path'}, not for ${setting.value.text}. ${advice}.`,
      fixes(own === undefined ? undefined : replaceValue(setting.node, own.replaceAll('%', '%%'))),
    );
  };
}
