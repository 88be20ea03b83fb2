import { mutate, type Random } from './random.ts';

/** Names that every tz database has, and some that are none. */
const ZONES = [
  ...['UTC', 'utc', 'Utc', 'GMT', 'Etc/GMT+5', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Asia/Kolkata'],
  ...['Australia/Lord_Howe', 'Europe/Dublin', 'Pacific/Auckland'],
  ...['europe/berlin', 'CEST', 'EDT', 'JST', 'Foo/Bar', 'Europe/', '/Europe/Berlin'],
];
const SHORTHANDS = [
  ...['minutely', 'hourly', 'daily', 'weekly', 'monthly', 'quarterly', 'semiannually', 'semi-annually', 'biannually'],
  ...['bi-annually', 'yearly', 'annually', 'anually', 'Daily', 'WEEKLY', 'dayly', 'bi-weekly', 'week', ''],
];
const EPOCHS = [
  '-1',
  ' 5',
  '+7',
  '7.5',
  '7258118399',
  '7258118400',
  '99999999999999999999',
  '18446744073709551615',
  '',
];
/** Hours in which the clocks change, in one zone or another. */
const CLOCK_CHANGES = [
  ...['Sun 02:30', '*-10-25..31 02:30', '*-03~1..7 2:*/20', 'Sun 03:00', '*-*-* 02:30:00', '*-10~7/1 *:30'],
  ...[
    'Sun *-11-1..7 01:30',
    'Sun *-*~7/1 02..03:00/30',
    'Sun *-10-* 0..3:0/20',
    '*-10-* 00:30',
    '*-3,10-* 0..3:*:0/20',
  ],
  ...['Sat,Sun *-3,4,9,10,11-* 23,0,1,2,3:0/30', '*-4-* 00:00', '*-9-1..8 00:00/10', 'Sun *-3-25..31 02:30'],
];
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun', 'Monday', 'Thursday', 'sunday', 'FRI', 'sAturday'];

/** A random calendar event, right or wrong; `abbreviations` are those of the machine's zone. */
export function randomCalendar(random: Random, abbreviations: readonly string[]): string {
  let text = event(random);
  if (random.chance(0.3)) text += ` ${random.pick([...ZONES, ...abbreviations])}`;
  return random.chance(0.1) ? mutate(text, random) : text;
}

function event(random: Random): string {
  const kind = random.integer(1, 100);
  if (kind <= 6) return random.pick(SHORTHANDS);
  if (kind <= 9) return `@${random.chance(0.6) ? random.integer(0, 4_000_000_000) : random.pick(EPOCHS)}`;
  if (kind <= 22) return random.pick(CLOCK_CHANGES);
  const parts: string[] = [];
  if (random.chance(0.35)) parts.push(weekdays(random));
  const which = random.integer(1, 3);
  if (which !== 1) parts.push(date(random));
  if (which !== 2) parts.push(time(random));
  return parts.join(random.chance(0.97) ? ' ' : random.pick(['  ', ',', '']));
}

function weekdays(random: Random): string {
  const parts = Array.from({ length: random.pick([1, 1, 2, 3]) }, () => {
    const range = random.chance(0.4) ? random.pick(['..', '..', '-', '.']) + random.pick(DAYS) : '';
    return random.pick(DAYS) + range;
  });
  return parts.join(',') + (random.chance(0.05) ? ',' : '');
}

function date(random: Random): string {
  const separator = random.chance(0.2) ? '~' : '-';
  const highest = separator === '~' ? 12 : random.pick([28, 28, 28, 31]);
  const monthAndDay = `${chain(random, 1, 12)}${separator}${chain(random, 1, highest)}`;
  return random.chance(0.3) ? monthAndDay : `${random.chance(0.6) ? '*' : year(random)}-${monthAndDay}`;
}

function year(random: Random): string {
  if (random.chance(0.3)) return chain(random, 24, 45);
  if (random.chance(0.1)) return String(random.integer(1960, 2210));
  return chain(random, 2024, 2060);
}

function time(random: Random): string {
  const clock = `${chain(random, 0, 23)}:${chain(random, 0, 59)}`;
  return random.chance(0.5) ? clock : `${clock}:${seconds(random)}`;
}

function seconds(random: Random): string {
  if (random.chance(0.3)) return '*';
  const one = () => number(random, 0, 59) + (random.chance(0.3) ? `.${random.pick(FRACTIONS)}` : '');
  const range = random.chance(0.2) ? `..${one()}` : '';
  return (
    one() + range + (random.chance(0.3) ? `/${random.pick(['1', '5', '0.5', '15', '0.25', '7', '1.5', '0'])}` : '')
  );
}

const FRACTIONS = ['5', '25', '000001', '999999', '1234567', '9999995', '', '50000049'];

function chain(random: Random, low: number, high: number): string {
  if (random.chance(0.3)) return '*';
  return Array.from({ length: random.pick([1, 1, 1, 2, 2, 3]) }, () => component(random, low, high)).join(',');
}

function component(random: Random, low: number, high: number): string {
  const start = random.integer(low, high);
  const stop = random.chance(0.9) ? random.integer(start, high) : random.integer(low, high);
  const range = random.chance(0.25) ? `..${stop}` : '';
  const step = random.chance(0.9) ? random.integer(1, Math.ceil((high - low) / 3)) : random.integer(0, high);
  return (range ? start : number(random, low, high)) + range + (random.chance(0.25) ? `/${step}` : '');
}

function number(random: Random, low: number, high: number): string {
  const value = random.chance(0.03) ? random.integer(0, 2 * high) : random.integer(low, high);
  return String(value).padStart(random.chance(0.5) ? 2 : 1, '0');
}
