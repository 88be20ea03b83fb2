// Ways to break one line of a unit file, as people do. Text in and out is latin-1, so that a byte is a character.

/** A small repeatable source of random numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const KEYS = [
  'ListenStream',
  'OnCalendar',
  'Where',
  'PathExists',
  'Restart',
  'WantedBy',
  'After',
  'MemoryMax',
  'Alias',
  'Type',
  'ExecStart',
  'Nice',
];
const SECTIONS = [
  'Unit',
  'Service',
  'Install',
  'Socket',
  'Timer',
  'Path',
  'Mount',
  'Slice',
  'service',
  'Unti',
  'X-Mine',
  'Foo',
  'Instal',
  'Service ',
  '',
  'Ser*vice',
  'Se"r',
];
const VALUES = [
  'yes',
  'maybe',
  '5min',
  '5 mins',
  '-1',
  '99999999999999999999',
  '/etc/passwd',
  'etc/passwd',
  '',
  '%q',
  '%i',
  'a b "c',
  'foo.service',
  'SIGTERM',
  'infinity',
  '0644',
  '10%',
  'always',
  '~',
  '!',
  '|',
  'é',
  'on-failure',
  '/../x',
  '127.0.0.1:80',
  'CAP_NET_ADMIN',
  '@system-service',
  '\\x41',
  'http://x',
  "'",
];

/** Each takes the lines, the index of an assignment line and the random source; gives the lines that replace it. */
const WAYS = {
  'letter dropped': (line, random) => drop(line, keyLength(line), random),
  'letter doubled': (line, random) => double(line, keyLength(line), random),
  'letters swapped': (line, random) => swap(line, keyLength(line), random),
  'lower case': (line) => line.slice(0, keyLength(line)).toLowerCase() + line.slice(keyLength(line)),
  'no equals': (line) => line.replace('=', ' '),
  'colon for equals': (line) => line.replace('=', ': '),
  'no key': (line) => line.slice(line.indexOf('=')),
  'blank in key': (line, random) => insert(line, 1 + Math.floor(random() * Math.max(1, keyLength(line) - 1)), ' '),
  'blanks around': (line) => `  ${line.slice(0, keyLength(line))} =\t${line.slice(line.indexOf('=') + 1)}  `,
  'key of another section': (line, random) => `${pick(KEYS, random)}${line.slice(keyLength(line))}`,
  'section before': (line, random) => `[${pick(SECTIONS, random)}]\n${line}`,
  'open bracket': (line, random) => `[${pick(SECTIONS, random)}\n${line}`,
  'text before header': (line) => line,
  'x key': (line) => `X-${line}`,
  'junk line': (line, random) =>
    `${pick(['foo', 'foo bar', 'include x', '.include /x', '-', '\\', '// no', '[', ']', '=', '=x', '\xc3\xa9'], random)}\n${line}`,
  'comment indented': (line) => `  ; ${line}`,
  'value replaced': (line, random) => `${line.slice(0, line.indexOf('=') + 1)}${pick(VALUES, random)}`,
  'value misspelt': (line, random) => misspell(line, random),
  'value cleared': (line) => line.slice(0, line.indexOf('=') + 1),
  'value twice': (line) => `${line} ${line.slice(line.indexOf('=') + 1)}`,
  'value in quotes': (line) => `${line.slice(0, line.indexOf('=') + 1)}"${line.slice(line.indexOf('=') + 1)}"`,
  'trailing comment': (line) => `${line} # why`,
  'backslash at end': (line) => `${line} \\`,
  'bad byte': (line, random) => insert(line, Math.floor(random() * line.length), '\xff'),
  'carriage return': (line) => `${line}\r`,
};

/** Breaks one line of a text. Gives the new text (latin-1), what was done, and the line (from 1). */
export function breakLine(source, random) {
  const lines = Buffer.from(source, 'utf8').toString('latin1').split('\n');
  const at = assignmentLines(lines);
  const ways = Object.keys(WAYS);
  const how = pick(ways, random);
  if (how === 'text before header' || at.length === 0) {
    const text = [pick(['foo', 'Description=x', 'X-Foo=1', '=', ' '], random), ...lines].join('\n');
    return { text, how: 'text before header', line: 1 };
  }
  const line = pick(at, random);
  lines[line] = WAYS[how](lines[line], random);
  return { text: lines.join('\n'), how, line: line + 1 };
}

function assignmentLines(lines) {
  const out = [];
  lines.forEach((line, i) => {
    if (/^[A-Za-z]\w*=/.test(line) && !/\\$/.test(line) && !/\\$/.test(lines[i - 1] ?? '')) out.push(i);
  });
  return out;
}

const pick = (list, random) => list[Math.floor(random() * list.length)];
const keyLength = (line) => line.indexOf('=');
const insert = (line, at, text) => line.slice(0, at) + text + line.slice(at);

function drop(line, length, random) {
  const at = Math.floor(random() * length);
  return line.slice(0, at) + line.slice(at + 1);
}

function double(line, length, random) {
  const at = Math.floor(random() * length);
  return insert(line, at, line[at]);
}

function swap(line, length, random) {
  if (length < 2) return line;
  const at = Math.floor(random() * (length - 1));
  return line.slice(0, at) + line[at + 1] + line[at] + line.slice(at + 2);
}

function misspell(line, random) {
  const start = line.indexOf('=') + 1;
  if (start >= line.length) return line;
  const at = start + Math.floor(random() * (line.length - start));
  return line.slice(0, at) + line.slice(at + 1);
}
