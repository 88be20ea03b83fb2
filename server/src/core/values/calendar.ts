/** Calendar events, as OnCalendar= has them: systemd.time(7), shared/calendarspec.c. */
export { calendarNeverElapses, conflictingWeekday } from './calendar/conflict.ts';
export { describeCalendar } from './calendar/describe.ts';
export { formatCalendar } from './calendar/format.ts';
export { nextElapse } from './calendar/next.ts';
export { CALENDAR_SHORTHANDS, parseCalendar } from './calendar/parse.ts';
export type { CalendarChain, CalendarComponent, CalendarSpec } from './calendar/spec.ts';
