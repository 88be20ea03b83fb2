import { dependencyOrigins } from '../../units/dependencies/index.ts';
import { DESTINATION_HALF, ORIGIN_HALF } from '../../units/dependencies/masks.ts';
import { type DependencyMask, type GraphUnit, UNIT_DEPENDENCIES, type UnitGraph } from '../../units/graph.ts';

/**
 * The units of a graph as JSON, one after the other by name: `"a.service": {"load":"loaded",...}`. What `plainUnits` has of
 * them, without its descriptions, types and aliases, but written down at once: the objects of 10,000 units take longer to make
 * than all else.
 */
export function unitRows({ units }: UnitGraph): string[] {
  const texts = new Texts(units);
  const sorted = [...units].sort((a, b) => (a.id < b.id ? -1 : 1));
  return sorted.map((unit) => `${texts.name(unit)}: ${unitText(unit, texts)}`);
}

function unitText(unit: GraphUnit, texts: Texts): string {
  const { loadState, loaded, mountsFor } = unit;
  const { fragmentPath } = loaded;
  const kinds: string[] = [];
  for (const kind of UNIT_DEPENDENCIES) {
    if (kind === 'References') kinds.push(...texts.references(kind, unit, ORIGIN_HALF));
    else if (kind === 'ReferencedBy') kinds.push(...texts.references(kind, unit, DESTINATION_HALF));
    else kinds.push(...texts.dependencies(kind, unit.dependencies.get(kind)));
  }
  kinds.push(
    ...texts.paths('RequiresMountsFor', mountsFor?.requires),
    ...texts.paths('WantsMountsFor', mountsFor?.wants),
  );
  const fragment = fragmentPath === undefined ? '' : `"fragment":${JSON.stringify(fragmentPath)},`;
  return `{"load":"${loadState}",${fragment}"dependencies":{${kinds.join(',')}}}`;
}

/** Pieces of the text that come again and again, and the pieces made of them. */
class Texts {
  private readonly names: (string | undefined)[];
  private readonly origins = new Map<DependencyMask, string>();
  /** For each unit how the one at hand speaks of it, or it of that one; 0 but while that is worked out. */
  private readonly marks: Int32Array;

  constructor(units: readonly GraphUnit[]) {
    this.names = units.map(() => undefined);
    this.marks = new Int32Array(units.length);
  }

  name({ index, id }: GraphUnit): string {
    this.names[index] ??= JSON.stringify(id);
    return this.names[index];
  }

  dependencies(kind: string, others: ReadonlyMap<GraphUnit, DependencyMask> | undefined): string[] {
    if (!others?.size) return [];
    const entries: string[] = [];
    for (const [other, mask] of others) entries.push(`${this.name(other)}:${this.origin(mask)}`);
    return [`"${kind}":{${entries.join(',')}}`];
  }

  /** As `references` of dependencies/printed.ts works them out. */
  references(kind: string, unit: GraphUnit, half: number): string[] {
    const { marks } = this;
    const found: GraphUnit[] = [];
    for (const others of unit.dependencies.values()) {
      for (const [other, mask] of others) {
        if ((mask & half) === 0) continue;
        if (marks[other.index] === 0) found.push(other);
        marks[other.index]! |= mask & half;
      }
    }
    if (found.length === 0) return [];
    const entries = found.map((other) => `${this.name(other)}:${this.origin(marks[other.index]!)}`);
    for (const { index } of found) marks[index] = 0;
    return [`"${kind}":{${entries.join(',')}}`];
  }

  paths(kind: string, paths: ReadonlyMap<string, DependencyMask> | undefined): string[] {
    if (!paths?.size) return [];
    const entries = [...paths].map(([path, mask]) => `${JSON.stringify(path)}:${this.origin(mask)}`);
    return [`"${kind}":{${entries.join(',')}}`];
  }

  private origin(mask: DependencyMask): string {
    const text = this.origins.get(mask) ?? JSON.stringify(dependencyOrigins(mask));
    this.origins.set(mask, text);
    return text;
  }
}
