/**
 * Roots, their units, and changes to them: what the client's commands and views ask the server. A change is planned
 * first and shown; writing it is a request of its own. All requests are answered with null when something is wrong
 * beyond what the answers can say.
 */

/** No parameters -> `RootSummary[]`, those of the workspace first. */
export const rootsRequest = 'bootwright/roots';

/** `UnitsParams` -> `UnitSummary[]`, sorted by name. */
export const unitsRequest = 'bootwright/units';

/** `UnitParams` -> `UnitDetails`. */
export const unitDetailsRequest = 'bootwright/unitDetails';

/** `FileParams` -> `UnitOfFile`: the unit that a file or drop-in is about. */
export const unitOfFileRequest = 'bootwright/unitOfFile';

/** When files have been renamed: `MovedFilesParams` -> `MovedParams`, null when no link is left behind. */
export const movedLinksRequest = 'bootwright/movedLinks';

/** `ChangeParams` -> `Plan`. Nothing is written. */
export const planRequest = 'bootwright/plan';

/** `ApplyParams` -> `Applied`: all links are changed, or none. */
export const applyRequest = 'bootwright/apply';

/** `UndoParams` -> `Applied`: takes back what was applied, if the links still are as that left them. */
export const undoRequest = 'bootwright/undo';

/** Server to client, without parameters: roots have been found or their files have changed, ask again. */
export const rootsChanged = 'bootwright/rootsChanged';

export interface RootSummary {
  /** The folder, without a slash at its end. */
  readonly uri: string;
  /** Short: the path from the workspace's folder on, or the whole one. */
  readonly name: string;
  /** Whether it is a system root, and no mere folder of units. */
  readonly system: boolean;
  /** Whether it is that of the machine that the server runs on. */
  readonly machine: boolean;
  readonly systemdVersion: number;
  /** Why nothing can be written there; null when it can. */
  readonly readOnly: string | null;
  /** Whether it has init scripts, so that runlevels mean something. */
  readonly initScripts: boolean;
}

export interface UnitsParams {
  /** Location of the root. */
  readonly root: string;
}

/** As `systemctl list-unit-files` has it, and instances that are enabled. */
export interface UnitSummary {
  readonly name: string;
  /** Such as `service`. */
  readonly type: string;
  /** Such as `enabled`; empty in a folder that is no system root, where nothing can be enabled. */
  readonly state: string;
  /** What the presets say: `enabled`, `disabled`, `ignored`, or `-` where they do not matter. */
  readonly preset: string;
  readonly description: string;
  /** The units whose `.wants/`, `.requires/` and `.upholds/` folders have a link to it. */
  readonly wantedBy: readonly string[];
  /** Where its file is, links followed; null when it has none to open, as when it is masked. */
  readonly uri: string | null;
}

export interface UnitParams extends UnitsParams {
  readonly unit: string;
}

export interface UnitDetails {
  /** The file inside the root, as systemd names the place; null when it has none. */
  readonly path: string | null;
  readonly dropIns: readonly string[];
  /** Who starts it: for other reasons than `Wants=` with the directive, such as `boot.target (Requires)`. */
  readonly neededBy: readonly string[];
}

export interface FileParams {
  readonly uri: string;
}

export interface UnitOfFile {
  readonly root: string;
  readonly unit: string;
  /** The file's path inside the root. */
  readonly path: string;
  /** Whether it is a unit of the users' managers, which `--global` is for. */
  readonly global: boolean;
}

/** The verbs that are offered in the editor; those of systemctl. */
export type PlannedVerb =
  | 'enable'
  | 'disable'
  | 'reenable'
  | 'mask'
  | 'unmask'
  | 'preset'
  | 'revert'
  | 'link'
  | 'set-default';

export interface PlanParams {
  readonly root: string;
  readonly verb: PlannedVerb;
  /** Names of units, or paths inside the root. */
  readonly units: readonly string[];
  readonly runtime?: boolean;
  /** For the managers of all users. */
  readonly global?: boolean;
  readonly force?: boolean;
}

export interface MovedFilesParams {
  readonly files: readonly { readonly oldUri: string; readonly newUri: string }[];
}

/** To change the links that renamed or moved files have left behind. */
export interface MovedParams {
  readonly root: string;
  readonly verb: 'rename';
  /** Paths inside the root. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
}

/** Makes the links of a folder those of a listing; one of the changes that are planned and applied. */
export interface RcLinksParams {
  readonly root: string;
  readonly verb: 'rc-links';
  /** The folder, as a path in the root. */
  readonly folder: string;
  readonly text: string;
}

/** To turn a service on or off, in some runlevels or in the usual ones; `add` and `remove` make and remove all links. */
export interface RunlevelParams {
  readonly root: string;
  readonly verb: 'runlevel';
  readonly service: string;
  readonly change: 'on' | 'off' | 'add' | 'remove';
  /** Left out, the usual ones of the tool. */
  readonly levels?: readonly string[];
}

/** A change of links: by a verb of systemctl, after a rename, by a listing of links of a runlevel, or by a tool for them. */
export type ChangeParams = PlanParams | MovedParams | RcLinksParams | RunlevelParams;

/** A change of one link; paths are inside the root, the target is what stands in the link. */
export type LinkChange =
  | { readonly op: 'symlink'; readonly path: string; readonly target: string }
  | { readonly op: 'unlink'; readonly path: string };

export interface PlanMessage {
  readonly level: 'error' | 'warning' | 'notice' | 'info';
  readonly text: string;
}

export interface Plan {
  /** That of systemctl; 0 after a rename. */
  readonly exitStatus: number;
  readonly changes: readonly LinkChange[];
  /** What systemctl says, in our words. */
  readonly messages: readonly PlanMessage[];
  /** What the changes mean, one sentence each. */
  readonly summary: readonly string[];
  /** All links of the folders that change, as text, one link in a line. */
  readonly before: string;
  readonly after: string;
  /** The systemctl command that does the same; null where there is none, as after a rename. */
  readonly command: string | null;
  /** Shell lines that change the same links. */
  readonly shell: readonly string[];
  /** Why it cannot be applied; null when it can. */
  readonly cannotApply: string | null;
  /** Whether the same with `--force` would go further. */
  readonly forceHelps: boolean;
}

export type ApplyParams = ChangeParams & {
  /** The changes that the user has seen: when the files have changed since, so that others are due, none is made. */
  readonly changes: readonly LinkChange[];
};

export interface UndoParams {
  readonly undo: string;
}

export type Applied =
  | {
      readonly applied: true;
      /** Stands for this change when it is to be undone; null when that is not offered. */
      readonly undo: string | null;
    }
  | {
      readonly applied: false;
      /** A sentence for the user. */
      readonly reason: string;
      /** Whether the plan has changed since it was shown. */
      readonly outdated: boolean;
    };
