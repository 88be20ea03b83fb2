import { type CalendarChain, type CalendarComponent, type CalendarSpec, USEC_PER_SEC, WEEKDAYS } from './spec.ts';

/** The normalized form of a calendar event; `calendar_spec_to_string` of shared/calendarspec.c. */
export function formatCalendar(spec: CalendarSpec): string {
  const date = `${formatChain(spec.year, 4)}-${formatChain(spec.month, 2)}${spec.endOfMonth ? '~' : '-'}`;
  const time = `${formatChain(spec.hour, 2)}:${formatChain(spec.minute, 2)}:${formatSeconds(spec.microsecond)}`;
  const zone = spec.utc ? 'UTC' : (spec.timezone ?? spec.abbreviation);
  const days = spec.weekdays > 0 ? `${formatWeekdays(spec.weekdays)} ` : '';
  return `${days}${date}${formatChain(spec.day, 2)} ${time}${zone ? ` ${zone}` : ''}`;
}

function formatWeekdays(bits: number): string {
  return runs(bits)
    .map(([first, last]) => {
      if (first === last) return shortName(first);
      return `${shortName(first)}${last > first + 1 ? '..' : ','}${shortName(last)}`;
    })
    .join(',');
}

/** The days that follow one another, as first and last day. */
export function runs(bits: number): [first: number, last: number][] {
  const found: [number, number][] = [];
  for (let day = 0; day < 7; day++) {
    if (!(bits & (1 << day))) continue;
    const previous = found.at(-1);
    if (previous?.[1] === day - 1) previous[1] = day;
    else found.push([day, day]);
  }
  return found;
}

function shortName(day: number): string {
  return WEEKDAYS[day]!.slice(0, 3);
}

function formatChain(chain: CalendarChain, width: number): string {
  if (chain.length === 0) return '*';
  const pad = (value: number) => String(value).padStart(width, '0');
  return chain.map((part) => formatComponent(part, 1, pad, String)).join(',');
}

function formatSeconds(chain: CalendarChain): string {
  if (chain.length === 0 || chain.some(isEverySecond)) return '*';
  return chain.map((part) => formatComponent(part, USEC_PER_SEC, (usec) => seconds(usec, 2), seconds)).join(',');
}

export function isEverySecond({ start, stop, repeat }: CalendarComponent): boolean {
  return start === 0 && stop < 0 && repeat === USEC_PER_SEC;
}

function formatComponent(
  { start, stop, repeat }: CalendarComponent,
  step: number,
  value: (n: number) => string,
  distance: (n: number) => string,
): string {
  const range = stop > 0 ? `..${value(stop)}` : '';
  // A range by ones needs no step.
  const repetition = repeat > 0 && !(stop > 0 && repeat === step) ? `/${distance(repeat)}` : '';
  return `${value(start)}${range}${repetition}`;
}

/** Microseconds as seconds, with six digits behind the point where there is a fraction. */
function seconds(usec: number, width = 1): string {
  const whole = String(Math.floor(usec / USEC_PER_SEC)).padStart(width, '0');
  const fraction = usec % USEC_PER_SEC;
  return fraction > 0 ? `${whole}.${String(fraction).padStart(6, '0')}` : whole;
}
