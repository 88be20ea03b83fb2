import type { ValueJudge, ValueProblem } from '../judge.ts';
import { expandPiece, unlessEmpty } from './complaints.ts';
import { slicePiece, wholePiece } from './pieces.ts';

/**
 * The labels of security modules, `[-]LABEL`: only specifiers are looked at, and a bad one fails the unit unless the
 * label is marked as optional. `config_parse_exec_apparmor_profile` and its kin of core/load-fragment.c.
 */
const label: ValueJudge = (value, _row, context) => {
  const problems: ValueProblem[] = [];
  const optional = value.startsWith('-');
  const piece = slicePiece(wholePiece(value), optional ? 1 : 0);
  expandPiece(piece, context, problems, { severity: optional ? 'warning' : 'fatal' });
  return problems;
};

/** Parsers of AppArmor profiles, SELinux contexts and SMACK labels. */
export const labelJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_exec_apparmor_profile: unlessEmpty(label),
  config_parse_exec_selinux_context: unlessEmpty(label),
  config_parse_exec_smack_process_label: unlessEmpty(label),
};
