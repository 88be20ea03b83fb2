import { enumValues } from '../../knowledge/enums.ts';

/*
 * systemd asks libseccomp whether a system call exists, so what counts is the libseccomp that Debian ships along with a
 * release of systemd: 2.5.4 with 252, 2.6.0 with 257, 2.6.1 with 262. It knows the calls of all its architectures.
 */

/** In the tables of Linux, but unknown to libseccomp. */
const NOT_RESOLVED = new Set([
  ...'@obsolete arc_gettls arc_settls arc_usr_cmpxchg dipc exec_with_loader execv fchroot getdomainname'.split(' '),
  ...'getdtablesize gethostname getxgid getxpid getxuid kern_features llseek memory_ordering old_adjtimex'.split(' '),
  ...'oldumount or1k_atomic osf_fstat osf_fstatfs osf_fstatfs64 osf_getdirentries osf_getdomainname'.split(' '),
  ...'osf_getitimer osf_getrusage osf_getsysinfo osf_gettimeofday osf_lstat osf_mount osf_proplist_syscall'.split(' '),
  ...'osf_select osf_set_program_attributes osf_setitimer osf_setsysinfo osf_settimeofday osf_shmat'.split(' '),
  ...'osf_sigprocmask osf_sigstack osf_stat osf_statfs osf_statfs64 osf_swapon osf_syscall osf_sysinfo'.split(' '),
  ...'osf_usleep_thread osf_utimes osf_utsname osf_wait4 perfctr sched_get_affinity sched_set_affinity'.split(' '),
  ...'sethae setpgrp utrap_install'.split(' '),
]);

/** Known to libseccomp, but long gone from the tables of Linux. */
const ONLY_RESOLVED = new Set([
  ...'_sysctl afs_syscall arm_sync_file_range bdflush break create_module ftime get_kernel_syms getpmsg'.split(' '),
  ...'gtty idle lock mpx nfsservctl prof profil putpmsg query_module security stty tuxcall ulimit uselib'.split(' '),
  ...'vserver'.split(' '),
]);

const SINCE_257 = new Set([
  ...'atomic_barrier atomic_cmpxchg_32 getpagesize getxattrat listmount listxattrat lsm_get_self_attr'.split(' '),
  ...'lsm_list_modules lsm_set_self_attr mseal removexattrat riscv_hwprobe setxattrat statmount uretprobe'.split(' '),
]);
const SINCE_262 = new Set('file_getattr file_setattr listns open_tree_attr rseq_slice_yield uprobe'.split(' '));

/** Whether libseccomp, as it comes with this version of systemd, resolves the name of a system call. */
export function isKnownSyscall(name: string, version: number): boolean {
  if (version < 262 && SINCE_262.has(name)) return false;
  if (version < 257 && SINCE_257.has(name)) return false;
  return ONLY_RESOLVED.has(name) || (RESOLVED.has(name) && !NOT_RESOLVED.has(name));
}

const RESOLVED = new Set(enumValues('syscall', Number.POSITIVE_INFINITY));

/** The names that may stand in a filter: groups and system calls. */
export function filterWords(version: number): readonly string[] {
  const calls = [...RESOLVED, ...ONLY_RESOLVED].filter((name) => isKnownSyscall(name, version));
  return [...filterGroups(version), ...calls];
}

/** The groups of system calls; `@known` holds all that systemd knows. */
export function filterGroups(version: number): readonly string[] {
  return [...enumValues('syscall_group', version), '@known'];
}
