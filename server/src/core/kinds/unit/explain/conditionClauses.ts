import { parseBoolean } from '../../../values/boolean.ts';
import { code } from './markdown.ts';
import { sizeWords } from './size.ts';

type Clause = (argument: string, size: bigint | undefined) => string | undefined;

const pressure =
  (of: string): Clause =>
  (argument) => {
    const [, slice, share, span = '5min'] = /^(?:(\S+\.slice):)?([\d.]+%?)(?:\/(\w+))?$/.exec(argument) ?? [];
    if (share === undefined) return undefined;
    const where = slice === undefined ? 'the system' : code(slice);
    return `${where} waited for ${of} at most ${share.replace(/%?$/, '%')} of the last ${span}`;
  };

/** What must hold, by the name of the condition; the argument is put in as code. */
const CLAUSES: Readonly<Record<string, Clause>> = {
  PathExists: (path) => `${code(path)} exists`,
  PathExistsGlob: (glob) => `a path that matches ${code(glob)} exists`,
  PathIsDirectory: (path) => `${code(path)} is a folder`,
  PathIsSymbolicLink: (path) => `${code(path)} is a symlink`,
  PathIsMountPoint: (path) => `something is mounted at ${code(path)}`,
  PathIsReadWrite: (path) => `the file system of ${code(path)} can be written to`,
  PathIsEncrypted: (path) => `the block device of ${code(path)} is encrypted`,
  PathIsSocket: (path) => `${code(path)} is a Unix socket`,
  DirectoryNotEmpty: (path) => `${code(path)} is a folder with something in it`,
  FileNotEmpty: (path) => `${code(path)} is a file that is not empty`,
  FileIsExecutable: (path) => `${code(path)} is a file that may be run`,
  NeedsUpdate: (path) => `${code(path)} is older than ${code('/usr')}, as after an update`,
  ACPower: (text) => either(text, 'the machine runs on mains power', 'the machine runs on battery'),
  FirstBoot: (text) => either(text, 'the machine boots for the first time', 'the machine has booted before'),
  Architecture: (word) => (word === 'native' ? 'systemd was built for the machine' : `the machine is ${code(word)}`),
  Virtualization: virtualization,
  Host: (text) => `the host name, or the machine ID, matches ${code(text)}`,
  KernelCommandLine: (word) => `the kernel command line has ${code(word)}`,
  KernelModuleLoaded: (name) => `the kernel module ${code(name)} is loaded`,
  KernelVersion: (text) => versions('kernel', text),
  Version: (text) => {
    const [, subject = 'kernel', rest = ''] = /^(kernel|systemd|glibc)?\s*(.*)$/s.exec(text) ?? [];
    return versions(subject, rest);
  },
  Credential: (name) => `the manager was handed the credential ${code(name)}`,
  Environment: (text) =>
    text.includes('=') ? `the manager's environment has ${code(text)}` : `the manager's environment sets ${code(text)}`,
  Security: (word) => `the machine has ${code(word)}`,
  Capability: (word) => `the manager may use ${code(word)}`,
  ControlGroupController: (words) => `the control groups have ${code(words)}`,
  CPUFeature: (flag) => `the processor has ${code(flag)}`,
  CPUs: (text) => `the manager may use ${comparison(text)} CPUs`,
  Memory: (text, size) =>
    `the machine has ${comparison(text)} of memory${size === undefined ? '' : ` (${sizeWords(size).replaceAll('*', '')})`}`,
  OSRelease: (text) => `os-release says ${code(text)}`,
  User: (name) =>
    name === '@system' ? 'the manager runs as a user of the system' : `the manager runs as ${code(name)}`,
  Group: (name) =>
    name === '@system' ? 'the manager is in a group of the system' : `the manager is in the group ${code(name)}`,
  MachineTag: (glob) => `a tag of the machine matches ${code(glob)}`,
  Firmware: (word) => `the machine was started by ${code(word)}`,
  Fraction: (text) => `the machine belongs to the share ${code(text)} of all machines, by its ID`,
  CPUPressure: pressure('CPUs'),
  IOPressure: pressure('input and output'),
  MemoryPressure: pressure('memory'),
};

/** What a condition asks for, without its signs; undefined where its argument cannot be read. */
export function conditionClause(name: string, argument: string, size: bigint | undefined): string | undefined {
  const clause = Object.hasOwn(CLAUSES, name) ? CLAUSES[name] : undefined;
  return argument === '' ? undefined : clause?.(argument, size);
}

function either(text: string, yes: string, no: string): string | undefined {
  const asked = parseBoolean(text);
  return asked === undefined ? undefined : asked ? yes : no;
}

function virtualization(word: string): string {
  const asked = parseBoolean(word);
  if (asked !== undefined) return asked ? 'it runs in a virtual machine or container' : 'it runs on bare hardware';
  if (word === 'vm') return 'it runs in a virtual machine';
  if (word === 'container') return 'it runs in a container';
  return word === 'private-users' ? 'it runs in a user namespace' : `it runs in ${code(word)}`;
}

const OPERATORS: Readonly<Record<string, string>> = {
  '<': 'fewer than',
  '<=': 'at most',
  '=': 'exactly',
  '==': 'exactly',
  '!=': 'anything but',
  '<>': 'anything but',
  '>=': 'at least',
  '>': 'more than',
};

function comparison(text: string): string {
  const [, operator = '', rest = ''] = /^([<>=!]*)\s*(.*)$/s.exec(text)!;
  return `${OPERATORS[operator] ?? 'at least'} ${code(rest)}`;
}

/** Comparisons, apart by blanks, of which all must hold; a plain word is a pattern. */
function versions(subject: string, text: string): string {
  const names: Readonly<Record<string, string>> = { kernel: 'the kernel', systemd: 'systemd', glibc: 'glibc' };
  return `the version of ${names[subject] ?? subject} is ${code(text)}`;
}
