import { UNIT_TYPES, type UnitType } from '../../knowledge/directives.ts';

/** What a path says about the unit that a file speaks of. */
export interface UnitIdentity {
  /** Unknown only for drop-ins at places that name no unit, such as a copy in a temporary folder. */
  readonly type: UnitType | undefined;
  /**
   * The unit's name. For drop-ins the name that the folder gives: a unit, a template, a prefix (`foo-.service`), or,
   * when it is for all units of a type, undefined.
   */
  readonly name: string | undefined;
  readonly role: 'fragment' | 'drop-in';
  /** How many units a drop-in speaks of. */
  readonly reach: 'unit' | 'prefix' | 'type';
}

/** Whether files in this folder belong to another program, whatever their suffix. */
export function isForeignFolder(folder: string): boolean {
  return FOREIGN.test(folder);
}

const SUFFIX = new RegExp(`^(.+)\\.(${UNIT_TYPES.join('|')})$`);
const TYPE_FOLDER = new RegExp(`^(${UNIT_TYPES.join('|')})\\.d$`);
/** Folders whose files look like units by name but belong to other programs. */
const FOREIGN = /(^|\/)(dbus-1|avahi|firewalld|systemd\/network|dnssd|nspawn|kservices5?|kf[56])(\/|$)/;

/**
 * Tells from its path what unit file or drop-in a file is, if any: systemd.unit(5), unit file load path and drop-ins.
 * Knows the temporary names under which `systemctl edit` and `sudoedit` open a file. Paths use `/`.
 */
export function unitIdentity(path: string): UnitIdentity | undefined {
  const parts = withSlashes(path).split('/');
  const file = withoutTemporaryName(parts.pop() ?? '');
  const folder = parts.at(-1) ?? '';
  if (isForeignFolder(parts.join('/'))) return undefined;
  const unit = SUFFIX.exec(file);
  if (unit) return { type: unit[2] as UnitType, name: file, role: 'fragment', reach: 'unit' };
  if (!file.endsWith('.conf')) return undefined;
  return dropIn(folder) ?? (isEditorCopy(folder, file) ? NAMELESS_DROP_IN : undefined);
}

/** Only a path of Windows is written with backslashes; elsewhere they are part of names such as `srv-a\x2db.mount`. */
function withSlashes(path: string): string {
  return /^[A-Za-z]:\\/.test(path) ? path.replaceAll('\\', '/') : path;
}

/** The identity of a buffer whose language the user picked, for files whose path says nothing. */
export function identityOfType(type: UnitType | undefined): UnitIdentity {
  return type ? { type, name: undefined, role: 'fragment', reach: 'unit' } : NAMELESS_DROP_IN;
}

const NAMELESS_DROP_IN: UnitIdentity = { type: undefined, name: undefined, role: 'drop-in', reach: 'unit' };

function dropIn(folder: string): UnitIdentity | undefined {
  const whole = TYPE_FOLDER.exec(folder);
  if (whole) return { type: whole[1] as UnitType, name: undefined, role: 'drop-in', reach: 'type' };
  if (!folder.endsWith('.d')) return undefined;
  const name = folder.slice(0, -2);
  const unit = SUFFIX.exec(name);
  if (!unit) return undefined;
  return { type: unit[2] as UnitType, name, role: 'drop-in', reach: /-(@.*)?$/.test(unit[1]!) ? 'prefix' : 'unit' };
}

/** `systemctl edit` writes `.#override.conf` and 16 hex digits (6 letters in older versions) beside the file. */
function withoutTemporaryName(file: string): string {
  const edit = /^\.#(.+\.(?:conf|[a-z]+?))(?:[0-9a-f]{16}|[A-Za-z0-9]{6})$/.exec(file);
  return edit ? edit[1]! : file;
}

/** `sudoedit` copies `override.conf` to a name such as `overrideXXXXXXXX.conf` in a temporary folder. */
function isEditorCopy(folder: string, file: string): boolean {
  return folder === 'tmp' && /^override\.?[A-Za-z0-9]{6,8}\.conf$/.test(file);
}

/** Whether a text looks like a unit file: its first line of meaning is the header of a unit's section. */
export function looksLikeUnit(text: string): boolean {
  return /^\uFEFF?(?:[ \t]*(?:[#;][^\n]*)?\r?\n)*[ \t]*\[(?:Unit|Install|Service|Socket|Mount|Automount|Swap|Timer|Path|Slice|Scope)\][ \t]*\r?(?:\n|$)/.test(
    text.length > 65536 ? text.slice(0, 65536) : text,
  );
}

/** The unit type that the sections of a drop-in of unknown place give away. */
export function typeFromSections(names: Iterable<string | undefined>): UnitType | undefined {
  for (const name of names) {
    const type = name?.toLowerCase() as UnitType | undefined;
    if (type && UNIT_TYPES.includes(type)) return type;
  }
  return undefined;
}
