import type { ValueJudge } from '../judge.ts';
import { patternFault } from '../patterns.ts';
import { warnAll } from '../problem.ts';

/** `config_parse_log_filter_patterns`: a regular expression of PCRE2, behind `~` to drop what matches. */
export const logFilterPatterns: ValueJudge = (value, _row, context) => {
  if (value === '') return [];
  if (value === '~') return warnAll(value, 'value.pattern', `${context.key}=~ takes a pattern behind the tilde.`);
  const fault = patternFault(value.replace(/^~/, ''));
  return fault ? warnAll(value, 'value.pattern', `${context.key}= takes a regular expression, but ${fault}.`) : [];
};
