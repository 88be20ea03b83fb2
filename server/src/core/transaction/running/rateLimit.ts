/** `RateLimit` of basic/ratelimit.h: so many in an interval of microseconds; an interval or burst of 0 never limits. */
export class RateLimit {
  private begin: number | undefined;
  private count = 0;

  constructor(
    readonly interval: number,
    readonly burst: number,
  ) {}

  /** Counts one more; false when there have been too many: `ratelimit_below`. */
  below(now: number): boolean {
    if (this.interval === 0 || this.burst === 0) return true;
    if (this.begin === undefined || now - this.begin > this.interval) {
      this.begin = now;
      this.count = 1;
      return true;
    }
    if (this.count >= this.burst) return false;
    this.count++;
    return true;
  }

  /** When the interval is over that the last one fell into. */
  end(): number {
    return (this.begin ?? 0) + this.interval;
  }

  reset(): void {
    this.begin = undefined;
    this.count = 0;
  }
}
