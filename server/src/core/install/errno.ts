/**
 * Why a step failed, by the name of the error that systemctl would get. `EUNKNOWN` is ours: the host cannot tell where
 * a link on the way leads, so there is no answer.
 */
export type Errno =
  | 'EADDRNOTAVAIL'
  | 'EBADE'
  | 'EBADFD'
  | 'EBADMSG'
  | 'EBADSLT'
  | 'EDESTADDRREQ'
  | 'EEXIST'
  | 'EIDRM'
  | 'EINVAL'
  | 'EISDIR'
  | 'ELOOP'
  | 'ENAMETOOLONG'
  | 'ENOBUFS'
  | 'ENOENT'
  | 'ENOLINK'
  | 'ENOPKG'
  | 'ENOTDIR'
  | 'ENOTEMPTY'
  | 'ENOTTY'
  | 'ENXIO'
  | 'EPERM'
  | 'ERFKILL'
  | 'ETXTBSY'
  | 'EUCLEAN'
  | 'EUNATCH'
  | 'EUNKNOWN'
  | 'EXDEV';

/** A count or flag of zero or more, or what went wrong: systemd's `int` results. */
export type Outcome = number | Errno;

/** Whether a step failed. Values that steps give are never plain strings. */
export function failed(result: unknown): result is Errno {
  return typeof result === 'string';
}

/** `RET_GATHER` of basic/errno-util.h: the first failure is kept. */
export function gather(before: Outcome, next: Outcome): Outcome {
  return failed(next) && !failed(before) ? next : before;
}

const TEXTS: Readonly<Record<Errno, string>> = {
  EADDRNOTAVAIL: 'it is transient or generated',
  EBADE: 'the SysV tool failed',
  EBADFD: 'it is no regular file',
  EBADMSG: 'a section header in it is broken',
  EBADSLT: 'a specifier in it has no meaning there',
  EDESTADDRREQ: 'the path names no folder',
  EEXIST: 'it already exists',
  EIDRM: 'a template without an instance cannot be tied to a plain unit',
  EINVAL: 'it is not valid',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link, or links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENOBUFS: 'a line in it is too long',
  ENOENT: 'it does not exist',
  ENOLINK: 'it is an alias of a unit that does not exist',
  ENOPKG: 'the machine ID is not set',
  ENOTDIR: 'a part of the path is no folder',
  ENOTEMPTY: 'the folder is not empty',
  ENOTTY: 'it is neither a file nor a link',
  ENXIO: 'there is no such place for units',
  EPERM: 'it leads to the root folder, which is never removed',
  ERFKILL: 'it is masked',
  ETXTBSY: 'it already lies among the unit files',
  EUCLEAN: 'it is no valid unit name',
  EUNATCH: 'a specifier in it cannot be resolved here',
  EUNKNOWN: 'where a link leads cannot be told here',
  EXDEV: 'the alias does not fit the unit',
};

/** The error in a few words, to follow the name of what it is about. */
export function errnoText(errno: Errno): string {
  return TEXTS[errno];
}
