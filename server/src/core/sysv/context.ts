import type { SystemTree } from '../tree/systemTree.ts';
import type { Flavor } from './layout.ts';

/** What surrounds links and scripts of SysV init. */
export interface SysvContext {
  readonly flavor: Flavor;
  /** The root with its scripts and links; undefined where none is known. */
  readonly tree: SystemTree | undefined;
  /** Where the file stands inside the root. */
  readonly path?: string | undefined;
}

/** What is taken where nothing is known of the root. */
export const DEFAULT_SYSV: SysvContext = { flavor: 'redhat', tree: undefined };
