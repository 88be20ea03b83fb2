import { specialUnits } from '../../knowledge/specialUnits.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { quoted, replacement, warnAll, warning } from '../problem.ts';
import { AS_UNIT_NAME, isLiteral, type Part, resolve, whole } from '../resolve.ts';
import { unitNameForm, unitNameParts, unitNameReplaceInstance } from '../unitNames.ts';
import { EXTRACT, splitWords } from '../words.ts';

/** Dependencies for which systemd says so when a unit names itself: `unit_should_warn_about_dependency`. */
const TELLS_OF_SELF = new Set(['UNIT_CONFLICTS', 'UNIT_BEFORE', 'UNIT_AFTER', 'UNIT_ON_SUCCESS', 'UNIT_ON_FAILURE']);

/** `config_parse_unit_deps` and, for each word, `unit_add_dependency_by_name`. */
export const unitDeps: ValueJudge = (value, _row, context, argument) =>
  splitWords(value, undefined, EXTRACT.RETAIN_ESCAPE).words.flatMap((word) => {
    const part = { ...word, text: word.word };
    const { text, problems } = resolve(value, part, context, AS_UNIT_NAME);
    if (text === undefined) return problems;
    const name = resolveTemplate(text, context);
    if (name === undefined) return [...problems, nameProblem(text, part)];
    return [...problems, ...dependencyProblems(name, part, context, argument)];
  });

/** `config_parse_obsolete_unit_deps` */
export const obsoleteUnitDeps: ValueJudge = (value, row, context, argument) => {
  const modern = argument === 'UNIT_REQUIRES' ? 'Requires' : 'Requisite';
  const message = `${context.key}= is obsolete; write ${modern}= instead.`;
  return [...warnAll(value, 'value.deprecated', message), ...unitDeps(value, row, context, argument)];
};

/** What `unit_add_dependency` says of a dependency that it drops. */
function dependencyProblems(name: string, part: Part, context: ValueContext, dependency: string): ValueProblem[] {
  if (name === ownName(context)) {
    const message = `A unit cannot depend on itself; drop ${name} from ${context.key}=.`;
    return TELLS_OF_SELF.has(dependency) ? [warning('value.self', part.start, part.end, message)] : [];
  }
  if (dependency === 'UNIT_BEFORE' && name.endsWith('.device')) {
    const message = `A device cannot be made to wait, so ${context.key}=${name} has no effect.`;
    return [warning('value.dependency-dropped', part.start, part.end, message)];
  }
  if (dependency === 'UNIT_ON_FAILURE' && (context.unitType === 'device' || context.unitType === 'slice')) {
    const message = `A ${context.unitType} unit cannot fail, so ${context.key}= has no effect.`;
    return [warning('value.dependency-dropped', part.start, part.end, message)];
  }
  return [];
}

/** `config_parse_trigger_unit`: only one unit, and not itself. */
export const triggerUnit: ValueJudge = (value, _row, context) => {
  if (context.earlier.some((other) => triggered(other, context) !== undefined)) {
    return warnAll(value, 'value.second-unit', `${context.key}= was given above, and only the first counts.`);
  }
  const { text, problems } = resolve(value, whole(value), context, AS_UNIT_NAME);
  if (text === undefined) return problems;
  const name = resolveTemplate(text, context);
  if (name === undefined) return [...problems, nameProblem(text, whole(value))];
  if (text === ownName(context)) {
    return [
      ...problems,
      ...warnAll(value, 'value.self', `A unit cannot trigger itself; name another in ${context.key}=.`),
    ];
  }
  if (!name.endsWith('.device')) return problems;
  const message = `A device cannot be made to wait for this unit, though it is triggered.`;
  return [...problems, ...warnAll(value, 'value.dependency-dropped', message)];
};

function triggered(value: string, context: ValueContext): string | undefined {
  const { text } = resolve(value, whole(value), context, AS_UNIT_NAME);
  if (text === undefined || text === ownName(context)) return undefined;
  return resolveTemplate(text, context);
}

/** `config_parse_unit_slice` */
export const unitSlice: ValueJudge = (value, _row, context) => {
  const { text, problems } = resolve(value, whole(value), context, AS_UNIT_NAME);
  if (text === undefined) return problems;
  if (!isLoadable(text)) return [...problems, nameProblem(text, whole(value), 'slice')];
  if (context.unitType === 'slice') {
    const message = 'The slice of a slice comes from its name; drop this line.';
    return [...problems, ...warnAll(value, 'value.slice', message)];
  }
  if (text.endsWith('.slice')) return problems;
  return [...problems, ...warnAll(value, 'value.slice', `${context.key}= takes a slice unit, not ${text}.`)];
};

