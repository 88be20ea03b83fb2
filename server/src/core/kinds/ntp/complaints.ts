import type { Span } from '../../text/span.ts';
import { parseAddress } from './address.ts';
import { familyOf, type NtpDialect } from './dialect.ts';
import type { Placed } from './match.ts';
import { actingName, type NtpCommand } from './parse.ts';
import { driverNames, LOG_WORDS } from './tables.ts';
import { perWording } from './wordings.ts';

/** Something that a daemon says about a command that its parser takes, as it applies it. */
export interface Complaint {
  readonly kind:
    | 'boolean'
    | 'stratum'
    | 'key'
    | 'version'
    | 'poll'
    | 'aead'
    | 'option'
    | 'driver'
    | 'mru'
    | 'ignored-flag'
    | 'kod'
    | 'mssntp'
    | 'mask'
    | 'address'
    | 'ceiling'
    | 'trusted'
    | 'log'
    | 'variable'
    | 'fudge'
    | 'phone'
    | 'memlock'
    | 'peer'
    | 'request-key'
    | 'smear'
    | 'mode'
    | 'ttl'
    | 'fatal-flag'
    | 'clock-type'
    | 'duplicate-source'
    | 'locked-out'
    | 'key-missing'
    | 'minsane';
  readonly placed: Placed;
  /** What the daemon does: it leaves out the line or the value, or it only says so. */
  readonly effect: 'dies' | 'drops the line' | 'drops the value' | 'changes the value' | 'nothing' | 'suggests';
  /** Another place in the file that it is about. */
  readonly other?: Span | undefined;
  /** Where the command begins, for what is written before it. */
  readonly line?: number;
  /** What the message needs to say besides the word. */
  readonly detail?: string;
}

/** Where a word stands, in UTF-16 code units of the command's wording. */
export const span = ({ token }: Placed): Span => token.span;

type Judge = (command: NtpCommand, dialect: NtpDialect) => Complaint[];

/**
 * What a daemon says about a command that it applies (ntp_config.c); of those that are not whole it says nothing more.
 * The places are those of the command's wording.
 */
export const complaintsOf: (command: NtpCommand, dialect: NtpDialect) => readonly Complaint[] = perWording(judged);

function judged(command: NtpCommand, dialect: NtpDialect): Complaint[] {
  // These are said while the line is still being read.
  const early = [...booleans(command), ...strata(command), ...smearing(command, dialect)];
  if (!command.applied) return early;
  const judge = JUDGES[actingName(command)];
  return [...early, ...(judge?.(command, dialect) ?? [])];
}

/** The value of an option that is given; the last one counts, all are looked at. */
export function valuesOf(command: NtpCommand, name: string): Placed[] {
  return command.placed.filter((one) => one.name === name && one.role !== 'option' && one.role !== 'command');
}

/** The words that give an option of that name, in the order of the line. */
export function optionNamed(command: NtpCommand, name: string): Placed[] {
  return command.placed.filter((one) => one.role === 'option' && one.name === name);
}

function booleans(command: NtpCommand): Complaint[] {
  const wrong = command.placed.filter(
    ({ role, token }) => role === 'boolean' && token.type === 'integer' && token.value !== 0 && token.value !== 1,
  );
  return wrong.map((placed) => ({ kind: 'boolean', placed, effect: 'changes the value' }));
}

function strata(command: NtpCommand): Complaint[] {
  const wrong = valuesOf(command, 'stratum').filter(({ token }) => outside(token.value, 0, 16));
  return wrong.map((placed) => ({ kind: 'stratum', placed, effect: 'drops the value' }));
}

/** Distributions build NTPsec without it, and it says so as soon as it has read the word. */
function smearing(command: NtpCommand, dialect: NtpDialect): Complaint[] {
  const words = command.placed.filter(({ role, name }) => role === 'command' && name === 'leapsmearinterval');
  return familyOf(dialect) === 'ntpsec' ? about(words, 'smear', 'drops the line') : [];
}

function outside(value: number | undefined, least: number, most: number): boolean {
  return value !== undefined && (value < least || value > most);
}

const JUDGES: Readonly<Record<string, Judge>> = {
  server: association,
  pool: association,
  peer: (command, dialect) => {
    const found = association(command, dialect);
    const dropped = found.some(({ effect }) => effect === 'drops the line');
    return dropped ? found : [...found, ...deprecatedPeer(command, dialect)];
  },
  broadcast: association,
  manycastclient: association,
  refclock: (command, dialect) => [...unknownDriver(command, dialect), ...association(command, dialect)],
  restrict: restriction,
  unrestrict: restriction,
  mru: memory,
  tos: ceiling,
  trustedkey: trusted,
  logconfig: logging,
  tick: (command, dialect) =>
    dialect === 'ntpsec' ? about(command.placed.slice(0, 1), 'variable', 'drops the line') : [],
  fudge: fudging,
  rlimit: (command, dialect) =>
    familyOf(dialect) === 'ntpsec' ? about(optionNamed(command, 'memlock'), 'memlock', 'drops the value') : [],
  nts: (command, dialect) => aead(command, dialect),
  requestkey: (command, dialect) =>
    familyOf(dialect) === 'ntpsec' ? about(command.placed.slice(0, 1), 'request-key', 'nothing') : [],
};

