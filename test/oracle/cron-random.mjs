// Random anacrontabs and crontabs, right and broken: from a grammar, then spoilt by chance. The same seed gives the same
// file on every run. Bytes that are no UTF-8 stand in the text as lone surrogates U+DC80..U+DCFF, see core/text/utf8.ts.

/** Mulberry32. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return { next, below, pick: (list) => list[below(list.length)], chance: (p) => next() < p };
}

const NUMBERS = ['0', '1', '5', '7', '07', '24', '30', '59', '60', '365', '2147483647', '2147483648', '4294967297'];
const HUGE = [
  '9223372036854775807',
  '9223372036854775808',
  '99999999999999999999999',
  '-1',
  '-0',
  '+3',
  '1.5',
  '0x10',
  '1e3',
];
const MACROS = ['@daily', '@weekly', '@monthly', '@yearly', '@annually', '@annualy', '@hourly', '@reboot', '@midnight'];
const ODD_MACROS = ['@', '@monthlyish', '@monthl', '@Monthly', '@dailyx', '@annual', '@7', '@@daily', '@weekly/2'];
const COMMANDS = [
  'run-parts --report /etc/cron.daily',
  'nice run-parts /etc/cron.weekly',
  '/usr/bin/true',
  'echo "a b" # no comment',
  "sh -c 'date +\\%F'",
  'echo 50% done%second line',
  'grün',
  'a=b',
  'x\\',
  'C:\\temp\\x',
  'test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }',
];
const BLANKS = [' ', '\t', '  ', ' \t ', '\t\t'];
const BYTES = [
  '\0',
  '\udcff',
  '\udcc3',
  '\udc80',
  '\r',
  '\v',
  '\f',
  '\u00a0',
  '\ufeff',
  '"',
  "'",
  '\\',
  '=',
  '#',
  '/',
  '*',
  '@',
  ',',
  '-',
  '~',
  '%',
];

function blank(random) {
  return random.chance(0.5) ? ' ' : random.pick(BLANKS);
}

function spoil(random, text) {
  const at = random.below(text.length + 1);
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + random.pick(BYTES) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + random.below(3));
    case 2:
      return text.slice(0, at) + random.pick(BLANKS) + text.slice(at);
    case 3:
      return text.slice(0, at) + random.pick(NUMBERS) + text.slice(at);
    case 4:
      return `${text.slice(0, at)}\\\n${text.slice(at)}`;
    default:
      return text.slice(0, at) + text.slice(at, at + 4) + text.slice(at);
  }
}

function lines(random, oneLine) {
  const count = random.below(12);
  const out = [];
  for (let i = 0; i < count; i++) {
    let line = oneLine();
    for (let n = random.chance(0.25) ? 1 + random.below(3) : 0; n > 0; n--) line = spoil(random, line);
    out.push(line);
  }
  const ending = random.chance(0.04) ? '\r\n' : '\n';
  const last = random.chance(0.12) ? '' : ending;
  return out.length === 0 ? (random.chance(0.5) ? '' : '\n') : out.join(ending) + last;
}

function comment(random) {
  return random.pick(['', ' ', '\t', '# a comment', '  # indented', '#', '#\tx=1', '# ends in \\', '\\', ' \\ ']);
}

const ANACRON_NAMES = [
  'SHELL',
  'PATH',
  'HOME',
  'LOGNAME',
  'MAILTO',
  'MAILFROM',
  'NO_MAIL_OUTPUT',
  'X',
  '"Q"',
  'a-b',
  'ü',
];
const RANGES = [
  '3-22',
  '0-24',
  '23-6',
  '5-5',
  '3-99',
  '03-022',
  '3 - 22',
  '3',
  '-',
  '3-',
  '-22',
  '3-22x',
  '"3-22"',
  ' 3-22',
  '3-22 ',
  '3–22',
  '4294967299-22',
  '22-4294967299',
  '',
  '0-0',
  '8-9-10',
];
const DELAYS = ['0', '45', '045', '5m', '-5', ' 45', '45 ', '"45"', '', '1440', '999999', '2147483646', '4.5'];
const HOURS = ['0', '3', '23', '24', '25', 'x', '', '-1', ' 3', '4294967297', '99999999999'];

function anacronAssignment(random) {
  const name = random.chance(0.5)
    ? random.pick([
        'START_HOURS_RANGE',
        'RANDOM_DELAY',
        'PREFERRED_HOUR',
        'RANDOM_DELAY_X',
        'START_HOURS_RANGES',
        'random_delay',
        'PREFERRED_HOURLY',
      ])
    : random.pick(ANACRON_NAMES);
  const values = name.startsWith('START')
    ? RANGES
    : /^RANDOM/i.test(name)
      ? DELAYS
      : name.startsWith('PREF')
        ? HOURS
        : ['/bin/sh', '/usr/bin:/bin', '', ' x ', '"q"', 'root', 'a=b', '$X', '#', 'x # y', 'üü'];
  const around = random.chance(0.15) ? blank(random) : '';
  const lead = random.chance(0.1) ? blank(random) : '';
  return `${lead}${name}${around}=${random.chance(0.08) ? ' ' : ''}${random.pick(values)}`;
}

function anacronJob(random) {
  const period = random.chance(0.4)
    ? random.pick(random.chance(0.75) ? MACROS : ODD_MACROS)
    : random.pick(random.chance(0.85) ? NUMBERS : HUGE);
  const delay = random.chance(0.6) ? String(random.below(90)) : random.pick(random.chance(0.8) ? NUMBERS : HUGE);
  const identifier = random.pick([
    'cron.daily',
    'cron.weekly',
    'job',
    'a/b',
    '/',
    'a=b',
    '=',
    '.',
    '..',
    'ü',
    '"x',
    '#x',
    'x#',
    '7',
    '@x',
    '/x',
  ]);
  const parts = [period, delay, random.chance(0.7) ? 'job-1' : identifier, random.pick(COMMANDS)];
  if (random.chance(0.08)) parts.splice(random.below(4), 1);
  if (random.chance(0.04)) parts.splice(random.below(4), 0, random.pick(NUMBERS));
  return (
    (random.chance(0.1) ? blank(random) : '') +
    parts.reduce((all, part) => all + blank(random) + part) +
    (random.chance(0.08) ? blank(random) : '')
  );
}

/** The text of a random anacrontab. */
export function randomAnacrontab(seed) {
  const random = randomFrom(seed * 2 + 1);
  const text = lines(random, () => {
    const kind = random.next();
    if (kind < 0.15) return comment(random);
    if (kind < 0.4) return anacronAssignment(random);
    if (kind < 0.43)
      return random.pick([
        'nothing',
        '1',
        '1 2',
        '1 2 3',
        'x y z w',
        '= x',
        '=',
        ' =a',
        'a b=c',
        '1=2',
        '@daily=x 5 job true',
      ]);
    return anacronJob(random);
  });
  return random.chance(0.02) ? `${text}1 5 long ${'x'.repeat(70_000)}\n` : text;
}

