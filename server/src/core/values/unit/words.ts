import { enumValues } from '../../knowledge/enums.ts';
import { parseBoolean } from '../boolean.ts';
import { enumJudge, wordProblem } from '../enumProblems.ts';
import type { ValueJudge } from '../judge.ts';
import { warnAll } from '../problem.ts';
import { splitWords } from '../words.ts';

/** `config_parse_kill_mode`: `none` is taken with a warning. */
export const killMode: ValueJudge = (value, row, context, argument) => {
  if (value !== 'none') return enumJudge('kill_mode', { emptyOk: true })(value, row, context, argument);
  const message = 'KillMode=none leaves processes behind that systemd loses track of; write mixed or control-group.';
  return warnAll(value, 'value.deprecated', message, 'mixed');
};

/** `config_parse_service_refresh_on_reload`: a boolean, or words of which all may be taken back by `~`. */
export const refreshOnReload: ValueJudge = (value, _row, context) => {
  if (value === '' || parseBoolean(value) !== undefined) return [];
  const known = enumValues('service_refresh_on_reload', context.version);
  const from = value.startsWith('~') ? 1 : 0;
  const { words, invalid } = splitWords(value.slice(from));
  const wrong = words.find((word) => !known.includes(word.word));
  if (wrong) return [wordProblem(wrong.word, wrong.start + from, known, context.key, wrong.end + from)];
  return invalid ? warnAll(value, 'value.syntax', `${context.key}= cannot be split into words here.`) : [];
};