function about(placed: readonly Placed[], kind: Complaint['kind'], effect: Complaint['effect']): Complaint[] {
  return placed.map((one) => ({ kind, placed: one, effect }));
}

/** create_peer_node */
function association(command: NtpCommand, dialect: NtpDialect): Complaint[] {
  const classic = familyOf(dialect) === 'classic';
  const mostKey = classic ? 0xfffffffe : 65534;
  const address = command.placed.find(({ role }) => role === 'address');
  const clock = address?.token.text.startsWith('127.127.') ?? true;
  const dropping = [
    ...about(
      valuesOf(command, 'key').filter(({ token }) => outside(token.value! >>> 0, 0, mostKey)),
      'key',
      'drops the line',
    ),
    ...about(
      valuesOf(command, 'version').filter(({ token }) => outside(token.value! >>> 0, 0, 254)),
      'version',
      'drops the line',
    ),
    ...about(classic ? [] : optionNamed(command, 'cert'), 'option', 'drops the line'),
    ...about(classic && !clock ? optionNamed(command, 'mode') : [], 'mode', 'drops the line'),
    ...about(
      classic ? valuesOf(command, 'ttl').filter(({ token }) => clock || outside(token.value! >>> 0, 0, 254)) : [],
      'ttl',
      'drops the line',
    ),
  ];
  const changing = [...polls(command, classic), ...aead(command, dialect)];
  if (dropping.length > 0) return [...dropping, ...changing];
  return [...changing, ...(address ? badAddress(command, address) : [])];
}

function polls(command: NtpCommand, classic: boolean): Complaint[] {
  const wrong = command.placed.filter(
    ({ role, name, token }) =>
      role === 'number' &&
      ((name === 'minpoll' && outside(token.value! | 0, classic ? 3 : 0, 17)) ||
        (name === 'maxpoll' && outside(token.value! | 0, 0, 17))),
  );
  return about(wrong, 'poll', 'changes the value');
}

function aead(command: NtpCommand, dialect: NtpDialect): Complaint[] {
  if (dialect !== 'ntpsec') return [];
  const wrong = valuesOf(command, 'aead').filter(({ token }) => !/^AES_SIV_CMAC_(?:256|384|512)$/.test(token.text));
  return about(wrong, 'aead', 'drops the value');
}

/** is_sane_resolved_address: only numeric addresses are judged, and not those of `pool`, which are names. */
function badAddress(command: NtpCommand, address: Placed): Complaint[] {
  const name = actingName(command);
  if (name === 'pool') return [];
  const parsed = parseAddress(address.token.text);
  if (!parsed) return [];
  const first = Number(parsed.value >> BigInt(parsed.bits - 8));
  // With the other family in front it is looked up as a name.
  const family = command.placed.find(({ role }) => role === 'family')?.token.text;
  if (family !== undefined && (family === '-4') !== (parsed.bits === 32)) return [];
  const multicast = parsed.bits === 32 ? first >> 4 === 14 : first === 255;
  const loopback = parsed.bits === 32 && first === 127 && parsed.value !== 0x7f000001n;
  const clock = parsed.bits === 32 && parsed.value >> 16n === 0x7f7fn;
  const group = name === 'broadcast' || name === 'manycastclient';
  const wrong = group ? name === 'manycastclient' && !multicast : multicast || (loopback && !clock);
  return wrong ? about([address], 'address', 'drops the line') : [];
}

function deprecatedPeer(command: NtpCommand, dialect: NtpDialect): Complaint[] {
  return familyOf(dialect) === 'ntpsec' ? about(command.placed.slice(0, 1), 'peer', 'nothing') : [];
}

/** addr_from_typeunit */
function unknownDriver(command: NtpCommand, dialect: NtpDialect): Complaint[] {
  const driver = command.placed.find(({ role }) => role === 'driver');
  const known = driverNames(dialect).includes(driver?.token.text.toLowerCase() ?? '');
  return driver && !known ? about([driver], 'driver', 'dies') : [];
}

