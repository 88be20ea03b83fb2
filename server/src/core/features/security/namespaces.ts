import type { Reading } from '../../checks/verify/reading.ts';
import { parseBoolean } from '../../values/boolean.ts';
import { splitWords } from '../../values/words.ts';
import type { Namespace } from './info.ts';
import { takenValues } from './reading.ts';

const ALL: readonly Namespace[] = ['cgroup', 'ipc', 'net', 'mnt', 'pid', 'user', 'uts'];

/**
 * The namespaces that RestrictNamespaces= lets a unit create, undefined when it is not set: core/load-fragment.c,
 * `config_parse_restrict_namespaces`, later `config_parse_namespace_flags`. A value with an unknown word does not count.
 */
export function allowedNamespaces(unit: Reading): ReadonlySet<Namespace> | undefined {
  let allowed: ReadonlySet<Namespace> | undefined;
  for (const { value } of takenValues(unit, unit.section, 'RestrictNamespaces')) {
    const restricted = parseBoolean(value);
    if (value === '') allowed = undefined;
    else if (restricted !== undefined) allowed = new Set(restricted ? [] : ALL);
    else allowed = withList(allowed, value);
  }
  return allowed;
}

/** A list allows what it names; with `~` it takes that away, from all when nothing was set before. */
function withList(allowed: ReadonlySet<Namespace> | undefined, value: string): ReadonlySet<Namespace> {
  const inverted = value.startsWith('~');
  const named = splitWords(inverted ? value.slice(1) : value).words.map(({ word }) => word);
  if (inverted) return new Set([...(allowed ?? ALL)].filter((name) => !named.includes(name)));
  return new Set([...(allowed ?? []), ...named]);
}
