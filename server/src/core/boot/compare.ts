import type { Boot, BootDropped, ScheduledJob } from './result.ts';

/** How one boot differs from another; plain data. Jobs are told by their units, starts by the unit alone. */
export interface BootDifference {
  /** Why the boot is refused now, or was before. */
  readonly error?: { readonly before?: string; readonly after?: string };
  /** The anchors, when they differ. */
  readonly anchor?: { readonly before: string; readonly after: string };
  /** Jobs that only the boot after has, in its order; those that only the boot before had, in its. */
  readonly gained: readonly JobName[];
  readonly lost: readonly JobName[];
  readonly earlier: readonly JobMove[];
  readonly later: readonly JobMove[];
  /** Jobs of both that wait for other units now. */
  readonly waits: readonly WaitChange[];
  /** Jobs that do something else now: skipped, failing, or with another reason. */
  readonly outcomes: readonly OutcomeChange[];
  readonly dropped: readonly BootDropped[];
  /** Jobs that were dropped before and are no longer. */
  readonly undropped: readonly BootDropped[];
  /** Units that are active in the end only now, or no longer. */
  readonly activeGained: readonly string[];
  readonly activeLost: readonly string[];
  /** When the last job is done, in microseconds. */
  readonly end: { readonly before: number; readonly after: number };
}

export interface JobName {
  readonly unit: string;
  readonly action: string;
}

/** When the job starts, in microseconds. */
export interface JobMove extends JobName {
  readonly before: number;
  readonly after: number;
}

export interface WaitChange extends JobName {
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** The outcome with its reason, such as `skipped: ConditionPathExists=/etc/shop.conf`. */
export interface OutcomeChange extends JobName {
  readonly before: string;
  readonly after: string;
}

/** What a change does to a boot. */
export function compareBoots(before: Boot, after: Boot): BootDifference {
  const old = new Map(before.schedule.map((job) => [keyOf(job), job]));
  const now = new Map(after.schedule.map((job) => [keyOf(job), job]));
  const both = after.schedule.flatMap((job) => {
    const was = old.get(keyOf(job));
    return was ? [{ was, job }] : [];
  });
  const moves = both.map(({ was, job }): JobMove => ({ ...nameOf(job), before: was.start, after: job.start }));
  const error = errors(before, after);
  return {
    ...(error ? { error } : {}),
    ...(before.anchor === after.anchor ? {} : { anchor: { before: before.anchor, after: after.anchor } }),
    gained: after.schedule.filter((job) => !old.has(keyOf(job))).map(nameOf),
    lost: before.schedule.filter((job) => !now.has(keyOf(job))).map(nameOf),
    earlier: moves.filter((move) => move.after < move.before),
    later: moves.filter((move) => move.after > move.before),
    waits: both.flatMap(({ was, job }) => waitChange(was, job)),
    outcomes: both.flatMap(({ was, job }) => outcomeChange(was, job)),
    dropped: onlyIn(after.dropped, before.dropped),
    undropped: onlyIn(before.dropped, after.dropped),
    activeGained: without(after.active, before.active),
    activeLost: without(before.active, after.active),
    end: { before: endOf(before), after: endOf(after) },
  };
}

/** Whether there is no difference at all. */
export function isSameBoot(difference: BootDifference): boolean {
  const { error, anchor, end, ...lists } = difference;
  if (error || anchor || end.before !== end.after) return false;
  return Object.values(lists).every(({ length }) => length === 0);
}

function keyOf({ unit, action }: JobName): string {
  return `${action} ${unit}`;
}

function nameOf({ unit, action }: JobName): JobName {
  return { unit, action };
}

function waitChange(was: ScheduledJob, job: ScheduledJob): WaitChange[] {
  const gained = without(job.waitsFor, was.waitsFor);
  const lost = without(was.waitsFor, job.waitsFor);
  return gained.length + lost.length === 0 ? [] : [{ ...nameOf(job), gained, lost }];
}

function outcomeChange(was: ScheduledJob, job: ScheduledJob): OutcomeChange[] {
  const [before, after] = [outcomeText(was), outcomeText(job)];
  return before === after ? [] : [{ ...nameOf(job), before, after }];
}

function outcomeText({ outcome, because }: ScheduledJob): string {
  return because === undefined ? outcome : `${outcome}: ${because}`;
}

function errors(before: Boot, after: Boot): BootDifference['error'] {
  if (before.error?.text === after.error?.text) return undefined;
  return {
    ...(before.error ? { before: before.error.text } : {}),
    ...(after.error ? { after: after.error.text } : {}),
  };
}

function onlyIn(these: readonly BootDropped[], those: readonly BootDropped[]): BootDropped[] {
  const keys = new Set(those.map((each) => `${each.reason} ${keyOf(each)}`));
  return these.filter((each) => !keys.has(`${each.reason} ${keyOf(each)}`));
}

function without(these: readonly string[], those: readonly string[]): string[] {
  const known = new Set(those);
  return these.filter((each) => !known.has(each));
}

function endOf({ schedule }: Boot): number {
  return schedule.reduce((latest, { end }) => Math.max(latest, end), 0);
}
