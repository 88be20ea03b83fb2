import { unitNameFromPath, unitNameParts, unitNamePathEscape, unitNameToPath } from '../../values/unitNames.ts';
import { byteLength } from '../../values/utf8.ts';
import type { Reading } from './reading.ts';
import { fixes, type Rule, refuse, replaceValue } from './report.ts';
import type { ExpandedText, Setting } from './settings.ts';

const HASH = /_[0-9a-f]{16}$/;
const HASH_LENGTH = 16;
/** Names that had to be cut off are all of this length. */
const HASHED_LENGTH = 255;

/** Whether the name ends as `unit_name_hash_long` of basic/unit-name.c lets names of very long paths end. */
export function isHashed(unitName: string): boolean {
  const prefix = unitNameParts(unitName)?.prefix ?? '';
  return HASH.test(prefix);
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
    const own = pathOfName(unit);
    const path = setting?.value.text ?? own;
    if (path === undefined || setting?.value.guessed || name === undefined || isNameOf(unit, name, path))
      return undefined;
    const wanted = unitNameFromPath(path, unit.type, unit.version);
    const rename = wanted === undefined ? [] : [`name the file '${wanted}'`];
    const rewrite = setting === undefined || own === undefined ? [] : [`write ${key}=${own}`];
    const advice = [...rewrite, ...rename].join(', or ') || 'choose a shorter path';
    return refuse(
      unit,
      `${unit.type}-name-mismatch`,
      setting?.node,
      `The name of the unit for ${path} is not '${name}'. To have them agree, ${advice}.`,
      fixes(setting && own !== undefined ? replaceValue(setting.node, own.replaceAll('%', '%%')) : undefined),
    );
  };
}

/** Whether `unit_name_from_path` gives this name; of a hashed one only the readable part is compared. */
function isNameOf(unit: Reading, name: string, path: string): boolean {
  const wanted = unitNameFromPath(path, unit.type, unit.version);
  if (wanted !== undefined) return wanted === name;
  const escaped = unitNamePathEscape(path, unit.version);
  const readable = unitNameParts(name)?.prefix.slice(0, -HASH_LENGTH - 1);
  const cutOff = isHashed(name) && byteLength(name) === HASHED_LENGTH;
  return cutOff && escaped !== undefined && readable !== undefined && escaped.startsWith(readable);
}
