/**
 * The boot of a root as it would go: what the client's views and panels ask the server. All requests can be cancelled,
 * and are answered with null when something is wrong beyond what the answers can say. Times are microseconds since
 * systemd began.
 */

import type { PlannedVerb } from './planning.ts';

/** `BootParams` -> `BootAnswer`. */
export const bootRequest = 'bootwright/boot';

/** `WhyParams` -> `Why`. */
export const whyRequest = 'bootwright/why';

/** `NeighbourhoodParams` -> `Neighbourhood`. */
export const neighbourhoodRequest = 'bootwright/neighbourhood';

/** `CompareParams` -> `BootDifference`. */
export const compareBootsRequest = 'bootwright/compareBoots';

/** `TimesParams` -> `TimesRead`. Keeps measured times for the boots of a root until they are forgotten. */
export const timesRequest = 'bootwright/bootTimes';

/** Server to client, without parameters: a file, an open document or a setting has changed, ask again. */
export const bootChanged = 'bootwright/bootChanged';

/** The machine that boots, as far as the root does not tell. What is left out is not known. */
export interface BootProfile {
  /** The kernel's command line, in place of the boot loader's. */
  readonly commandLine?: string;
  /** As `ConditionArchitecture=` names it, such as `x86-64`. */
  readonly architecture?: string;
  /** As `ConditionVirtualization=` names it, such as `kvm`; `none` on bare metal. */
  readonly virtualization?: string;
  readonly firstBoot?: boolean;
  /** Device units that appear, such as `dev-sda1.device`, and no others; left out, all do. */
  readonly devices?: readonly string[];
}

/** A change that is tried on a copy of the root: what systemctl would do to its links. */
export interface BootChange {
  readonly verb: PlannedVerb;
  readonly units: readonly string[];
}

export interface BootParams {
  /** Location of the root. */
  readonly root: string;
  /** The unit to boot into; left out, the one that the command line or `default.target` names. */
  readonly anchor?: string;
  readonly profile?: BootProfile;
  readonly changes?: readonly BootChange[];
}

export interface BootAnswer {
  readonly root: string;
  readonly systemdVersion: string;
  /** The id of the unit that is booted into. */
  readonly anchor: string;
  readonly anchorFrom: 'asked' | 'command-line' | 'default';
  /** Why that is not the unit that was asked for; null when it is. */
  readonly instead: string | null;
  /** Why systemd refuses to boot into the anchor; null when it does not. */
  readonly error: string | null;
  /** The units of an ordering cycle that cannot be broken. */
  readonly cycle: readonly string[];
  readonly stages: readonly BootStageRow[];
  readonly phases: readonly BootPhaseRow[];
  /** All jobs in the order in which they start. */
  readonly units: readonly BootUnitRow[];
  readonly dropped: readonly DroppedRow[];
  /** Indexes of `units`: from the anchor back to the first unit of its chain. */
  readonly criticalChain: readonly number[];
  /** How many jobs have times that were measured. */
  readonly measured: number;
  /** What sysvinit runs in a root without systemd, in place of all units; null for other roots. */
  readonly sysv: SysvBootRows | null;
}

/** The boot of a root with init scripts and no systemd. */
export interface SysvBootRows {
  readonly runlevel: string;
  /** Whether inittab names it; else it is the usual one. */
  readonly named: boolean;
  readonly phases: readonly SysvPhaseRow[];
}

export interface SysvPhaseRow {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly SysvStepRow[];
  /** Links that rc passes over. */
  readonly skipped: readonly { readonly link: string; readonly service: string; readonly reason: string }[];
}

export interface SysvStepRow {
  readonly action: 'start' | 'stop' | 'run';
  readonly name: string;
  /** The link, or the id of a line of inittab. */
  readonly by: string;
  /** Its script or program; null when it is not there. */
  readonly uri: string | null;
}

/** A step before the units. */
export interface BootStageRow {
  readonly id: string;
  readonly title: string;
  /** What it does, and last what is not known of it. */
  readonly details: readonly string[];
  /** The file that says so. */
  readonly uri: string | null;
  readonly took: number | null;
}

/** `sysinit`, `basic`, `multi-user`, `graphical`, or the name of another target that is booted into; `later` behind that. */
export type BootPhaseName = string;

/** The part of a boot that ends when its target is reached. */
export interface BootPhaseRow {
  readonly name: BootPhaseName;
  readonly target: string;
  readonly start: number;
  readonly end: number;
}

export type BootOutcome = 'done' | 'skipped' | 'failed' | 'dependency';

export interface BootUnitRow {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** Such as `start`, or `stop`. */
  readonly action: string;
  readonly start: number;
  readonly end: number;
  /** Its duration is what units of its type commonly take, and was not measured. */
  readonly assumed: boolean;
  readonly outcome: BootOutcome;
  /** The condition or reason for what is not done; null when it is. */
  readonly because: string | null;
  /** Conditions that nobody can decide before the boot. */
  readonly unknown: readonly string[];
  /** Indexes of the units that have to be done first, in the order in which they are done. */
  readonly waitsFor: readonly number[];
  /** The one of them that ends last; null when it starts at once. */
  readonly waitedFor: number | null;
  readonly phase: BootPhaseName;
  /** Its file; null when it has none to open. */
  readonly uri: string | null;
  /** Such as `loaded`. */
  readonly load: string;
}

