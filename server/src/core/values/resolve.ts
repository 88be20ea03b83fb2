import type { ValueContext, ValueProblem } from './judge.ts';
import { replacement } from './problem.ts';
import { EXPANDED_MAX, expandSpecifiers, isFault, type SpecifierContext, type SpecifierFault } from './specifiers.ts';

/** A stretch of the value that a part of the judgement is about. */
export interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A text after its specifiers were replaced; undefined when they could not be. */
export interface Resolved {
  readonly text: string | undefined;
  readonly problems: ValueProblem[];
}

/** How to resolve: which table, at most how many bytes, and whether failing keeps the unit from loading. */
export interface ResolveOptions {
  readonly table?: SpecifierContext;
  readonly max?: number;
  readonly severity?: ValueProblem['severity'];
}

export const AS_PATH: ResolveOptions = { max: EXPANDED_MAX.path };
export const AS_UNIT_NAME: ResolveOptions = { table: 'unit-name' };
export const AS_FD_NAME: ResolveOptions = { max: EXPANDED_MAX['fd-name'] };

/** The whole value as a part. */
export function whole(value: string, from = 0): Part {
  return { text: value.slice(from), start: from, end: value.length };
}

/** Whether the part stands in the value as it is, without quotes and escapes. */
export function isLiteral(part: Part): boolean {
  return part.end - part.start === part.text.length;
}

/**
 * Replaces the specifiers of a part, as `unit_full_printf`, `unit_path_printf` and `unit_name_printf` do, and tells
 * what systemd would say: specifiers it does not know, cannot resolve, or takes only with a warning.
 *
 * @param source the value that the part was cut from; its `text` may differ from it by quotes and escapes
 */
export function resolve(source: string, part: Part, context: ValueContext, options: ResolveOptions = {}): Resolved {
  const expansion = expandSpecifiers(part.text, options.table ?? 'unit', context, options.max);
  const severity = options.severity ?? 'warning';
  if (isFault(expansion))
    return { text: undefined, problems: [{ ...faultProblem(source, part, expansion, context), severity }] };
  const problems = expansion.deprecated.map((mark): ValueProblem => {
    const message = `Specifier '%${mark.letter}' is deprecated and does not work as intended; write the path instead.`;
    return { ...locate(source, part, mark.letter), severity: 'warning', code: 'value.specifier-deprecated', message };
  });
  return { text: expansion.text, problems };
}

function faultProblem(source: string, part: Part, fault: SpecifierFault, context: ValueContext) {
  if (fault.fault === 'too long') {
    const message = 'This is too long once its specifiers are replaced; shorten it.';
    return { start: part.start, end: part.end, code: 'value.too-long', message };
  }
  const span = locate(source, part, fault.letter);
  if (fault.fault === 'unknown') {
    const message = `systemd ${context.version} knows no specifier '%${fault.letter}' here; a percent sign itself is written '%%'.`;
    return { ...span, code: 'value.specifier', message, fix: replacement(`%%${fault.letter}`) };
  }
  const name = context.unitName ?? 'this unit';
  const message = `'%${fault.letter}' has no value for ${name}: the part of the name that it stands for is no escaped path or text.`;
  return { ...span, code: 'value.specifier-unresolvable', message };
}

/** Where the specifier stands in the source; the whole part when escapes hide it. */
function locate(source: string, part: Part, letter: string): { start: number; end: number } {
  const raw = source.slice(part.start, part.end);
  const marks = /%./gsu;
  for (let found = marks.exec(raw); found; found = marks.exec(raw)) {
    if (found[0] === `%${letter}`) return { start: part.start + found.index, end: part.start + found.index + 2 };
  }
  return { start: part.start, end: part.end };
}
