/** The coming days of cron and anacron in a root. Requests are answered with null when there is nothing to say. */

/** Client to server: `CronDaysParams` -> `CronDays`. */
export const cronDaysRequest = 'bootwright/cronDays';

export interface CronDaysParams {
  /** The root's folder. */
  readonly root: string;
  readonly days: number;
  /** Hours such as `22:00-07:00`, several with commas; empty when the machine is always on. */
  readonly off: string;
  readonly seed: number;
}

export interface CronJobRow {
  /** The identifier of anacron, else the command. */
  readonly name: string;
  readonly command: string;
  readonly by: 'cron' | 'anacron';
  /** As `/etc/crontab:17`. */
  readonly place: string;
  readonly uri: string;
  /** From 0. */
  readonly line: number;
  readonly user: string;
  readonly when: string;
  readonly scripts: readonly string[];
  readonly skipped: readonly string[];
}

export interface CronStartRow extends CronJobRow {
  /** Such as `06:25`, at most a few; how often it starts in all is `count`. */
  readonly times: readonly string[];
  readonly count: number;
  /** Such as `12 min by chance`. */
  readonly notes: readonly string[];
}

export interface CronDayRows {
  /** `Mon 2026-01-05`. */
  readonly date: string;
  readonly boots: readonly string[];
  readonly jobs: readonly CronStartRow[];
}

export interface CronMissRow extends CronJobRow {
  readonly first: string;
  readonly count: number;
  readonly why: string;
}

export interface CronPeakRow {
  /** `Mon 2026-01-05 06:25`. */
  readonly at: string;
  readonly jobs: readonly CronJobRow[];
}

export interface CronDays {
  /** In words: the programs and the time zone. */
  readonly about: string;
  readonly days: readonly CronDayRows[];
  readonly missed: readonly CronMissRow[];
  readonly peaks: readonly CronPeakRow[];
  /** The most jobs that would start together if nothing were left to chance. */
  readonly mostWithoutDelay: number;
  readonly notes: readonly string[];
}
