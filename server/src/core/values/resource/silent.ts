import type { ValueJudge } from '../judge.ts';

/**
 * Parsers that take whatever is written: `capability_set_from_string` of basic/capability-list.c and
 * `secure_bits_from_string` of shared/securebits-util.c skip the words they do not know, at debug level at most.
 */
const takesAnything: ValueJudge = () => [];

export const silentJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_capability_set: takesAnything,
  config_parse_exec_secure_bits: takesAnything,
};
