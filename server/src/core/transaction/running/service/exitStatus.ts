import { signalFromString } from '../../../values/signals.ts';
import { type Ending, SIGNAL } from '../processes.ts';

/** Names of exit statuses: exit-status.c. */
const NAMES: Readonly<Record<string, number>> = {
  SUCCESS: 0,
  FAILURE: 1,
  INVALIDARGUMENT: 2,
  NOTIMPLEMENTED: 3,
  NOPERMISSION: 4,
  NOTINSTALLED: 5,
  NOTCONFIGURED: 6,
  NOTRUNNING: 7,
  USAGE: 64,
  DATAERR: 65,
  NOINPUT: 66,
  NOUSER: 67,
  NOHOST: 68,
  UNAVAILABLE: 69,
  SOFTWARE: 70,
  OSERR: 71,
  OSFILE: 72,
  CANTCREAT: 73,
  IOERR: 74,
  TEMPFAIL: 75,
  PROTOCOL: 76,
  NOPERM: 77,
  CONFIG: 78,
  CHDIR: 200,
  NICE: 201,
  FDS: 202,
  EXEC: 203,
  MEMORY: 204,
  LIMITS: 205,
  OOM_ADJUST: 206,
  SIGNAL_MASK: 207,
  STDIN: 208,
  STDOUT: 209,
  CHROOT: 210,
  IOPRIO: 211,
  TIMERSLACK: 212,
  SECUREBITS: 213,
  SETSCHEDULER: 214,
  CPUAFFINITY: 215,
  GROUP: 216,
  USER: 217,
  CAPABILITIES: 218,
  CGROUP: 219,
  SETSID: 220,
  CONFIRM: 221,
  STDERR: 222,
  PAM: 224,
  NETWORK: 225,
  NAMESPACE: 226,
  NO_NEW_PRIVILEGES: 227,
  SECCOMP: 228,
  SELINUX_CONTEXT: 229,
  PERSONALITY: 230,
  APPARMOR: 231,
  ADDRESS_FAMILIES: 232,
  RUNTIME_DIRECTORY: 233,
  CHOWN: 235,
  SMACK_PROCESS_LABEL: 236,
  KEYRING: 237,
  STATE_DIRECTORY: 238,
  CACHE_DIRECTORY: 239,
  LOGS_DIRECTORY: 240,
  CONFIGURATION_DIRECTORY: 241,
  NUMA_POLICY: 242,
  CREDENTIALS: 243,
  BPF: 245,
};

/** `exit_status_set_test`: whether the words name how a process ended; false for none that did. */
export function matchesStatus(words: readonly string[], ending: Ending | undefined): boolean {
  return ending !== undefined && words.some((word) => names(word, ending));
}

function names(word: string, { code, status }: Ending): boolean {
  if (code === 'killed') return signalFromString(word) === status;
  return (/^\d+$/.test(word) ? Number(word) : NAMES[word]) === status;
}

/** `is_clean_exit`: a daemon may also be ended by the signals that ask it to. */
export function isCleanExit(ending: Ending, asDaemon: boolean, alsoGood: readonly string[]): boolean {
  if (matchesStatus(alsoGood, ending)) return true;
  if (ending.code === 'exited') return ending.status === 0;
  const { HUP, INT, TERM, PIPE } = SIGNAL;
  return asDaemon && [HUP, INT, TERM, PIPE].includes(ending.status as 1);
}
