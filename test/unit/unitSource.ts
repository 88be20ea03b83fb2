import fc from 'fast-check';

/** The seed of all property tests, so that a run can be repeated. */
export const SEED = 20260;

const blank = fc.constantFrom('', '', '', ' ', '\t', '  ', ' \t ');
const ending = fc.constantFrom('\n', '\n', '\n', '\n', '\n', '\r\n', '\r\n', '\r', '\0', '\n\r', '\n\0', '\r\n\0');
const plainEnding = fc.constantFrom('\n', '\n', '\n', '\r\n');
const word = fc.constantFrom(
  'yes',
  'foo.service',
  '/usr/bin/true',
  '%i',
  '%%',
  '"a b"',
  "'c",
  'x\\x20y',
  '\\\\',
  '=',
  'é',
  '\u{1F600}',
  '#no',
  ';no',
  '[x]',
  '$A',
  `$\{B}`,
  '5min',
  '*',
  '\ufeff',
  '\udcff',
);
const key = fc.constantFrom(
  'Description',
  'ExecStart',
  'After',
  'Type',
  'Restart',
  'Environment',
  'Unknwon',
  'X-Own',
  'Two Words',
  'Ü',
);
const section = fc.constantFrom('Unit', 'Service', 'Install', 'Socket', 'X-Own', 'Unti', '', 'Ser vice', 'a]b', '"');
const comment = fc.tuple(blank, fc.constantFrom('#', ';'), word).map((parts) => parts.join(''));
const content = fc.array(fc.tuple(word, blank), { maxLength: 4 }).map((all) => all.flat().join(''));

/** A value with its continuation lines, comments and all. */
function value(lineEnding: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const more = fc.tuple(blank, fc.constant('\\'), lineEnding, fc.oneof(blank, comment), fc.boolean(), content);
  const lines = more.map(([before, slash, end, inside, goesOn, rest]) =>
    inside.trim() === '' || !goesOn ? before + slash + end + rest : before + slash + end + inside + end + rest,
  );
  return fc.tuple(content, fc.array(lines, { maxLength: 3 })).map(([first, rest]) => first + rest.join(''));
}

function line(lineEnding: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(blank, key, blank, fc.constant('='), blank, value(lineEnding), blank)
        .map((parts) => parts.join('')),
    },
    { weight: 3, arbitrary: fc.tuple(blank, section, blank).map(([a, name, b]) => `${a}[${name}]${b}`) },
    { weight: 1, arbitrary: fc.tuple(blank, section).map(([a, name]) => `${a}[${name}`) },
    { weight: 2, arbitrary: comment },
    { weight: 3, arbitrary: blank },
    { weight: 1, arbitrary: fc.tuple(blank, content, blank).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.tuple(blank, key, fc.constant(' \\')).map((parts) => parts.join('')) },
  );
}

function file(lineEnding: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const lines = fc.array(fc.tuple(line(lineEnding), lineEnding), { maxLength: 14 });
  const start = fc.constantFrom('', '', '', '', '\ufeff');
  const end = fc.oneof(fc.constant(''), line(lineEnding));
  return fc.tuple(start, lines, end).map(([first, all, last]) => first + all.flat().join('') + last);
}

/** Unit files as they come with all that can go wrong in them: odd blanks, junk, BOM, NUL, CR, bytes that are no UTF-8. */
export const roughUnit: fc.Arbitrary<string> = file(ending);

/** The same with ordinary line endings only. */
export const plainUnit: fc.Arbitrary<string> = file(plainEnding);

/** Any text at all, made of what matters to the parser more often than not. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom('\n', '\r', '\0', '\\', '#', ';', '[', ']', '=', ' ', '\t', 'a', 'B', '\ufeff', '\udc80', 'é'),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);
