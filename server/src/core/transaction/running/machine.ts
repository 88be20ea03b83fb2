import type { UnitType } from '../../knowledge/directives.ts';
import type { GraphUnit } from '../../units/graph.ts';

/** What stands at a path; `unknown` where nobody has looked, so that nothing certain can be said. */
export type FileState = 'executable' | 'file' | 'directory' | 'special' | 'missing' | 'unknown';

/** What the simulation asks of the machine that it runs on. */
export interface Machine {
  /** What a unit's conditions or assertions come to; `unmet` is the first that fails, as it is written. */
  decide(unit: GraphUnit, happened: Happened): { readonly condition: Verdict; readonly assertion: Verdict };
  /** Types that this machine cannot start: `unit_type_supported`. */
  readonly unsupported: ReadonlySet<UnitType>;
  /** Whether the kernel has the device of a device unit. */
  hasDevice(unit: GraphUnit): boolean;
  /** Whether something is mounted there, or that swap is on, before any unit is started. */
  isThere(unit: GraphUnit): boolean;
  /** What stands at a path, links followed. */
  file(path: string): FileState;
  /** Whether anything matches a pattern, and whether a folder is empty; undefined where that cannot be told. */
  glob(pattern: string): boolean | undefined;
  isEmpty(path: string): boolean | undefined;
  /** Whether a user or group can be looked up; undefined where that cannot be told. */
  knowsUser(name: string): boolean | undefined;
  knowsGroup(name: string): boolean | undefined;
  /** How many tries of starting are to be had when no limit ends them, so that the simulation ends. */
  readonly mostRestarts: number;
}

export interface Verdict {
  readonly met: boolean;
  /** Such as `ConditionPathExists=/etc/shop.conf`. */
  readonly unmet: string | undefined;
}

/** What units have done so far that conditions may ask for. */
export interface Happened {
  /** Paths that are there only while a unit runs, such as those of `RuntimeDirectory=`. */
  readonly made: Set<string>;
  /** systemd-update-done has run, so nothing needs an update any more. */
  updated: boolean;
}
