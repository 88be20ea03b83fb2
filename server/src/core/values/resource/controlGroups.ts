import { enumValues } from '../../knowledge/enums.ts';
import { parseBoolean } from '../boolean.ts';
import type { ValueContext, ValueJudge } from '../judge.ts';
import { filenameIsValid } from '../paths.ts';
import { warnAll } from '../problem.ts';
import { badQuoting, notOneOf, unlessEmpty } from './complaints.ts';
import { takePieces, unquotedWords, wholePiece } from './pieces.ts';

/** `can_delegate` of the unit types' vtables. */
function canDelegate(context: ValueContext): boolean {
  return context.unitType === 'service' || context.unitType === 'scope';
}

function delegating(judge: ValueJudge): ValueJudge {
  return (value, row, context, argument) => {
    if (canDelegate(context)) return judge(value, row, context, argument);
    return warnAll(value, 'value.unit-type', `${row.key}= works in service and scope units only; leave it out here.`);
  };
}

const delegate: ValueJudge = (value, _row, context) => {
  if (value === '' || parseBoolean(value) !== undefined) return [];
  const controllers = enumValues('cgroup_controller', context.version);
  const { pieces, invalid } = unquotedWords(wholePiece(value));
  const unknown = pieces.filter((piece) => !controllers.includes(piece.text));
  const problems = unknown.map((piece) => notOneOf(piece, controllers, context));
  return invalid ? [...problems, badQuoting(invalid, context)] : problems;
};

const delegateSubgroup: ValueJudge = (value, _row, context) => {
  if (!needsEscape(value, context.version)) return [];
  const rule = "it must not contain '/', begin with '.' or '_', or look like one of the kernel's files";
  return warnAll(value, 'value.control-group', `'${value}' is no name for a control group: ${rule}.`);
};

/** `cg_needs_escape` of basic/cgroup-util.c. */
function needsEscape(name: string, version: number): boolean {
  if (!filenameIsValid(name) || /^[_.]/.test(name) || name.startsWith('cgroup.')) return true;
  if (['notify_on_release', 'release_agent', 'tasks'].includes(name)) return true;
  return enumValues('cgroup_controller', version).some((controller) => name.startsWith(`${controller}.`));
}

/** Unknown controllers are passed over, unless no known one is left: `cg_mask_from_string`. */
const disableControllers: ValueJudge = (value, _row, context) => {
  const controllers = enumValues('cgroup_controller', context.version);
  const { pieces, invalid } = takePieces(wholePiece(value), 0);
  if (invalid) return [badQuoting(invalid, context)];
  if (pieces.some((piece) => controllers.includes(piece.text))) return [];
  return [notOneOf(wholePiece(value), controllers, context)];
};

/** Parsers of names of cgroups and their controllers. */
export const controlGroupJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_delegate: delegating(delegate),
  config_parse_delegate_subgroup: delegating(unlessEmpty(delegateSubgroup)),
  config_parse_disable_controllers: unlessEmpty(disableControllers),
};
