import type { Diagnostic, Severity } from '../core/kinds/kind.ts';

/** The user's settings, section `bootwright`. */
export interface Settings {
  /** `auto`, or the major version that all files are judged by. */
  readonly systemdVersion: string;
  readonly diagnosticsEnabled: boolean;
  /** The level of a code, or of all codes of a group such as `value.*`; `off` silences it. */
  readonly severity: Readonly<Record<string, Severity | 'off'>>;
  readonly formatEnabled: boolean;
  /** The folder of the system root, as a path or URI; empty when it is to be found. */
  readonly root: string;
  readonly inlayHintsEnabled: boolean;
  /** `debian`, `cronie` or `auto`: which cron reads crontabs. */
  readonly cron: string;
  /** The same for anacrontab. */
  readonly anacron: string;
  /** `classic`, `ntpsec`, `ntpsec-1.2.2` or `auto`: which daemon reads ntp.conf. */
  readonly ntp: string;
}

export const DEFAULT_SETTINGS: Settings = {
  systemdVersion: 'auto',
  diagnosticsEnabled: true,
  severity: {},
  formatEnabled: true,
  root: '',
  inlayHintsEnabled: true,
  cron: 'auto',
  anacron: 'auto',
  ntp: 'auto',
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
    root: typeof all.root === 'string' ? all.root.trim() : '',
    inlayHintsEnabled: record(all.inlayHints).enable !== false,
    cron: typeof all.cron === 'string' ? all.cron : 'auto',
    anacron: typeof all.anacron === 'string' ? all.anacron : 'auto',
    ntp: typeof all.ntp === 'string' ? all.ntp : 'auto',
  };
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
