import { dependencyOrigins, eachPrinted } from '../../units/dependencies/index.ts';
import { masksIn, unitsIn } from '../../units/dependencies/view.ts';
import type { DependencyMask, GraphUnit, UnitGraph } from '../../units/graph.ts';

/**
 * The units of a graph as JSON, one after the other by name: `"a.service": {"load":"loaded",...}`. What `plainUnits` has of
 * them, without its descriptions, types and aliases, but written down at once: the objects of 10,000 units take longer to make
 * than all else.
 */
export function unitRows({ units }: UnitGraph): string[] {
  const names = units.map(({ id }) => JSON.stringify(id));
  const nameOf = ({ index }: GraphUnit) => names[index]!;
  const originsOf = originTexts();
  const sorted = [...units].sort((a, b) => (a.id < b.id ? -1 : 1));
  return sorted.map((unit) => `${nameOf(unit)}: ${unitText(unit, nameOf, originsOf)}`);
}

type NameOf = (unit: GraphUnit) => string;
type OriginsOf = (mask: DependencyMask) => string;

function unitText(unit: GraphUnit, nameOf: NameOf, originsOf: OriginsOf): string {
  const { loadState, loaded } = unit;
  const kinds: string[] = [];
  eachPrinted(
    unit,
    (kind, others) => {
      const masks = masksIn(others);
      const entries = unitsIn(others).map((other, i) => `${nameOf(other)}:${originsOf(masks[i]!)}`);
      kinds.push(`"${kind}":{${entries.join(',')}}`);
    },
    (kind, paths) => {
      const entries = [...paths].map(([path, mask]) => `${JSON.stringify(path)}:${originsOf(mask)}`);
      kinds.push(`"${kind}":{${entries.join(',')}}`);
    },
  );
  const { fragmentPath } = loaded;
  const fragment = fragmentPath === undefined ? '' : `"fragment":${JSON.stringify(fragmentPath)},`;
  return `{"load":"${loadState}",${fragment}"dependencies":{${kinds.join(',')}}}`;
}

/** There are few masks, and each stands between many units. */
function originTexts(): OriginsOf {
  const known = new Map<DependencyMask, string>();
  return (mask) => {
    const text = known.get(mask) ?? JSON.stringify(dependencyOrigins(mask));
    known.set(mask, text);
    return text;
  };
}
