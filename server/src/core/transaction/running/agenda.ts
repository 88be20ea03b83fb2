import type { UnitRun } from './unitRun.ts';

/** What is to happen at a point of the simulated time. */
export interface Appointment {
  /** Microseconds since the manager began. */
  readonly at: number;
  /** Of what is due at the same moment, the lower one happens first; as the priorities of sd-event. */
  readonly priority: number;
  readonly run: () => void;
  cancelled: boolean;
  /** Nobody waits for it: the dust has settled before, unless it is due soon. */
  optional: boolean;
  /** The unit whose command it is that ends then. */
  concern: UnitRun | undefined;
}

/** Priorities of manager.c and cgroup.c, of those that are told apart here. */
export const PRIORITY = { processEnded: -7, groupEmpty: -5, ready: -8, timer: 0 } as const;

interface Entry extends Appointment {
  readonly order: number;
}

/** What is to happen later, soonest first: a binary heap. */
export class Agenda {
  private readonly heap: Entry[] = [];
  private made = 0;

  /** Puts something down; it can be cancelled by what is given back. */
  add(at: number, priority: number, run: () => void): Appointment {
    const entry: Entry = {
      at,
      priority,
      run,
      cancelled: false,
      optional: false,
      concern: undefined,
      order: this.made++,
    };
    this.heap.push(entry);
    this.rise(this.heap.length - 1);
    return entry;
  }

  /** Whether anything of what is to come is such. */
  some(test: (appointment: Appointment) => boolean): boolean {
    return this.heap.some((entry) => !entry.cancelled && test(entry));
  }

  /** When the next thing happens; undefined when nothing will. */
  nextTime(): number | undefined {
    this.dropCancelled();
    return this.heap[0]?.at;
  }

  /** Takes the next thing off, if its time has come. */
  take(now: number): Appointment | undefined {
    this.dropCancelled();
    const next = this.heap[0];
    if (!next || next.at > now) return undefined;
    this.remove();
    return next;
  }

  private dropCancelled(): void {
    while (this.heap[0]?.cancelled) this.remove();
  }

  private rise(from: number): void {
    let at = from;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!isBefore(this.heap[at]!, this.heap[up]!)) return;
      this.swap(at, up);
      at = up;
    }
  }

  private remove(): void {
    const last = this.heap.pop();
    if (!last || this.heap.length === 0) return;
    this.heap[0] = last;
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < this.heap.length && isBefore(this.heap[child]!, this.heap[least]!)) least = child;
      }
      if (least === at) return;
      this.swap(at, least);
      at = least;
    }
  }

  private swap(a: number, b: number): void {
    const kept = this.heap[a]!;
    this.heap[a] = this.heap[b]!;
    this.heap[b] = kept;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return a.priority !== b.priority ? a.priority < b.priority : a.order < b.order;
}