const CRON_NAMES = [
  'SHELL',
  'PATH',
  'HOME',
  'LOGNAME',
  'USER',
  'MAILTO',
  'MAILFROM',
  'CRON_TZ',
  'RANDOM_DELAY',
  'CONTENT_TYPE',
  'X',
  'a-b',
  'ü',
  '5',
  '@X',
  '*',
];
const CRON_VALUES = [
  '/bin/sh',
  '/usr/bin:/bin',
  '',
  '""',
  "''",
  '"a b"',
  "'a b'",
  'a b',
  '"a" b',
  'a"b',
  '"a',
  'a"',
  '"a"  ',
  ' "a"',
  '"\'a\'"',
  '\'"a"\'',
  '" a "',
  'a=b',
  '=',
  '$X',
  '# x',
  'Europe/Berlin',
  '45',
  '1441',
  '-1',
  'x',
  'ü',
  '"a"b"',
];

function cronAssignment(random) {
  const name = random.pick(CRON_NAMES);
  const quoted = random.chance(0.12)
    ? random.pick([`"${name}"`, `'${name}'`, `"${name}`, `${name}"`, `"${name} x"`, `"${name}=x"`])
    : name;
  const around = random.pick(['=', '=', '=', '=', ' = ', '= ', ' =', '\t=\t', '==']);
  return `${random.chance(0.1) ? blank(random) : ''}${quoted}${around}${random.pick(CRON_VALUES)}`;
}

