import type { Reading } from '../../checks/verify/reading.ts';
import { assignmentsOf } from '../../checks/verify/settings.ts';
import { enumValues } from '../../knowledge/enums.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';
import type { RestrictedFamilies } from './info.ts';

/** From here on the first unknown family ends the value; before, it alone was passed over. */
const STOPS_AT_UNKNOWN = 262;
const SAME: Readonly<Record<string, string>> = { AF_LOCAL: 'AF_UNIX', AF_FILE: 'AF_UNIX', AF_ROUTE: 'AF_NETLINK' };

/** The kinds of sockets that RestrictAddressFamilies= keeps a unit from: `get_security_info`. */
export function restrictedFamilies(unit: Reading): RestrictedFamilies {
  const { families, allowList } = configParseAddressFamilies(unit);
  const listed = (...names: readonly string[]) => names.some((name) => families.has(name));
  const plain = ['AF_INET', 'AF_INET6', 'AF_UNIX', 'AF_NETLINK', 'AF_PACKET'];
  const others = [...families].some((name) => !plain.includes(name));
  return {
    inet: listed('AF_INET', 'AF_INET6') !== allowList,
    unix: listed('AF_UNIX') !== allowList,
    netlink: listed('AF_NETLINK') !== allowList,
    packet: listed('AF_PACKET') !== allowList,
    other: others !== allowList,
  };
}

/** `config_parse_address_families` of core/load-fragment.c; what stands before an unknown word counts. */
function configParseAddressFamilies(unit: Reading): { families: ReadonlySet<string>; allowList: boolean } {
  let families: Set<string> | undefined;
  let allowList = false;
  for (const { node } of assignmentsOf(unit, unit.section, 'RestrictAddressFamilies')) {
    const value = node.value.text;
    if (value === '' || value === 'none') {
      families = undefined;
      allowList = value === 'none';
      continue;
    }
    const inverted = value.startsWith('~');
    if (!families) {
      families = new Set();
      allowList = !inverted;
    }
    for (const family of knownFamilies(inverted ? value.slice(1) : value, unit.version)) {
      if (inverted !== allowList) families.add(family);
      else families.delete(family);
    }
  }
  return { families: families ?? new Set(), allowList };
}

function knownFamilies(list: string, version: number): string[] {
  const words = splitWords(list, undefined, EXTRACT.UNQUOTE).words.map(({ word }) => familyFromName(word, version));
  const unknown = words.indexOf(undefined);
  const read = version >= STOPS_AT_UNKNOWN && unknown >= 0 ? words.slice(0, unknown) : words;
  return read.filter((family) => family !== undefined);
}

/** `af_from_name`: case does not count. */
function familyFromName(word: string, version: number): string | undefined {
  const found = enumValues('address_family_name', version).find((name) => name.toLowerCase() === word.toLowerCase());
  return found === undefined ? undefined : (SAME[found] ?? found);
}
