/** The services of a root by runlevel: what the view of runlevels asks the server. */

/** `RunlevelsParams` -> `Runlevels`; null for a root without init scripts. */
export const runlevelsRequest = 'bootwright/runlevels';

export interface RunlevelsParams {
  /** Location of the root. */
  readonly root: string;
}

export interface Runlevels {
  readonly root: string;
  /** The tool that makes the links: chkconfig on Red Hat, update-rc.d on Debian. */
  readonly tool: 'chkconfig' | 'update-rc.d';
  readonly levels: readonly RunlevelColumn[];
  /** The one that inittab names; null where it names none. */
  readonly defaultLevel: string | null;
  readonly services: readonly RunlevelService[];
  /** Whether the root boots with systemd, which makes units of the scripts. */
  readonly systemd: boolean;
}

export interface RunlevelColumn {
  readonly level: string;
  /** What it is for. */
  readonly meaning: string;
}

export interface RunlevelService {
  readonly name: string;
  readonly description: string;
  /** Its script; null when there is none. */
  readonly uri: string | null;
  /** The unit that systemd starts in its place; null when there is none. */
  readonly unit: string | null;
  /** One for each column. */
  readonly cells: readonly RunlevelState[];
}

export interface RunlevelState {
  readonly state: 'on' | 'off' | 'none';
  /** The link that says so, such as `S90crond`; null without one. */
  readonly link: string | null;
  /** Why it cannot be turned over; null when it can. */
  readonly fixed: string | null;
}
