import type { LoadedUnit } from '../../units/load.ts';

/** The last `Description=` that is read, with its specifiers as they are written; empty when there is none. */
export function descriptionOf({ assignments }: LoadedUnit): string {
  const last = assignments.findLast(({ section, node }) => section === 'Unit' && node.key === 'Description');
  return last?.node.value.text ?? '';
}
