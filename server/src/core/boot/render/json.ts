import type { Boot, BootUnit } from '../result.ts';

/**
 * The boot as JSON, a job, unit or other row in a line. Jobs and units have the form in which `systemd --test` would be
 * written down: nothing in them is ours. Stages, schedule and the rest are as {@link Boot} has them.
 *
 * @param more what comes behind it
 */
export function bootJson(boot: Boot, more: object = {}): string {
  const fields = Object.entries({ ...bootObject(boot), ...more });
  return `{\n${fields.map(([name, value]) => ` ${JSON.stringify(name)}: ${rows(value)}`).join(',\n')}\n}\n`;
}

/** A list or table with a line for each of its entries. A boot of 10,000 units would have millions of lines otherwise. */
function rows(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const lines = isList
    ? value.map((entry) => JSON.stringify(entry))
    : Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}: ${JSON.stringify(entry)}`);
  const [open, close] = isList ? '[]' : '{}';
  return lines.length === 0 ? `${open}${close}` : `${open}\n  ${lines.join(',\n  ')}\n ${close}`;
}

/** The same as an object. */
export function bootObject(boot: Boot): object {
  const { systemd, anchor, error, jobs, units, dropped, stages, phases, schedule, criticalChain, active, commands } =
    boot;
  return {
    systemd,
    anchor,
    ...(boot.instead ? { instead: boot.instead } : {}),
    ...(error ? { error: error.text, ...(error.cycle ? { cycle: error.cycle } : {}) } : {}),
    jobs,
    units: bareUnits(units),
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

function bareUnits(units: Boot['units']): object {
  const bare: Record<string, object> = {};
  for (const [name, unit] of Object.entries(units)) bare[name] = bareUnit(unit);
  return bare;
}

function bareUnit({ load, fragment, dependencies }: BootUnit): object {
  return { load, ...(fragment === undefined ? {} : { fragment }), dependencies };
}
