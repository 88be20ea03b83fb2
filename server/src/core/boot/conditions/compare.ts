import { compareVersions } from '../../values/versionCompare.ts';
import { fnmatch } from './patterns.ts';

/** `CompareOperator` of shared/compare-operator.h. */
export type Operator = '$=' | '!$=' | '<>' | '<=' | '>=' | '<' | '>' | '==' | '=' | '!=' | 'string=' | 'string!=';

/** As they are looked for, one after the other. */
const OPERATORS: readonly Operator[] = ['$=', '!$=', '<>', '<=', '>=', '<', '>', '==', '=', '!='];

/**
 * compare-operator.c, `parse_compare_operator`: the operator at the beginning of a text, and what follows it. Undefined
 * without one, and for the two with `$` where patterns are not allowed.
 *
 * @param textual whether patterns are allowed, and `=` and `!=` compare texts instead of versions
 */
export function takeOperator(
  text: string,
  textual: boolean,
): { readonly operator: Operator; readonly rest: string } | undefined {
  const sign = OPERATORS.find((one) => text.startsWith(one));
  if (sign === undefined || (sign.includes('$') && !textual)) return undefined;
  const operator = textual && (sign === '=' || sign === '!=') ? (`string${sign}` as const) : sign;
  return { operator, rest: text.slice(sign.length) };
}

/** compare-operator.c, `test_order`: `order` is negative, 0 or positive. */
export function testOrder(order: number, operator: Operator): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '==':
    case '=':
      return order === 0;
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    default:
      return order !== 0;
  }
}

/** compare-operator.c, `version_or_fnmatch_compare`; undefined for a pattern that is not decided here. */
export function compareTexts(operator: Operator, actual: string, wanted: string): boolean | undefined {
  if (operator === 'string=') return actual === wanted;
  if (operator === 'string!=') return actual !== wanted;
  if (!operator.includes('$')) return testOrder(compareVersions(actual, wanted), operator);
  const fits = fnmatch(wanted, actual);
  return fits === undefined ? undefined : fits === (operator === '$=');
}
