import type { DependencyMask } from '../graph.ts';

/** `UnitDependencyMask` of core/unit.h: what a dependency comes from. */
export const MASK = {
  /** Lines of the unit's files, links in `.wants/` and the like, and what other settings entail. */
  FILE: 1 << 0,
  /** What name and type entail, whatever the files say. */
  IMPLICIT: 1 << 1,
  /** `DefaultDependencies=`. */
  DEFAULT: 1 << 2,
  UDEV: 1 << 3,
  /** A mount that turned up for a path that the other unit needs. */
  PATH: 1 << 4,
  MOUNT_FILE: 1 << 5,
  MOUNTINFO: 1 << 6,
  PROC_SWAP: 1 << 7,
  SLICE_PROPERTY: 1 << 8,
} as const;

/** How far the masks of the unit at the other end are shifted. */
export const DESTINATION_SHIFT = 16;
/** The bits of the unit itself, and those of the unit at the other end. */
export const ORIGIN_HALF = (1 << DESTINATION_SHIFT) - 1;
export const DESTINATION_HALF = (1 << 30) - (1 << DESTINATION_SHIFT);

const NAMES = ['file', 'implicit', 'default', 'udev', 'path', 'mount-file', 'mountinfo', 'proc-swap', 'slice-property'];

/** The part of a mask that the unit itself gave. */
export function originOf(mask: DependencyMask): number {
  return mask & ORIGIN_HALF;
}

/** The part of a mask that the unit at the other end gave. */
export function destinationOf(mask: DependencyMask): number {
  return mask >> DESTINATION_SHIFT;
}

/**
 * A mask as systemd prints it, such as `['origin-file', 'destination-default']`: unit-serialize.c,
 * `print_unit_dependency_mask`.
 */
export function dependencyOrigins(mask: DependencyMask): string[] {
  const words = (half: number, bits: number) =>
    NAMES.filter((_, bit) => (bits & (1 << bit)) !== 0).map(
      (name) => `${half === 0 ? 'origin' : 'destination'}-${name}`,
    );
  return [...words(0, originOf(mask)), ...words(1, destinationOf(mask))];
}
