import type { Diagnostic, Severity } from '../core/kinds/kind.ts';

/** The user's settings, section `bootwright`. */
export interface Settings {
  /** `auto`, or the major version that all files are judged by. */
  readonly systemdVersion: string;
  readonly diagnosticsEnabled: boolean;
  /** The level of a code, or of all codes of a group such as `value.*`; `off` silences it. */
  readonly severity: Readonly<Record<string, Severity | 'off'>>;
  readonly formatEnabled: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  systemdVersion: 'auto',
  diagnosticsEnabled: true,
  severity: {},
  formatEnabled: true,
};

const LEVELS: ReadonlySet<unknown> = new Set(['error', 'warning', 'information', 'hint', 'off']);

/** Reads the settings as a client sends them; what is missing or of a wrong type keeps its default. */
export function readSettings(value: unknown): Settings {
  const all = record(value);
  const diagnostics = record(all.diagnostics);
  const version = all.systemdVersion;
  return {
    systemdVersion: typeof version === 'string' || typeof version === 'number' ? String(version).trim() : 'auto',
    diagnosticsEnabled: record(all.diagnostics).enable !== false,
    severity: Object.fromEntries(
      Object.entries(record(diagnostics.severity)).filter((entry): entry is [string, Severity | 'off'] =>
        LEVELS.has(entry[1]),
      ),
    ),
    formatEnabled: record(all.format).enable !== false,
  };
}

/** The major version in a setting or on a command line: `252`, `v252`, `252.39`; undefined for `auto` and nonsense. */
export function majorVersion(text: string): number | undefined {
  const found = /^v?(\d{3})(?:[.~-].*)?$/.exec(text.trim())?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Gives a diagnostic the level that the user wants for its code; undefined when it is switched off. */
export function leveled(diagnostic: Diagnostic, severity: Settings['severity']): Diagnostic | undefined {
  const level = severity[diagnostic.code] ?? severity[`${diagnostic.code.split('.')[0]}.*`];
  if (level === undefined) return diagnostic;
  return level === 'off' ? undefined : { ...diagnostic, severity: level };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
