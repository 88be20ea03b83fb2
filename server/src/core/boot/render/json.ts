import type { UnitGraph } from '../../units/graph.ts';
import type { Boot } from '../result.ts';
import { unitRows } from './unitRows.ts';

/**
 * The boot as JSON, a job, unit or other row in a line. Jobs and units have the form in which `systemd --test` would be
 * written down: nothing in them is ours. Stages, schedule and the rest are as {@link Boot} has them.
 *
 * @param graph what the boot was worked out from
 * @param more what comes behind it
 */
export function bootJson(boot: Boot, graph: UnitGraph, more: object = {}): string {
  const fields = [
    ...fieldsOf(headOf(boot)),
    ` "units": ${block('{}', unitRows(graph))}`,
    ...fieldsOf({ ...restOf(boot), ...more }),
  ];
  return `{\n${fields.join(',\n')}\n}\n`;
}

function headOf({ systemd, anchor, instead, error, jobs }: Boot): object {
  return {
    systemd,
    anchor,
    ...(instead ? { instead } : {}),
    ...(error ? { error: error.text, ...(error.cycle ? { cycle: error.cycle } : {}) } : {}),
    jobs,
  };
}

function restOf({ dropped, stages, phases, schedule, criticalChain, active, commands }: Boot): object {
  // biome-ignore lint/suspicious/noThenProperty: it is what the commands of --then do.
  return { dropped, stages, phases, schedule, criticalChain, active, then: commands };
}

function fieldsOf(fields: object): string[] {
  return Object.entries(fields).map(([name, value]) => ` ${JSON.stringify(name)}: ${rows(value)}`);
}

/** A list or table with a line for each of its entries. A boot of 10,000 units would have millions of lines otherwise. */
function rows(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value))
    return block(
      '[]',
      value.map((entry) => JSON.stringify(entry)),
    );
  const entries = Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}: ${JSON.stringify(entry)}`);
  return block('{}', entries);
}

function block(brackets: '[]' | '{}', lines: readonly string[]): string {
  const [open, close] = brackets;
  return lines.length === 0 ? brackets : `${open}\n  ${lines.join(',\n  ')}\n ${close}`;
}
