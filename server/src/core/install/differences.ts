/**
 * Where systemctl's answers depend on the version. Read were 252, 257 and 262; where the release is not known from the
 * news, the number is that of the first version read which behaves so.
 */

/** `UpheldBy=`, and `.upholds/` folders looked at for the state of a unit. */
export const upholds = (version: number): boolean => version >= 254;

/** `ignore` in preset files. */
export const presetIgnore = (version: number): boolean => version >= 254;

/** `systemctl enable`, `disable` and `is-enabled` look for init scripts. */
export const sysvCompat = (version: number): boolean => version < 260;

/** `is-enabled` prints "not-found" for a missing unit and gives 4 instead of stopping. */
export const isEnabledNotFound = (version: number): boolean => version >= 253;

/** `disable` looks all units up first, and stops at one that cannot be read. */
export const disableLooksUp = (version: number): boolean => version >= 253;

/** A failure below `WantedBy=` counts even when `Alias=` made a link before. */
export const everyFailureCounts = (version: number): boolean => version >= 257;

/** An alias replaces a link whose target is gone, and that of a linked unit points to the link in the search path. */
export const aliasesOverBroken = (version: number): boolean => version >= 257;

/** `preset` goes on after a unit that cannot be preset. */
export const presetGoesOn = (version: number): boolean => version >= 258;

/** `preset-all` goes on after any failure and never fails; before and after it stops at those it does not expect. */
export const presetAllGoesOn = (version: number): boolean => version === 257;

/** Presets of users' units know that the units are those of users. 262.1 is the first that was seen to. */
export const presetKeepsScope = (version: number): boolean => version >= 262;

/** `%u` and its like in users' units cannot be resolved; before, they were not valid. 262.1 is the first seen. */
export const userSpecifiersUnresolved = (version: number): boolean => version >= 262;

/** Every failed change makes the verb fail, not only what the verb itself gives back. */
export const failedChangeFails = (version: number): boolean => version >= 258;

/** `reenable` keeps instances as they are named, instead of going by the path of their template. */
export const reenableKeepsInstance = (version: number): boolean => version >= 257;

/** A value with a broken quote is dropped as a whole; before, the words up to it were kept. */
export const brokenListDropped = (version: number): boolean => version >= 257;

/**
 * `revert` takes a generated unit for one of the vendor with `--root` too. Before (262.1 is the first that was seen to)
 * it compared a path that has the root before it with one that has not.
 */
export const generatedIsVendor = (version: number): boolean => version >= 262;

/** `revert` leaves a link alone that leads to `/`. */
export const rootLinkKept = (version: number): boolean => version >= 257;

/** `revert` leaves a link alone that leads in a circle. */
export const loopingLinkKept = (version: number): boolean => version >= 258;

/**
 * With `--root` a link to an empty file is a mask, as without. Before, systemctl put the root before that path twice, did
 * not find the file and took the link for an alias.
 */
export const emptyTargetMasks = (version: number): boolean => version >= 258;

/** /etc/initrd-release makes systemctl read initrd-preset folders. */
export const initrdPresets = (version: number): boolean => version >= 258;

/** Configuration files whose links lead in circles are passed over. */
export const confFilesChased = (version: number): boolean => version >= 258;

/** Section headers may be neither empty nor hold characters of patterns. */
export const strictSectionNames = (version: number): boolean => version >= 258;

/** File names are taken from paths with a slash at their end too. */
export const trailingSlashNames = (version: number): boolean => version >= 257;
