import { compareBoots, type JobMove, type JobName } from '../../core/boot/compare.ts';
import type { Boot } from '../../core/boot/result.ts';
import type { BootDifference, ChangedUnit, ShiftedUnit } from '../../protocol/boot.ts';
import type { Session } from '../session.ts';
import { describe } from './answer.ts';
import type { RootBoot } from './simulations.ts';

/** How one boot differs from another, as the views show it. What is stopped in either counts as no part of the boot. */
export function bootDifference(session: Session, before: RootBoot, after: RootBoot): BootDifference {
  const [old, now] = [before.simulation.boot, after.simulation.boot];
  const { gained, lost, earlier, later, outcomes } = compareBoots(old, now);
  const fates = now.error ? new Map<string, string>() : fatesOf(now);
  const changed = (boot: RootBoot, unit: string): ChangedUnit => {
    const { description, uri } = describe(session, boot, unit);
    return { unit, description, uri, because: boot === before ? (fates.get(unit) ?? null) : null };
  };
  const shifted = ({ unit, before, after: at }: JobMove): ShiftedUnit => ({
    ...changed(after, unit),
    before,
    after: at,
  });
  return {
    gained: started(gained).map(({ unit }) => changed(after, unit)),
    lost: started(lost).map(({ unit }) => changed(before, unit)),
    earlier: earlier.filter(isStart).map(shifted),
    later: later.filter(isStart).map(shifted),
    different: outcomes.filter(isStart).map(({ unit, before, after: end }) => {
      return { ...changed(after, unit), because: `${before} → ${end}` };
    }),
    error: now.error?.text ?? null,
    anchor: { before: anchorOf(before), after: anchorOf(after) },
    reached: { before: reachedBy(before), after: reachedBy(after) },
    changes: after.start.plans.map(({ changes, messages }) => ({
      links: changes.length,
      complaints: messages.filter(({ level }) => level === 'error' || level === 'warning').map(({ text }) => text),
    })),
  };
}

function started(jobs: readonly JobName[]): JobName[] {
  return jobs.filter(isStart);
}

function isStart({ action }: JobName): boolean {
  return action !== 'stop';
}

/** Why units that were asked for are not started. */
function fatesOf({ dropped }: Boot): Map<string, string> {
  return new Map(dropped.filter(({ action }) => action !== 'stop').map(({ unit, text }) => [unit, text]));
}

function anchorOf({ simulation: { boot, transaction } }: RootBoot): string {
  return transaction.anchor?.unit.id ?? boot.anchor;
}

/** When the last job is done. */
function reachedBy({ simulation }: RootBoot): number {
  return simulation.boot.schedule.reduce((last, { end }) => Math.max(last, end), 0);
}