/** config_access */
function restriction(command: NtpCommand, dialect: NtpDialect): Complaint[] {
  const classic = familyOf(dialect) === 'classic';
  const flag = (name: string) => optionNamed(command, name);
  const mask = command.placed.find(({ role }) => role === 'mask');
  const target = command.placed.find(({ role }) => role === 'address');
  return [
    ...about(classic ? [] : [...flag('nopeer'), ...flag('notrap')], 'ignored-flag', 'drops the value'),
    ...about(classic ? flag('epeer') : [], 'fatal-flag', 'dies'),
    ...about(flag('limited').length > 0 ? [] : flag('kod').slice(0, 1), 'kod', 'nothing'),
    ...about(classic ? [] : flag('mssntp').slice(0, 1), 'mssntp', 'nothing'),
    ...about(
      target && (cannotResolve(target.token.text, classic) || ofOtherFamily(command, target, classic)) ? [target] : [],
      'address',
      'drops the line',
    ),
    ...about(
      mask && badMask(mask.token.text, target?.token.text ?? '', classic) ? [mask] : [],
      'mask',
      'drops the line',
    ),
  ];
}

/** Characters that no host name has (a colon only addresses); the classic daemon takes a prefix for a part of the name. */
function cannotResolve(text: string, classic: boolean): boolean {
  const host = classic ? text : text.replace(/\/[^/]*$/, '');
  return parseAddress(host) === undefined && (/[/ :]/.test(host) || host === '');
}

/** With `-4` or `-6` in front of an address of the other family nothing is found. */
function ofOtherFamily(command: NtpCommand, target: Placed, classic: boolean): boolean {
  const family = command.placed.find(({ role }) => role === 'family')?.token.text;
  const { text } = target.token;
  const parsed = parseAddress(classic ? text : text.replace(/\/[^/]*$/, ''));
  return family !== undefined && parsed !== undefined && (family === '-4') !== (parsed.bits === 32);
}

function badMask(text: string, target: string, classic: boolean): boolean {
  // A prefix that is taken puts its own mask in the place of the one that is written.
  if (!classic && prefixOf(target) !== undefined) return false;
  // A name is looked up first, and its mask is not looked at when there is no such host.
  const host = classic ? target : target.replace(/\/[^/]*$/, '');
  return parseAddress(host) !== undefined && parseAddress(text) === undefined;
}

/** The length behind the slash of an address, as NTPsec takes it; undefined for one that it drops. */
export function prefixOf(target: string): number | undefined {
  const match = /^(.*)\/\s*\+?(\d+)[^/]*$/.exec(target);
  if (!match) return undefined;
  const length = Number(match[2]);
  return length >= 1 && length <= (match[1]!.includes(':') ? 128 : 32) ? length : undefined;
}

function memory(command: NtpCommand): Complaint[] {
  const wrong = command.placed.filter(
    ({ role, name, token }) =>
      role === 'number' && /^(?:incalloc|incmem|initalloc|initmem|mindepth)$/.test(name) && token.value! < 0,
  );
  return about(wrong, 'mru', 'drops the value');
}

function ceiling(command: NtpCommand): Complaint[] {
  return about(
    valuesOf(command, 'ceiling').filter(({ token }) => token.value! > 15),
    'ceiling',
    'changes the value',
  );
}

/** config_auth: single keys and ranges. */
function trusted({ placed }: NtpCommand): Complaint[] {
  const out: Complaint[] = [];
  for (let i = 0; i < placed.length; i++) {
    const one = placed[i]!;
    if (one.token.text === '(') {
      const [first, last] = [placed[i + 1]!.token.value!, placed[i + 3]!.token.value!];
      if (first > last || first < 1 || last > 65535) out.push(...about([placed[i + 1]!], 'trusted', 'drops the value'));
      i += 4;
    } else if (one.role === 'number' && outside(one.token.value, 1, 65535)) {
      out.push(...about([one], 'trusted', 'drops the value'));
    }
  }
  return out;
}

/** Whether a word of `logconfig` names messages: a class with an event behind it, or one for all. */
export function isLogWord(text: string): boolean {
  const word = text.replace(/^[=+-]/, '');
  if (LOG_WORDS.whole.includes(word)) return true;
  const rest = LOG_WORDS.classes.find((name) => word.startsWith(name));
  return LOG_WORDS.events.includes(rest === undefined ? word : word.slice(rest.length));
}

function logging({ placed }: NtpCommand): Complaint[] {
  return about(
    placed.filter(({ role, token }) => role === 'name' && !isLogWord(token.text)),
    'log',
    'drops the value',
  );
}

function fudging({ placed }: NtpCommand): Complaint[] {
  const address = placed.find(({ role }) => role === 'address');
  const parsed = address && parseAddress(address.token.text);
  const fits = parsed?.bits === 32 && parsed.value >> 16n === 0x7f7fn;
  return address && !fits ? about([address], 'fudge', 'drops the line') : [];
}
