import { enumValues } from '../../knowledge/enums.ts';
import type { ValueJudge } from '../judge.ts';
import { filenameIsValid } from '../paths.ts';
import { parsePermyriad } from '../percent.ts';
import { warnAll } from '../problem.ts';
import { INFINITE, parseSec, USEC } from '../timespan.ts';
import { hasControlCharacter, isValidUtf8 } from '../utf8.ts';
import { EXTRACT } from '../words.ts';
import { badQuoting, complain, notOneOf, unlessEmpty } from './complaints.ts';
import { takePieces, wholePiece } from './pieces.ts';

/** `can_set_managed_oom` of the unit types' vtables: others are told so whatever the value is. */
function managed(judge: ValueJudge): ValueJudge {
  return (value, row, context, argument) => {
    if (['service', 'scope', 'slice'].includes(context.unitType))
      return unlessEmpty(judge)(value, row, context, argument);
    return warnAll(
      value,
      'value.unit-type',
      `${row.key}= works in service, scope and slice units only; leave it out here.`,
    );
  };
}

const mode: ValueJudge = (value, row, context) => {
  const modes = enumValues('managed_oom_mode', context.version);
  return modes.includes(value) ? [] : [notOneOf(wholePiece(value), `value of ${row.key}=`, modes)];
};

const pressureLimit: ValueJudge = (value) => {
  if (typeof parsePermyriad(value) === 'number') return [];
  return warnAll(value, 'value.percent', `'${value}' is no share of time; write a percentage up to 100%, such as 60%.`);
};

const pressureDuration: ValueJudge = (value) => {
  const span = parseSec(value);
  if (typeof span === 'bigint' && span >= USEC.s && span !== INFINITE) return [];
  return warnAll(value, 'value.timespan', `'${value}' is no duration of at least one second; write one such as 30s.`);
};

/** Names of rules, space-separated: `string_is_safe(…, STRING_FILENAME)` for each. */
const rules: ValueJudge = (value) => {
  const flags = EXTRACT.UNQUOTE | EXTRACT.RETAIN_ESCAPE;
  const { pieces, invalid } = takePieces(wholePiece(value), 0, undefined, flags);
  const problems = pieces
    .filter((piece) => !isRuleName(piece.text))
    .map((piece) =>
      complain(piece, 'value.oom-rule', `'${piece.text}' cannot be the name of a file, as rules of systemd-oomd are.`),
    );
  return invalid ? [...problems, badQuoting(invalid)] : problems;
};

function isRuleName(name: string): boolean {
  return filenameIsValid(name) && isValidUtf8(name) && !hasControlCharacter(name) && !/[\\"'*?[]/.test(name);
}

/** Parsers of what systemd-oomd shall do. */
export const oomdJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_managed_oom_mem_pressure_duration_sec: managed(pressureDuration),
  config_parse_managed_oom_mem_pressure_limit: managed(pressureLimit),
  config_parse_managed_oom_mode: managed(mode),
  config_parse_managed_oom_rules: managed(rules),
};
