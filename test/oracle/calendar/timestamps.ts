import { mutate, type Random } from './random.ts';

/** Suffixes that every tz database reads alike, and some that are wrong. */
const ZONES = [
  ...[' UTC', ' utc', 'Z', ' Z', '+02:00', '-08:00', ' +06', ' -0330', ' +25', ' +24:00', ' -24', ' +0160', '+0200'],
  ...['+02', ' CEST', ' cest', ' EDT', ' JST', ' Foo', ' europe/berlin'],
];
const NAMED = [' Europe/Berlin', ' America/New_York', ' Asia/Tokyo', ' Asia/Kolkata', ' Australia/Lord_Howe'];
const SPANS = ['@0', '@5.5', '@12 h', '@99999999999999', '@infinity', '@-5', '@', 'x ago', '+', '-10000y', '+infinity'];

/** A random timestamp, right or wrong, that means the same whenever it is read. */
export function randomTimestamp(random: Random, namedZones: boolean): string {
  const zone = random.chance(0.45) ? random.pick(namedZones ? [...ZONES, ...NAMED] : ZONES) : '';
  const text = (random.chance(0.1) ? random.pick(SPANS) : dateAndTime(random)) + zone;
  return random.chance(0.05) ? fixed(mutate(text, random), text) : text;
}

/** Keeps a mutation from turning into a time of today. */
function fixed(mutated: string, text: string): string {
  return /^(\D+ )?\s*\d+(:|-?$)|^[-+]|now|left|ago/.test(mutated) ? text : mutated;
}

function dateAndTime(random: Random): string {
  const weekday = random.chance(0.25)
    ? random.pick(['Mon ', 'Tue ', 'wednesday ', 'Thu ', 'Sunday ', 'Fri  ', 'Sat, '])
    : '';
  const clock = random.chance(0.3) ? '' : random.pick([' ', ' ', ' ', 'T', '  ', '']) + time(random);
  return weekday + date(random) + clock;
}

function date(random: Random): string {
  const two = (low: number, high: number) => number(random, low, high);
  switch (random.integer(1, 5)) {
    case 1:
      return `${two(0, 99)}-${two(1, 12)}-${two(1, 31)}`;
    case 2:
      return `${random.integer(0, 10100)}-${two(0, 13)}-${two(0, 32)}`;
    case 3:
      return random.pick(['1969-12-31', '1970-01-01', '2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01']);
    default:
      return `${random.integer(1969, 2040)}-${two(1, 12)}-${two(1, 31)}`;
  }
}

function time(random: Random): string {
  const clock = `${number(random, 0, random.pick([3, 23, 24]))}:${number(random, 0, random.pick([59, 60]))}`;
  if (random.chance(0.4)) return clock;
  const fraction = random.chance(0.4) ? `.${random.pick(['5', '123456', '9999999', '', '12x'])}` : '';
  return `${clock}:${number(random, 0, 62)}${fraction}`;
}

function number(random: Random, low: number, high: number): string {
  return String(random.integer(low, high)).padStart(random.chance(0.85) ? 2 : 1, '0');
}
