import type { SystemTree } from '../tree/systemTree.ts';
import { withGenerators } from '../units/generators/index.ts';
import { openUnitRoot, type UnitRoot } from '../units/unitRoot.ts';
import type { MachineProfile } from './machine/profile.ts';
import { generatorProfile, profileOf } from './machine/profileOf.ts';

export interface OpenOptions {
  /** Major version of systemd. */
  readonly version: number;
  /** What is known of the machine; it wins over what the root says. */
  readonly profile?: MachineProfile;
  /** Just these folders of unit files, the first one wins, and no generators. */
  readonly unitPath?: readonly string[];
}

/** A root that is ready to boot, and the machine that boots it. */
export interface BootRoot {
  readonly root: UnitRoot;
  readonly profile: MachineProfile;
}

/** Takes a root to where systemd begins to load units: the generators have run. */
export function openBoot(tree: SystemTree, { version, profile: given, unitPath }: OpenOptions): BootRoot {
  const profile = profileOf(tree, { ...given, systemdVersion: version }, version);
  if (unitPath) return { root: openUnitRoot(tree, version, { unitPath }), profile };
  return { root: openUnitRoot(withGenerators(tree, version, generatorProfile(profile)), version), profile };
}
