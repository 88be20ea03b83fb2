import type { AnacronImplementation, CronImplementation } from './implementation.ts';

/** Which programs read the tables, and what is known of the root they run in. */
export interface CronContext {
  readonly cron: CronImplementation;
  readonly anacron: AnacronImplementation;
  /** Without it nothing is said that depends on other files. */
  readonly system?: CronSystem | undefined;
}

/** What a root holds of cron and anacron. */
export interface CronSystem {
  /** The installed programs, told by their files; undefined where there is none. */
  readonly installed: Installed;
  /** Undefined without a readable /etc/passwd. */
  readonly users: ReadonlyMap<string, CronUser> | undefined;
  /** /etc/crontab, /etc/cron.d and the tables of users, in the order in which they are read. */
  readonly tables: readonly CronTableFile[];
  /** Tables, and /etc/anacrontab, that are there and could not be read: too large, or without the right to. */
  readonly unread: readonly string[];
  /** The text of /etc/anacrontab. */
  readonly anacrontab: string | undefined;
  /** Folders of scripts, such as /etc/cron.daily, with what they hold. */
  readonly scripts: ReadonlyMap<string, readonly CronScript[]>;
  /** Folders of programs with their names. A folder that is not in it is not known. */
  readonly programs: ReadonlyMap<string, ReadonlySet<string>>;
  /** What /var/spool/anacron says about when jobs were last run: `20260102`. */
  readonly stamps: ReadonlyMap<string, string>;
  /** The time zone of /etc/localtime, such as `Europe/Berlin`. */
  readonly timezone: string | undefined;
}

export interface Installed {
  readonly cron: CronImplementation | undefined;
  readonly anacron: AnacronImplementation | undefined;
  /** Whether systemd is there, so that its timers start anacron. */
  readonly systemd: boolean;
  /** Whose run-parts it is: that of Debian takes no name with a dot. */
  readonly runParts: CronImplementation;
  /** The calendar expressions of an enabled anacron.timer; undefined when it is not enabled. */
  readonly anacronTimer: AnacronTimer | undefined;
  /** Whether a service or an rc link starts anacron at boot. */
  readonly anacronAtBoot: boolean;
}

export interface AnacronTimer {
  /** Values of `OnCalendar=`. */
  readonly calendar: readonly string[];
  /** In seconds. */
  readonly randomDelay: number;
  readonly persistent: boolean;
}

export interface CronUser {
  readonly name: string;
  readonly id: number;
  readonly home: string;
  readonly shell: string;
  readonly realName: string;
}

export interface CronTableFile {
  /** As a path inside the root. */
  readonly path: string;
  readonly text: string;
  /** Undefined where the host cannot tell. */
  readonly executable: boolean | undefined;
}

export interface CronScript {
  readonly name: string;
  readonly type: 'file' | 'directory' | 'other';
  /** Undefined where the host cannot tell. */
  readonly executable: boolean | undefined;
}

/** What is taken where nothing is known: Debian's programs. */
export const DEFAULT_CRON: CronContext = { cron: 'debian', anacron: 'debian' };

/** The users that a passwd(5) file names. */
export function usersIn(passwd: string): Map<string, CronUser> {
  const users = new Map<string, CronUser>();
  for (const line of passwd.split('\n')) {
    const [name, , id, , gecos, home, shell] = line.split(':');
    if (!name || home === undefined || !/^\d+$/.test(id ?? '')) continue;
    const realName = (gecos ?? '').split(',')[0]!;
    users.set(name, { name, id: Number(id), home, shell: shell?.trim() || '/bin/sh', realName });
  }
  return users;
}
