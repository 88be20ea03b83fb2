import type { Boot, BootUnit } from '../result.ts';

/**
 * The boot as JSON. Jobs and units have the form in which `systemd --test` would be written down: nothing in them is
 * ours. Stages, schedule and the rest are as {@link Boot} has them.
 */
export function bootJson(boot: Boot): string {
  return `${JSON.stringify(bootObject(boot), null, 1)}\n`;
}

/** The same as an object. */
export function bootObject(boot: Boot): object {
  const { systemd, anchor, error, jobs, units, dropped, stages, phases, schedule, criticalChain, active, commands } =
    boot;
  return {
    systemd,
    anchor,
    ...(error ? { error: error.text, ...(error.cycle ? { cycle: error.cycle } : {}) } : {}),
    jobs,
    units: Object.fromEntries(Object.entries(units).map(([name, unit]) => [name, bareUnit(unit)])),
    dropped,
    stages,
    phases,
    schedule,
    criticalChain,
    active,
    // biome-ignore lint/suspicious/noThenProperty: it is what the commands of --then do.
    then: commands,
  };
}

function bareUnit({ load, fragment, dependencies }: BootUnit): object {
  return { load, ...(fragment === undefined ? {} : { fragment }), dependencies };
}
