import { calendarNeverElapses, parseCalendar } from '../calendar.ts';
import type { ValueJudge } from '../judge.ts';
import { quoted, warnAll } from '../problem.ts';
import { resolve, whole } from '../resolve.ts';
import { parseSec } from '../timespan.ts';
import { timespanProblems } from './scalars.ts';

/** From this version on, a weekday that the fixed date does not fall on is told of. */
const WEEKDAY_CHECK = 262;

/** `config_parse_timer`: a calendar event for OnCalendar=, a time span for the others. */
export const timer: ValueJudge = (value, _row, context, argument) => {
  if (value === '') return [];
  const { text, problems } = resolve(value, whole(value), context);
  if (text === undefined) return problems;
  if (argument !== 'TIMER_CALENDAR') return [...problems, ...timespanProblems(value, parseSec(text), context.key)];
  const spec = parseCalendar(text, context.version);
  if (spec === undefined) {
    const message = `${context.key}= takes a calendar event such as 'daily' or 'Mon *-*-* 04:00', not ${quoted(text)}.`;
    return [...problems, ...warnAll(value, 'value.calendar', message)];
  }
  if (context.version < WEEKDAY_CHECK || !calendarNeverElapses(spec)) return problems;
  const message =
    'The date is fixed and falls on none of these weekdays, so the timer never elapses; drop the weekday.';
  return [...problems, ...warnAll(value, 'value.calendar-never', message)];
};
