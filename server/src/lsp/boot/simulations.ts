import { type BootSimulation, simulate } from '../../core/boot/boot.ts';
import type { Measurements } from '../../core/boot/schedule/measurements.ts';
import type { SystemTree } from '../../core/tree/systemTree.ts';
import type { BootParams } from '../../protocol/boot.ts';
import type { RootTree } from '../trees.ts';
import type { LookedAt } from './lookedAt.ts';
import { type StartingRoot, startingRoot } from './roots.ts';

/** A boot of a root, with the root that it is a boot of. */
export interface RootBoot {
  readonly tree: RootTree;
  readonly start: StartingRoot;
  readonly simulation: BootSimulation;
}

/** So many boots of one state of a root are kept: with and without what is supposed, and a few that were looked at. */
const KEPT = 6;

/** Works boots out, and keeps each until its root changes. */
export class Simulations {
  readonly #known = new WeakMap<RootTree, Map<string, RootBoot>>();
  readonly #lookedAt = new WeakMap<SystemTree, LookedAt>();
  readonly #measured = new Map<string, Measurements>();

  of(tree: RootTree, { root: _, ...params }: BootParams): RootBoot {
    const boots = this.#known.get(tree) ?? new Map<string, RootBoot>();
    this.#known.set(tree, boots);
    const key = JSON.stringify([params.anchor, params.profile, params.changes]);
    const boot = boots.get(key) ?? this.#work(tree, params);
    boots.delete(key);
    boots.set(key, boot);
    for (const old of boots.keys()) {
      if (boots.size <= KEPT) break;
      boots.delete(old);
    }
    return boot;
  }

  /** Takes measured times for all boots of a root; undefined forgets them. */
  measure(tree: RootTree, measured: Measurements | undefined): void {
    if (measured) this.#measured.set(tree.uri, measured);
    else this.#measured.delete(tree.uri);
    this.#known.delete(tree);
  }

  measuredOf({ uri }: RootTree): Measurements | undefined {
    return this.#measured.get(uri);
  }

  /** Takes what was found at paths of a root: its boots are worked out anew. It is forgotten when the disk is read again. */
  learn(tree: RootTree, found: LookedAt): void {
    this.#lookedAt.set(tree.layered.solid, new Map([...this.#lookedAtIn(tree), ...found]));
    this.#known.delete(tree);
  }

  #lookedAtIn({ layered }: RootTree): LookedAt {
    return this.#lookedAt.get(layered.solid) ?? new Map();
  }

  #work(tree: RootTree, params: Omit<BootParams, 'root'>): RootBoot {
    const start = startingRoot(tree, params, this.#lookedAtIn(tree));
    const measured = this.measuredOf(tree);
    const simulation = simulate(start.root, {
      profile: start.profile,
      ...(params.anchor !== undefined && { unit: params.anchor }),
      ...(measured && { measured }),
    });
    return { tree, start, simulation };
  }
}
