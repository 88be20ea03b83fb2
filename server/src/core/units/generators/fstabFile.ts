/** A line of fstab. */
export interface FstabEntry {
  readonly what: string;
  readonly where: string;
  readonly type: string;
  /** Undefined when the line has none. */
  readonly options: string | undefined;
  /** In which order file systems are checked; 0 for never. */
  readonly pass: number;
}

/** From this version on libmount reads the file, before it was the C library. */
const LIBMOUNT_SINCE = 262;

/** The entries of fstab as systemd gets them. */
export function fstabEntries(text: string, version: number): FstabEntry[] {
  const lines = text.split('\n').filter((line) => /^[ \t]*[^ \t#]/.test(line));
  return lines.flatMap((line) => (version >= LIBMOUNT_SINCE ? libmountEntry(line) : [libcEntry(line)]));
}

/** misc/mntent_r.c of the C library, `getmntent_r`: what is missing is empty. */
function libcEntry(line: string): FstabEntry {
  const [what = '', where = '', type = '', options = '', ...numbers] = fields(line);
  const decode = (word: string) => word.replace(/\\(040|011|012|134|\\)/g, (_, code: string) => LIBC_CODES[code] ?? '');
  return {
    what: decode(what),
    where: decode(where),
    type: decode(type),
    options: decode(options),
    pass: numberAt(numbers, 1),
  };
}

const LIBC_CODES: Readonly<Record<string, string>> = { '040': ' ', '011': '\t', '012': '\n', '134': '\\', '\\': '\\' };

/** tab_parse.c of libmount, `mnt_parse_table_line`: a line without a type, or with odd numbers, is none. */
function libmountEntry(line: string): FstabEntry[] {
  const [what, where, type, options, ...numbers] = fields(line);
  if (what === undefined || where === undefined || type === undefined) return [];
  if (numbers.slice(0, 2).some((word) => !/^[+-]?\d+$/.test(word))) return [];
  const decode = (word: string) =>
    word.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8) & 0xff));
  return [
    {
      what: decode(what),
      where: decode(where),
      type: decode(type),
      options: options === undefined ? undefined : decode(options),
      pass: numberAt(numbers, 1),
    },
  ];
}

function fields(line: string): string[] {
  return line.split(/[ \t]+/).filter((word) => word !== '');
}

function numberAt(words: readonly string[], index: number): number {
  const before = words.slice(0, index + 1);
  return before.length > index && before.every((word) => /^[+-]?\d/.test(word))
    ? Number.parseInt(before[index]!, 10)
    : 0;
}
