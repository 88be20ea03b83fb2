import { expandDropInNames } from '../dropIns.ts';
import type { NameMap } from '../nameMap.ts';
import type { Unit } from './unit.ts';

/** The names, or types, that have a folder such as `foo.service.wants/`. */
export function linkOwners({ folders }: NameMap): Set<string> {
  const found = [...folders.keys()].map((folder) => /^(.+)\.(?:wants|requires|upholds)$/.exec(folder)?.[1]);
  return new Set(found.filter((owner) => owner !== undefined));
}

/** Whether any of these folders may be one of the unit's. */
export function mayHaveLinks(owners: ReadonlySet<string>, { names, type }: Unit): boolean {
  if (owners.size === 0) return false;
  return owners.has(type) || names.some((name) => expandDropInNames(name).some((owner) => owners.has(owner)));
}
