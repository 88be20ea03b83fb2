/** Kinds of values whose name in the tables says too little. */
const WORDS: Readonly<Record<string, string>> = {
  boolean: 'yes or no',
  tristate: 'yes or no',
  timespan: 'time span',
  calendar: 'calendar event',
  string: 'text',
  integer: 'number',
  size: 'size in bytes',
  'percent-or-size': 'size, percentage or infinity',
  'percent-or-integer': 'number, percentage or infinity',
  rlimit: 'limit, or soft:hard',
  'unit-list': 'unit names',
  'unit-name': 'unit name',
  'path-list': 'paths',
  'path-glob': 'path pattern',
  'condition-path': '[|][!]path',
  'condition-string': '[|][!]condition',
  'url-list': 'addresses',
  mode: 'file mode, octal',
  'command-line': 'command line',
  environment: 'NAME=VALUE ...',
  'exit-status-set': 'exit statuses and signals',
  'capability-set': 'capabilities',
  'syscall-filter': 'system calls and @groups',
  'address-families': 'address families',
  ignored: 'no effect',
};

/** What a value of that kind is, in a few words. */
export function kindInWords(kind: string): string {
  const [name = kind, enumeration] = kind.split(':');
  if (WORDS[name]) return WORDS[name];
  if (name === 'enum') return 'one word';
  if (name === 'flags') return 'words';
  if (name === 'boolean-or-flags') return 'yes, no or words';
  return enumeration ? 'word' : name.replaceAll('-', ' ');
}