/** A unit that was asked for, and is not started. */
export interface DroppedRow {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly action: string;
  /** Such as `conflict`, `cycle`, `not-loadable`. */
  readonly reason: string;
  readonly text: string;
  readonly cycle: readonly string[];
  readonly uri: string | null;
}

export interface WhyParams extends BootParams {
  readonly unit: string;
}

export interface Why {
  readonly unit: string;
  /** One sentence. */
  readonly summary: string;
  /** The shortest chain from the anchor to the unit; empty when it is not started, or is the anchor itself. */
  readonly chain: readonly WhyLink[];
  /** Other chains, the shorter ones first. */
  readonly others: readonly (readonly WhyLink[])[];
  /** For what is not started: what would bring it. */
  readonly wouldBring: readonly WhyLink[];
  /** The units that would not be started without it. */
  readonly without: readonly string[];
  /** Why systemd would refuse the whole boot without it; null when it would not. */
  readonly withoutError: string | null;
  /** Where the unit's own file is. */
  readonly uri: string | null;
}

/** One unit brings another. */
export interface WhyLink {
  readonly by: string;
  /** The dependency, such as `Wants`. */
  readonly because: string;
  readonly unit: string;
  /** The place that makes the dependency: a line of a file, or a link; null when nothing stands in a file. */
  readonly place: WhyPlace | null;
  /** Where it comes from in words, such as `default dependency`. */
  readonly origin: string;
}

/** A line counted from 0. */
export interface WhyPlace {
  readonly uri: string;
  readonly line: number;
}

export interface NeighbourhoodParams extends BootParams {
  readonly unit: string;
  /** How many steps from the unit, 1 or more. */
  readonly depth: number;
  /** Whether to follow what decides the order, too, and not only what brings units. */
  readonly order: boolean;
  /** Whether to follow dependencies that systemd adds by itself. */
  readonly defaults: boolean;
}

export interface Neighbourhood {
  /** The unit in the middle. */
  readonly unit: string;
  readonly nodes: readonly NeighbourRow[];
  readonly edges: readonly NeighbourEdge[];
  /** How many units were left out, because there are too many to be drawn. */
  readonly left: number;
}

export interface NeighbourRow {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** Below 0 for units that the one in the middle needs, above for those that need it. */
  readonly distance: number;
  /** What this boot does with it; `there` when it is active without a job, `idle` when it is not started. */
  readonly outcome: BootOutcome | 'there' | 'idle';
  /** Such as `loaded` or `not-found`. */
  readonly load: string;
  readonly uri: string | null;
  /** How many neighbours it has that are not in the picture. */
  readonly more: number;
}

/** All that one unit's dependencies say of another; a pair of units has one edge. */
export interface NeighbourEdge {
  /** Index of the unit that needs, or comes later. */
  readonly from: number;
  readonly to: number;
  /** The strongest dependency by which `from` brings `to`; null when it does not. */
  readonly requirement: 'Requires' | 'BindsTo' | 'Requisite' | 'Upholds' | 'Wants' | 'Triggers' | 'PartOf' | null;
  /** Which of them is first; null when they do not wait for each other. */
  readonly order: 'after' | 'before' | null;
  readonly conflict: boolean;
  /** All dependencies with their origins, such as `Requires (file)`. */
  readonly words: readonly string[];
}

export interface CompareParams {
  readonly before: BootParams;
  readonly after: BootParams;
}

export interface BootDifference {
  readonly gained: readonly ChangedUnit[];
  readonly lost: readonly ChangedUnit[];
  readonly earlier: readonly ShiftedUnit[];
  readonly later: readonly ShiftedUnit[];
  /** Units of both boots that come to another end: `because` says which. */
  readonly different: readonly ChangedUnit[];
  /** Why the changed root refuses to boot; null when it does not. */
  readonly error: string | null;
  readonly anchor: { readonly before: string; readonly after: string };
  /** When the anchor is reached. */
  readonly reached: { readonly before: number; readonly after: number };
  /** For each change of `after` what planning it said: how many links it changes, and its complaints. */
  readonly changes: readonly { readonly links: number; readonly complaints: readonly string[] }[];
}

export interface ChangedUnit {
  readonly unit: string;
  readonly description: string;
  readonly uri: string | null;
  /** For one that is not done any more the reason; for one that comes to another end the old and the new one. */
  readonly because: string | null;
}

export interface ShiftedUnit extends ChangedUnit {
  readonly before: number;
  readonly after: number;
}

export interface TimesParams {
  readonly root: string;
  /** What a tool printed: `systemd-analyze plot --json=short`, `systemd-analyze blame`, `journalctl -o json`. Null forgets. */
  readonly text: string | null;
}

export interface TimesRead {
  /** How many units have a time now. */
  readonly units: number;
  /** What the text was taken for, in words. */
  readonly format: string;
  /** Why it could not be read; null when it could. */
  readonly error: string | null;
}
