import { expandSpecifiers, isFault } from '../../values/specifiers.ts';
import type { UnitAssignment } from '../readUnitFile.ts';

/** The specifiers that stand for the unit's name or a part of it. */
const OF_NAME = /%([%nNpPjJiIfd])/g;

/**
 * The lines of a file that was read while the unit still went by another name: what stands for the name is replaced, as
 * systemd replaces it when it reads the line.
 */
export function withNamesReplaced(
  lines: readonly UnitAssignment[],
  unitName: string,
  unitType: string,
  version: number,
): readonly UnitAssignment[] {
  const scope = { version, unitName, unitType };
  const replace = (whole: string, letter: string) => {
    const expansion = letter === '%' ? undefined : expandSpecifiers(whole, 'unit', scope);
    return expansion === undefined || isFault(expansion) ? whole : expansion.text.replaceAll('%', '%%');
  };
  return lines.map((line) => {
    const { text } = line.node.value;
    if (!text.includes('%')) return line;
    return withValue(line, text.replace(OF_NAME, replace));
  });
}

/** Part by part, as the parts of a line need not be its own properties. */
function withValue({ section, path, node }: UnitAssignment, text: string): UnitAssignment {
  const { type, key, keySpan, equals, valueSpan, comments, lines, span, line } = node;
  const value = { text, pieces: node.value.pieces };
  return { section, path, node: { type, key, keySpan, equals, value, valueSpan, comments, lines, span, line } };
}