/** `config_parse_socket_service` */
export const socketService: ValueJudge = (value, _row, context) => {
  const { text, problems } = resolve(value, whole(value), context, AS_UNIT_NAME);
  if (text === undefined) return problems;
  if (!text.endsWith('.service')) return [...problems, typeProblem(text, whole(value), context.key, 'service')];
  return isLoadable(text) ? problems : [...problems, nameProblem(text, whole(value))];
};

/** `config_parse_service_sockets` */
export const serviceSockets: ValueJudge = (value, _row, context) => {
  const { words, invalid } = splitWords(value);
  const problems = words.flatMap((word) => {
    const part = { ...word, text: word.word };
    const { text, problems: own } = resolve(value, part, context, AS_UNIT_NAME);
    if (text === undefined) return own;
    if (!text.endsWith('.socket')) return [...own, typeProblem(text, part, context.key, 'socket')];
    return resolveTemplate(text, context) === undefined ? [...own, nameProblem(text, part)] : own;
  });
  if (!invalid) return problems;
  const message = `A backslash at the end of ${context.key}= escapes nothing; drop it.`;
  return [...problems, warning('value.syntax', invalid.start, value.length, message)];
};

/** `unit_type_may_template` of basic/unit-def.c. */
const TEMPLATABLE: readonly string[] = ['service', 'socket', 'target', 'timer', 'path'];

/** Whether `manager_load_unit` takes the name: no template, and an instance only of a type that has instances. */
function isLoadable(name: string): boolean {
  const parts = unitNameParts(name);
  if (parts === undefined || parts.instance === '') return false;
  return parts.instance === undefined || TEMPLATABLE.includes(parts.type);
}

/**
 * `resolve_template` of core/unit.c and `manager_load_unit`: a template gets this unit's instance or, without one, its
 * prefix. Undefined when the result cannot be loaded.
 */
function resolveTemplate(name: string, context: ValueContext): string | undefined {
  const own = unitNameParts(ownName(context) ?? '');
  const instance = own === undefined ? 'instance' : (own.instance ?? own.prefix);
  const resolved = unitNameForm(name) === 'template' ? unitNameReplaceInstance(name, instance) : name;
  return resolved !== undefined && isLoadable(resolved) ? resolved : undefined;
}

/** The name of this unit; that of an instance for a template. */
function ownName(context: ValueContext): string | undefined {
  const parts = unitNameParts(context.unitName ?? '');
  return parts?.instance === '' ? `${parts.prefix}@instance.${parts.type}` : context.unitName;
}

function nameProblem(name: string, part: Part, suffix = 'service'): ValueProblem {
  const parts = unitNameParts(name);
  if (parts) {
    const message = TEMPLATABLE.includes(parts.type)
      ? `${quoted(name)} is a template; write the instance that you mean after the @.`
      : `There are no templates of ${parts.type} units, so ${quoted(name)} names none.`;
    return warning('value.unit-name', part.start, part.end, message);
  }
  const likely = (suffix === 'service' && likelySuffix(name)) || suffix;
  const completed = `${name}.${likely}`;
  const fix = isLiteral(part) && unitNameForm(completed) ? replacement(`${part.text}.${likely}`) : undefined;
  const found = name === '' ? 'Nothing' : quoted(name);
  const message = `${found} is no unit name; write one with its suffix, such as ${fix ? completed : `name.${suffix}`}.`;
  return warning('value.unit-name', part.start, part.end, message, fix);
}

/** The suffix of the one unit that systemd knows by this name: `network` is most likely a target. */
function likelySuffix(name: string): string | undefined {
  const known = specialUnits().filter(
    (unit) => unit.name.startsWith(`${name}.`) && !unit.name.slice(name.length + 1).includes('.'),
  );
  return known.length === 1 ? known[0]!.name.slice(name.length + 1) : undefined;
}

function typeProblem(name: string, part: Part, key: string, type: string): ValueProblem {
  const bare = unitNameForm(name) === undefined && unitNameForm(`${name}.${type}`) !== undefined;
  const fix = bare && isLiteral(part) ? replacement(`${part.text}.${type}`) : undefined;
  const found = name === '' ? 'nothing' : quoted(name);
  const message = `${key}= takes the name of a ${type} unit, which ends in .${type}, not ${found}.`;
  return warning('value.unit-type', part.start, part.end, message, fix);
}
