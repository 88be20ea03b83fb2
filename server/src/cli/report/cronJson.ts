import type { Peak, Simulation, SimulationInput } from '../../core/cron/simulation.ts';

/** A simulation for programs; times are ISO 8601 in UTC. */
export function simulationAsJson({ cron, zone, from, days, seed }: SimulationInput, simulation: Simulation): string {
  const iso = (at: number) => new Date(at * 1000).toISOString().replace('.000', '');
  const peak = ({ at, jobs }: Peak) => ({ at: iso(at), jobs });
  const dated = <T extends { readonly at: number }>(one: T) => ({ ...one, at: iso(one.at) });
  const answer = {
    cron: cron.cron,
    anacron: cron.system.installed.anacron === undefined ? null : cron.anacron,
    timezone: zone.name,
    from: iso(from),
    days,
    seed,
    jobs: simulation.jobs,
    starts: simulation.starts.map(({ dueSince, ...start }) => ({
      ...dated(start),
      ...(dueSince === undefined ? {} : { dueSince: iso(dueSince * 86_400).slice(0, 10) }),
    })),
    missed: simulation.missed.map(dated),
    uptimes: simulation.uptimes.map((up) => ({ ...up, from: iso(up.from), to: iso(up.to) })),
    anacronStarts: simulation.anacronStarts.map(iso),
    peaks: simulation.peaks.map(peak),
    peaksWithoutDelay: simulation.peaksWithoutDelay.map(peak),
    notes: simulation.notes,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
