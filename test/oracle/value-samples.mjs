// What to ask systemd about: values right and wrong, of the directive's own kind and of all others.
import { resourceSamples } from './value-samples-resource.mjs';
import { unitSamples } from './value-samples-unit.mjs';

const ASKED_OF_ALL = [
  ...[
    '',
    'yes',
    'no',
    'true',
    'off',
    '1',
    '0',
    'Yes',
    'TRUE',
    'y',
    'maybe',
    'tru',
    'none',
    'default',
    'auto',
    'inherit',
  ],
  ...['-1', '5', '+5', '007', '08', '0x10', '0b11', '0o17', '3.5', '64', '65', '255', '256', '65536', '2147483647'],
  ...['2147483648', '4294967295', '4294967296', '18446744073709551615', '99999999999999999999', '1e3', '5 6', '-0'],
  ...[
    '5s',
    '5min',
    '1h 30min',
    '2 days',
    '5 sec',
    '1.5s',
    '-5s',
    '5x',
    'infinity',
    'infinit',
    '10ms',
    '.5s',
    '1.2.3',
    '5ns',
  ],
  ...['4K', '4k', '1.5G', '1G 500M', '500M 1G', '10%', '50.5%', '0.005%', '150%', '10B', '4KB', '1.', '16E'],
  ...[
    '/',
    '/usr/bin/true',
    'relative/path',
    './rel',
    '../up',
    '/a/../b',
    '/../a',
    '//double//slash/',
    '/trailing/',
    '-/opt/x',
  ],
  ...[
    '~',
    '/a/./b',
    '/dev/null',
    '/with space/x',
    '/a:/b',
    '/a:/b:norbind',
    '/dev/null rw',
    '/var/run/x.pid',
    '/proc/x',
    '/*/b',
  ],
  ...[
    'foo',
    'simple',
    'null',
    'journal',
    'SIGTERM',
    'TERM',
    'sigterm',
    'RTMIN+3',
    'RTMIN+99',
    'RTMAX-1',
    '~foo',
    '!foo',
  ],
  ...['"quoted"', "'single'", '"unbalanced', "it's", 'a "b c" d', 'a\\x41b', 'a\\qb', 'a\\\\b', '"a"b', '"a\\"b"'],
  ...[
    '%n',
    '%i',
    '%h/x',
    '%Z',
    '%%',
    '%',
    'x%',
    '%j.service',
    '%t/x',
    '/%H/%m',
    '%N-%p',
    '%!',
    '%d/y',
    '%D/z',
    '%q',
    '%f',
  ],
  ...[
    'a b c',
    'a,b,c',
    'a:b',
    'a=b',
    'A=b "C=d e"',
    '=x',
    '1a=b',
    'A B=c',
    '/a /b',
    '/a relative',
    'a:b:c',
    'a::c',
    ';',
    ';x',
  ],
  ...[
    'foo.service',
    'foo@.service',
    'foo@bar.service',
    'foo.servic',
    'foo.target bar.socket',
    '.service',
    'a/b.service',
  ],
  ...[
    'sysinit.target',
    'foo.slice',
    'foo-bar.slice',
    '-.slice',
    'dev-sda.device',
    'a.service',
    '@',
    'root',
    'user.name',
  ],
  ...[
    '\u00e4',
    '\u65e5\u672c',
    'a\u0001b',
    'a\tb',
    '\u{1f600}',
    'x'.repeat(300),
    `/${'x'.repeat(300)}`,
    '-',
    '+',
    '|x',
    '!',
    '|!/x',
  ],
];

const fits = (value) => value === value.trim() && !value.endsWith('\\');

/** What every directive is asked, before its own values; no value twice. */
export const COMMON = [...new Set(ASKED_OF_ALL.filter(fits))];

/** The values to try for a directive, in the order in which they stand in the file; no value twice. */
export function samplesFor(row, parser, words) {
  const own = [...unitSamples(parser, row.key), ...resourceSamples(parser, row.key)];
  const misspelt = words
    .slice(0, 3)
    .flatMap((word) => [word.slice(0, -1), `${word}x`, word.toUpperCase(), `${word} ${word}`]);
  return [...new Set([...COMMON, ...words, ...misspelt, ...own].filter(fits))];
}

const GLUE = [
  '',
  '',
  ' ',
  ' ',
  ':',
  '/',
  '=',
  ',',
  ';',
  ' ; ',
  '\\',
  '"',
  "'",
  '%',
  '-',
  '.',
  '@',
  '~',
  '!',
  '|',
  '\t',
  '\\x2f',
  '..',
  '%i',
];

/** Random values put together from the pieces of the samples: `count` of them, the same for the same seed. */
export function fuzzFor(samples, count, seed) {
  let state = seed >>> 0;
  const random = (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const pieces = [
    ...new Set(samples.filter((value) => value.length < 60).flatMap((value) => [value, ...value.split(/([ :/=,])/)])),
  ];
  const values = new Set();
  for (let tries = 0; tries < count * 3 && values.size < count; tries++) {
    let value = '';
    for (let parts = 1 + random(3); parts > 0; parts--)
      value += GLUE[random(GLUE.length)] + pieces[random(pieces.length)];
    if (random(3) === 0) value = value.slice(0, random(value.length)) + value.slice(random(value.length));
    value = value.trim();
    if (!value.endsWith('\\') && value.isWellFormed() && !value.includes('\0')) values.add(value);
  }
  return [...values];
}
