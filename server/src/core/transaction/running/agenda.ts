import { Heap } from './heap.ts';
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

/** What is to happen later, soonest first. */
export class Agenda {
  private readonly heap = new Heap<Entry>(isBefore);
  private made = 0;

  /**
   * Puts something down; it can be cancelled by what is given back.
   *
   * @param order which comes first of what is due at the same moment with the same priority; by default what was put down first
   */
  add(at: number, priority: number, run: () => void, order = this.made++): Appointment {
    const entry: Entry = { at, priority, run, cancelled: false, optional: false, concern: undefined, order };
    this.heap.add(entry);
    return entry;
  }

  /** Whether anything of what is to come is such. */
  some(test: (appointment: Appointment) => boolean): boolean {
    return this.heap.some((entry) => !entry.cancelled && test(entry));
  }

  /** When the next thing happens; undefined when nothing will. */
  nextTime(): number | undefined {
    this.dropCancelled();
    return this.heap.first()?.at;
  }

  /** Takes the next thing off, if its time has come. */
  take(now: number): Appointment | undefined {
    const next = this.nextTime();
    return next === undefined || next > now ? undefined : this.heap.take();
  }

  private dropCancelled(): void {
    while (this.heap.first()?.cancelled) this.heap.take();
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return a.priority !== b.priority ? a.priority < b.priority : a.order < b.order;
}
