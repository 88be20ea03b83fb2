import { ALPHANUMERICAL, DIGITS, inCharset } from './charsets.ts';
import { safeAtou } from './numbers.ts';
import { hasControlCharacter, isValidUtf8 } from './utf8.ts';

const UT_NAMESIZE = 32;
const UID_INVALID = new Set([0xffffffff, 0xffff]);

/** `ValidUserFlags` of basic/user-util.h. */
export interface UserNameRules {
  readonly relax?: boolean;
  readonly allowNumeric?: boolean;
}

/** `parse_uid`: a decimal number without sign, blank or leading zero; undefined for others and for the invalid ids. */
export function parseUid(text: string): number | undefined {
  const id = safeAtou(text, {
    base: 10,
    refusePlusMinus: true,
    refuseLeadingZero: true,
    refuseLeadingWhitespace: true,
  });
  return typeof id === 'number' && !UID_INVALID.has(id) ? id : undefined;
}

/** `valid_user_group_name`: whether systemd takes the text as the name of a user or group. */
export function isValidUserGroupName(name: string, rules: UserNameRules = {}): boolean {
  if (name === '') return false;
  if (parseUid(name) !== undefined) return rules.allowNumeric === true;
  return rules.relax ? isRelaxedName(name) : isStrictName(name);
}

/** A name that is taken in relaxed mode only: systemd notes that it breaks the strict rules. */
export function isOddUserGroupName(name: string): boolean {
  return parseUid(name) === undefined && !isStrictName(name);
}

function isRelaxedName(name: string): boolean {
  if (name.startsWith(' ') || name.endsWith(' ')) return false;
  if (!isValidUtf8(name) || hasControlCharacter(name) || /[:/]/.test(name)) return false;
  if (inCharset(name, DIGITS) || (name.startsWith('-') && inCharset(name.slice(1), DIGITS))) return false;
  return name !== '.' && name !== '..';
}

function isStrictName(name: string): boolean {
  if (DIGITS.includes(name[0] ?? '0') || name[0] === '-') return false;
  return inCharset(name, `${ALPHANUMERICAL}_-`) && name.length < UT_NAMESIZE;
}
