import { enumValues } from '../../knowledge/enums.ts';
import { parseBoolean } from '../boolean.ts';
import type { ValueJudge, ValueProblem } from '../judge.ts';
import { safeAtou64 } from '../numbers.ts';
import { warnAll } from '../problem.ts';
import { badQuoting, complain, couldBe, expandPiece, notOneOf, unlessEmpty } from './complaints.ts';
import { slicePiece, takePieces, wholePiece } from './pieces.ts';

const HOST_NAME_MAX = 64;

/** `hostname_is_valid` of basic/hostname-util.c, without its flags. */
function isHostname(name: string): boolean {
  if (name.length > HOST_NAME_MAX) return false;
  return name.split('.').every((label) => /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label));
}

/** `MODE[:HOSTNAME]`; `config_parse_protect_hostname` of core/load-fragment.c. */
const protectHostname: ValueJudge = (value, _row, context) => {
  const whole = wholePiece(value);
  const colon = value.indexOf(':');
  const problems: ValueProblem[] = [];
  if (colon >= 0) {
    const name = expandPiece(slicePiece(whole, colon + 1), context, problems, { max: HOST_NAME_MAX });
    if (!name) return problems;
    if (!couldBe(name, isHostname)) {
      return [...problems, complain(name, 'value.hostname', `'${name.text}' is no host name.`)];
    }
  }
  const mode = slicePiece(whole, 0, colon < 0 ? value.length : colon);
  const modes = enumValues('protect_hostname', context.version);
  const boolean = parseBoolean(mode.text);
  if (boolean === undefined && !modes.includes(mode.text)) return [...problems, notOneOf(mode, modes, context)];
  if (colon < 0 || boolean !== false) return problems;
  return [
    ...problems,
    complain(mode, 'value.hostname', `A host name cannot be set with '${mode.text}'; write yes or private.`),
  ];
};

/**
 * `personality_from_string` of shared/architecture.c: only the machine's own architecture and its 32-bit companion are
 * taken. Which machine it will be is not in the file; what is nowhere an architecture is wrong on all of them.
 */
const personality: ValueJudge = (value, _row, context) => {
  const architectures = enumValues('architecture', context.version);
  return architectures.includes(value) ? [] : [notOneOf(wholePiece(value), architectures, context)];
};

/** Names of memory mappings, `default`, `all` or a hexadecimal mask; `coredump_filter_mask_from_string`. */
const coredumpFilter: ValueJudge = (value, _row, context) => {
  const names = [...enumValues('coredump_filter', context.version), 'default', 'all'];
  const { pieces, invalid } = takePieces(wholePiece(value), 0);
  const bad = pieces.find(
    (piece) => !names.includes(piece.text) && typeof safeAtou64(piece.text, { base: 16 }) === 'string',
  );
  if (bad) return [notOneOf(bad, names, context)];
  return invalid ? [badQuoting(invalid, context)] : [];
};

/** `config_parse_exec_mount_apivfs`: a boolean. */
const mountApiVfs: ValueJudge = (value) =>
  parseBoolean(value) === undefined
    ? warnAll(value, 'value.boolean', `'${value}' is no boolean; write yes or no.`)
    : [];

/** Parsers of single settings of a process. */
export const identityJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_exec_coredump_filter: unlessEmpty(coredumpFilter),
  config_parse_exec_mount_apivfs: unlessEmpty(mountApiVfs),
  config_parse_personality: unlessEmpty(personality),
  config_parse_protect_hostname: unlessEmpty(protectHostname),
};
