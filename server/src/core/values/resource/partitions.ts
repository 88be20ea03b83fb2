/** `partition_designator_table` of shared/gpt.c. */
const DESIGNATORS = [
  'root',
  'usr',
  'home',
  'srv',
  'esp',
  'xbootldr',
  'swap',
  'root-verity',
  'usr-verity',
  'root-verity-sig',
  'usr-verity-sig',
  'tmp',
  'var',
];
/** Those for other architectures, which went away before 254. */
const OLD_DESIGNATORS = ['root', 'usr'].flatMap((name) =>
  ['secondary', 'other'].flatMap((other) => ['', '-verity', '-verity-sig'].map((end) => `${name}-${other}${end}`)),
);
const OLD_DESIGNATORS_GONE = 254;

/** The names that partitions of disk images have in this version. */
export function partitionDesignators(version: number): readonly string[] {
  return version < OLD_DESIGNATORS_GONE ? [...DESIGNATORS, ...OLD_DESIGNATORS] : DESIGNATORS;
}
