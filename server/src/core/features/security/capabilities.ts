import type { Reading } from '../../checks/verify/reading.ts';
import { assignmentsOf } from '../../checks/verify/settings.ts';
import { enumeration } from '../../knowledge/enums.ts';
import { safeAtoi } from '../../values/numbers.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';
import { ALL_CAPABILITIES } from './info.ts';

/** From here on a set that was made empty or full is not taken for one that was never set. */
const TELLS_SET_FROM_UNSET = 262;
/** Numbers up to this stand for capabilities. */
const LIMITS = { old: 63, since257: 62 } as const;

const NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries(enumeration('capability')?.number ?? {}).map(([name, number]) => [name.toLowerCase(), number]),
);
/** `all_capabilities`: those that Linux has. */
const KNOWN = [...NUMBERS.values()].reduce((mask, number) => mask | bit(number), 0n);

/** The bits of some capabilities, by their names. */
export function capabilityMask(...names: readonly string[]): bigint {
  return names.reduce((mask, name) => mask | bit(NUMBERS.get(name.toLowerCase())!), 0n);
}

/**
 * The set that a unit ends up with: `config_parse_capability_set` of core/load-fragment.c.
 *
 * @param key CapabilityBoundingSet, which starts with all of them, or AmbientCapabilities, which starts with none
 */
export function capabilitySet(unit: Reading, key: 'CapabilityBoundingSet' | 'AmbientCapabilities'): bigint {
  const initial = key === 'CapabilityBoundingSet' ? ALL_CAPABILITIES : 0n;
  let current = initial;
  for (const { node } of assignmentsOf(unit, unit.section, key)) {
    const value = node.value.text;
    const inverted = value.startsWith('~');
    const parsed = capabilitySetFromString(inverted ? value.slice(1) : value, unit.version);
    if (value === '') current = 0n;
    else if (parsed === 0n || current === initial) current = inverted ? complement(parsed, unit.version) : parsed;
    else current = inverted ? current & ~parsed : current | parsed;
  }
  return current;
}

/** What is left without some capabilities; from 262 on only of those that Linux has. */
function complement(parsed: bigint, version: number): bigint {
  return (version < TELLS_SET_FROM_UNSET ? ALL_CAPABILITIES : KNOWN) & ~parsed;
}

/** `capability_set_from_string` of basic/cap-list.c: words that name no capability are passed over. */
function capabilitySetFromString(text: string, version: number): bigint {
  const flags = EXTRACT.UNQUOTE | (version < 257 ? 0 : EXTRACT.RELAX);
  const { words } = splitWords(text, undefined, flags);
  return words.reduce((mask, { word }) => mask | capabilityFromName(word, version), 0n);
}

function capabilityFromName(word: string, version: number): bigint {
  const number = safeAtoi(word);
  if (typeof number === 'number') {
    return number >= 0 && number <= (version < 257 ? LIMITS.old : LIMITS.since257) ? bit(number) : 0n;
  }
  const known = NUMBERS.get(word.toLowerCase());
  return known === undefined ? 0n : bit(known);
}

function bit(number: number): bigint {
  return 1n << BigInt(number);
}
