import type { InstalledJob } from './unitRun.ts';

/** Jobs that may run: a binary heap by the ranks of their units, which do not change while jobs are in it. */
export class RunQueue {
  private readonly jobs: InstalledJob[] = [];
  private readonly ranks: number[] = [];

  get size(): number {
    return this.jobs.length;
  }

  add(job: InstalledJob): void {
    const { jobs, ranks } = this;
    const { rank } = job.unit;
    let at = jobs.length;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (ranks[up]! <= rank) break;
      jobs[at] = jobs[up]!;
      ranks[at] = ranks[up]!;
      at = up;
    }
    jobs[at] = job;
    ranks[at] = rank;
  }

  /** Takes the job off that is run first. */
  take(): InstalledJob | undefined {
    const { jobs, ranks } = this;
    const first = jobs[0];
    const last = jobs.pop();
    const rank = ranks.pop()!;
    if (last === undefined || jobs.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= ranks.length) break;
      if (child + 1 < ranks.length && ranks[child + 1]! < ranks[child]!) child++;
      if (ranks[child]! >= rank) break;
      jobs[at] = jobs[child]!;
      ranks[at] = ranks[child]!;
      at = child;
    }
    jobs[at] = last;
    ranks[at] = rank;
    return first;
  }
}
