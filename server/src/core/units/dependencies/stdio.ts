import type { Assigned, Reading } from '../../checks/verify/reading.ts';
import { isRefused } from '../../checks/verify/refused.ts';
import { assignmentsOf, last, text } from '../../checks/verify/settings.ts';
import type { UnitType } from '../../knowledge/directives.ts';

/** `ExecContext.std_output` and `std_error`: words such as `journal`, `null`, `file`. */
export interface Outputs {
  readonly output: string;
  readonly error: string;
}

const OBSOLETE: Readonly<Record<string, string>> = { syslog: 'journal', 'syslog+console': 'journal+console' };
const TO_JOURNAL: ReadonlySet<string> = new Set(['journal', 'journal+console', 'kmsg', 'kmsg+console']);
/** `exec_input_is_inheritable`. */
const BOTH_WAYS: ReadonlySet<string> = new Set(['tty', 'tty-force', 'tty-fail', 'socket', 'fd']);

/** Whether the journal has to listen before a process of the unit runs. */
export function writesToJournal({ output, error }: Outputs): boolean {
  return TO_JOURNAL.has(output) || TO_JOURNAL.has(error);
}

/**
 * Where output goes: as configured, else to the manager's defaults, in which services differ from other types
 * (`service_fix_stdio`; `mount_init` and its kin).
 */
export function outputsOf(unit: Reading, type: UnitType, defaults: Outputs): Outputs {
  const given = (key: string) => last(unit, unit.section, key, stream)?.value;
  if (type !== 'service') {
    return { output: given('StandardOutput') ?? defaults.output, error: given('StandardError') ?? defaults.error };
  }
  const output = given('StandardOutput') ?? 'inherit';
  const error = given('StandardError') ?? 'inherit';
  if (BOTH_WAYS.has(inputOf(unit))) return { output, error };
  return {
    output: output === 'inherit' ? defaults.output : output,
    error: output === 'inherit' && error === 'inherit' ? defaults.error : error,
  };
}

function inputOf(unit: Reading): string {
  return last(unit, unit.section, 'StandardInput', stream)?.value ?? 'null';
}

/** `config_parse_exec_output` and `config_parse_exec_input`: the kind of stream, without its file or name. */
function stream(value: string, assigned: Assigned): string | undefined {
  const kind = OBSOLETE[value];
  if (kind !== undefined) return kind;
  if (isRefused(assigned)) return undefined;
  return /^(fd|file|append|truncate):/.exec(value)?.[1] ?? value;
}

/** `LogNamespace=`; undefined without one. */
export function logNamespace(unit: Reading): string | undefined {
  if (assignmentsOf(unit, unit.section, 'LogNamespace').length === 0) return undefined;
  return text(unit, unit.section, 'LogNamespace')?.value.text;
}