const ATOMS = {
  minute: ['0', '5', '59', '60', '00', '007', '-1', '4294967297', '99999999999', '2147483648'],
  hour: ['0', '6', '23', '24', '06'],
  dom: ['1', '15', '31', '32', '0'],
  month: ['1', '12', '13', '0', 'jan', 'DEC', 'Feb', 'january', 'mon'],
  dow: ['0', '1', '6', '7', '8', 'sun', 'MON', 'Fri', 'sunday', 'jan'],
};
const TOP = { minute: 59, hour: 23, dom: 31, month: 12, dow: 7 };

function item(random, kind, tilde) {
  const atom = () =>
    random.chance(0.35)
      ? random.pick(ATOMS[kind])
      : String(random.below(TOP[kind]) + (kind === 'dom' || kind === 'month' ? 1 : 0));
  const step = () =>
    random.chance(0.35)
      ? `/${random.pick(['1', '2', '5', '15', '0', '70', '', 'x', '-1', '4294967296', '2147483647', '4294967295'])}`
      : '';
  const kindOf = random.next();
  if (kindOf < 0.4) return `*${step()}`;
  if (kindOf < 0.72) return atom();
  if (kindOf < 0.9) return `${atom()}-${atom()}${step()}`;
  if (kindOf < 0.94) return `${atom()}${step()}`;
  if (kindOf < 0.97 && tilde) return random.pick([`${atom()}~${atom()}`, '~', `${atom()}~`, `~${atom()}`, `1~2/2`]);
  return random.pick([
    `${atom()};${atom()}`,
    `${atom()}x`,
    `${atom()}-`,
    `-${atom()}`,
    '',
    '*x',
    '**',
    '*-5',
    `${atom()}--${atom()}`,
    '?',
    'L',
    '#',
    '5-*',
    '\r',
  ]);
}

function field(random, kind, tilde) {
  let text = item(random, kind, tilde);
  while (random.chance(0.14)) text += `,${item(random, kind, tilde)}`;
  return random.chance(0.02) ? `${text},` : text;
}

function entry(random, { user, tilde }) {
  const parts = random.chance(0.2)
    ? [random.pick(random.chance(0.8) ? MACROS : ODD_MACROS)]
    : ['minute', 'hour', 'dom', 'month', 'dow'].map((kind) => (random.chance(0.55) ? '*' : field(random, kind, tilde)));
  const command = random.chance(0.85)
    ? random.pick(COMMANDS)
    : random.pick([
        '-n true',
        '-n -n x',
        '-x y',
        '-',
        '-n',
        '*',
        '* x',
        '-nx',
        '--',
        '%x',
        '#x',
        `y${'x'.repeat(998)}`,
        'x'.repeat(998),
      ]);
  const all = [
    ...parts,
    ...(user ? [random.chance(0.85) ? 'root' : random.pick(['nobody', 'nosuchuser', '*', 'root:', 'root;'])] : []),
    command,
  ];
  if (random.chance(0.06)) all.splice(random.below(all.length), 1);
  const dash = random.chance(0.04) ? random.pick(['-', '- ', '--']) : '';
  return (
    (random.chance(0.08) ? blank(random) : '') +
    dash +
    all.reduce((text, part) => text + blank(random) + part) +
    (random.chance(0.08) ? blank(random) : '')
  );
}

/**
 * The text of a random crontab.
 *
 * @param user whether entries name a user, as in /etc/crontab
 * @param tilde whether fields hold `~`, whose outcome is left to chance by cronie
 */
export function randomCrontab(seed, { user = false, tilde = true } = {}) {
  const random = randomFrom(seed * 2 + (user ? 7_000_000 : 0));
  const text = lines(random, () => {
    const kind = random.next();
    if (kind < 0.14) return comment(random);
    if (kind < 0.34) return cronAssignment(random);
    if (kind < 0.36)
      return random.pick(['nothing', '5', '5 4', '5 4 * *', '* * * * *', '@daily', '@', 'a b', '=x', '= x', '"']);
    return entry(random, { user, tilde });
  });
  const extra = random.next();
  if (extra < 0.015) return `${text}X=${'y'.repeat(1500)}\n`;
  if (extra < 0.025) return `${text}${'# filler filler\n'.repeat(2100)}* * * * * ${user ? 'root ' : ''}true\n`;
  return extra < 0.03 ? `${text}${'\n'.repeat(10_010)}` : text;
}
