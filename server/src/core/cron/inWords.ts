import { UTC } from '../values/timezone.ts';
import { ANACRON_NAME, CRON_NAME } from './implementation.ts';
import type { SimulatedMiss, SimulatedStart, SimulationInput } from './simulation.ts';
import { dateText } from './times.ts';

/** Why a job is missed, in words. */
export const WHY_MISSED: Readonly<Record<SimulatedMiss['why'], string>> = {
  off: 'the machine is off',
  hours: 'outside of the hours in which anacron may start it',
  'switched-off': 'the machine goes off before its delay is over',
};

/** The programs of a root, in words. */
export function programsInWords({ cron }: Pick<SimulationInput, 'cron'>): string {
  const { installed } = cron.system;
  const anacron = installed.anacron ? ` and ${ANACRON_NAME[cron.anacron]}` : '';
  return `${CRON_NAME[cron.cron]}${anacron}`;
}

/** What is special about a start, in words. */
export function startNotes({ delayed, dueSince }: SimulatedStart): string[] {
  return [
    ...(delayed ? [`${delayed} min by chance`] : []),
    ...(dueSince === undefined ? [] : [`made up for, due since ${dateText(UTC, dueSince * 86_400)}`]),
  ];
}
