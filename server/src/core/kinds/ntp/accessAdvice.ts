import type { Diagnostic, Fix } from '../kind.ts';
import { type Address, addressText, lengthOf, parseAddress } from './address.ts';
import { addressOf, advice, has, type Judged } from './advice.ts';
import { prefixOf } from './complaints.ts';
import { familyOf, type NtpDialect } from './dialect.ts';
import { placedIn } from './keptLines.ts';
import type { Placed } from './match.ts';
import { actingName, type NtpCommand } from './parse.ts';
import { type Entry, entryFor, type Restrictions } from './restrictions.ts';
import { targetsOf } from './restrictLines.ts';
import { perWording, saidPerWording } from './wordings.ts';

/** What is odd about restrict lines: their masks one by one, their effect together. */
export function accessAdvice(judged: Judged): Diagnostic[] {
  const lines = judged.commands.filter(({ name }) => name === 'restrict' || name === 'unrestrict');
  const masks = lines.flatMap((command) => networkAdvice(command, judged.dialect));
  if (!judged.complete) return masks;
  const together = familyOf(judged.dialect) === 'classic' ? lockedOut(judged) : lockedOutNames(judged);
  return [...masks, ...defaultAdvice(lines, judged), ...together, ...oneFamily(lines, judged)];
}

const networkAdvice = saidPerWording((command, dialect) => [
  ...prefixAdvice(command, dialect),
  ...maskAdvice(command, dialect),
]);

/** NTPsec drops a prefix that it cannot use without a word, and the line is about one address then. */
function prefixAdvice(command: NtpCommand, dialect: NtpDialect): Diagnostic[] {
  const address = addressOf(command);
  if (familyOf(dialect) === 'classic' || !address?.token.text.includes('/')) return [];
  const { text, span } = address.token;
  if (prefixOf(text) !== undefined || parseAddress(text.replace(/\/[^/]*$/, '')) === undefined) return [];
  const host = text.replace(/\/[^/]*$/, '');
  const everybody = /\/0+$/.test(text) ? [{ title: 'Change to `default`', edits: [{ span, newText: 'default' }] }] : [];
  return [advice('prefix', span, `This prefix is dropped without a word: the line is about ${host} alone.`, everybody)];
}

function maskAdvice(command: NtpCommand, dialect: NtpDialect): Diagnostic[] {
  const address = addressOf(command);
  const target = address && targetsOf(command, dialect)?.[0];
  if (!address || !target) return [];
  const { mask } = target;
  const { bits, value } = target.address;
  const written = command.placed.find(({ role }) => role === 'mask');
  if (written && (parseAddress(written.token.text)?.bits ?? bits) !== bits) {
    return [
      advice(
        'mask-family',
        written.token.span,
        'Address and mask are of different families; the line fits nobody it was meant for.',
      ),
    ];
  }
  if (written && lengthOf(mask, bits) === undefined) {
    return [
      advice(
        'mask-holes',
        written.token.span,
        'This mask has holes: it fits addresses that are not next to each other.',
      ),
    ];
  }
  if ((value & ~mask) === 0n) return [];
  const network = addressText({ value: value & mask, bits });
  const suffix = address.token.text.includes('/') ? address.token.text.slice(address.token.text.lastIndexOf('/')) : '';
  const fix: Fix = {
    title: `Change to \`${network}${suffix}\``,
    edits: [{ span: address.token.span, newText: network + suffix }],
    preferred: true,
  };
  return [
    advice(
      'host-bits',
      address.token.span,
      `Only ${network} counts of this address: the rest is outside of the mask.`,
      [fix],
      'hint',
    ),
  ];
}

const isDefault = (command: NtpCommand) =>
  command.name === 'restrict' &&
  command.wording.placed.some(({ role, token }) => role === 'word' && token.text === 'default');

/** What everybody in the world may do. */
function defaultAdvice(lines: readonly NtpCommand[], { restrictions, dialect }: Judged): Diagnostic[] {
  if (familyOf(dialect) === 'ntpsec') return [];
  const defaults = lines.filter(isDefault);
  const { entries } = restrictions;
  const open = entries.filter(
    ({ mask, flags, ntpport }) => mask === 0n && !ntpport && !flags.has('noquery') && !flags.has('ignore'),
  );
  if (open.length === 0 || (defaults.length === 0 && lines.length === 0)) return [];
  const [line] = defaults;
  const modify = open.some(({ flags }) => !flags.has('nomodify'));
  const what = modify
    ? 'ask the daemon with ntpq and change it'
    : 'ask the daemon with ntpq, which serves to amplify attacks';
  if (!line) {
    return [advice('open-default', lines[0]!.span, `No \`restrict default\` line: everybody may ${what}.`)];
  }
  const at = { start: line.span.end, end: line.span.end };
  const missing = ['nomodify', 'noquery'].filter((flag) => !has(line, flag));
  const fix: Fix = {
    title: `Add \`${missing.join(' ')}\``,
    edits: [{ span: at, newText: ` ${missing.join(' ')}` }],
    preferred: true,
  };
  return [
    advice(
      'open-default',
      line.span,
      `Everybody may ${what}: \`noquery\` is missing.`,
      missing.length > 0 ? [fix] : [],
    ),
  ];
}

/** NTPsec says itself which numeric sources are shut out; of a name it can only once it has asked for the address. */
function lockedOutNames(judged: Judged): Diagnostic[] {
  const named = judged.sources.filter((one) => isNamed(one, judged.dialect));
  return lockedOut({ ...judged, sources: named });
}

const isNamed = perWording((command) => {
  const address = addressOf(command)?.token.text;
  return address !== undefined && (actingName(command) === 'pool' || !parseAddress(address));
});

/** Restrict lines hold for the answers of the own servers too. */
function lockedOut({ commands, sources, restrictions, dialect }: Judged): Diagnostic[] {
  const { source } = restrictions;
  if (source && !locks(source.flags)) return [];
  const locking = sources.slice(0, MOST_SOURCES).flatMap((command) => lockOf(command, restrictions, dialect) ?? []);
  if (locking.length === 0) return [];
  const own = new Set(commands.map(({ span }) => span));
  return locking.map(({ command, address, entry }) => {
    const line = entry.from.findLast((one) => own.has(one));
    const flag = entry.flags.has('ignore') ? 'ignore' : entry.flags.has('notrust') ? 'notrust' : 'noserve';
    const message = `The answers of this source are dropped: \`${flag}\` holds for it too. Add \`restrict source\` with the flags for servers.`;
    const at = { start: command.span.start, end: command.span.start };
    const fix: Fix = {
      title: 'Add `restrict source nomodify noquery`',
      edits: [{ span: at, newText: 'restrict source nomodify noquery\n' }],
    };
    const related = line ? { related: [{ span: line, message: 'This line locks it out.' }] } : {};
    return { ...advice('locked-out', placedIn(command, address).token.span, message, [fix]), ...related };
  });
}

/** The entry that shuts out a source, with the address in the wording of its command. */
interface Lock {
  readonly command: NtpCommand;
  readonly address: Placed;
  readonly entry: Entry;
}

function lockOf(command: NtpCommand, restrictions: Restrictions, dialect: NtpDialect): Lock | undefined {
  const unsigned = unsignedBy(command, dialect);
  if (!unsigned) return undefined;
  const { address, numeric } = unsigned;
  const entry = entryFor(restrictions, numeric ?? ANYBODY, true);
  return locks(entry.flags) && (numeric || entry.mask === 0n) ? { command, address, entry } : undefined;
}

/** The source that a command names, if nothing proves that its answers come from it. */
const unsignedBy = perWording((command) => {
  const address = addressOf(command);
  if (!address || address.token.text.startsWith('127.127.') || has(command, 'key') || has(command, 'nts'))
    return undefined;
  return { address, numeric: parseAddress(address.token.text) };
});

const ANYBODY: Address = { value: 0n, bits: 32 };

/** Sources that are looked up in the list of restrictions. */
const MOST_SOURCES = 500;

function locks(flags: ReadonlySet<string>): boolean {
  return flags.has('ignore') || flags.has('notrust');
}

function oneFamily(lines: readonly NtpCommand[], { beside }: Judged): Diagnostic[] {
  const defaults = [...lines, ...beside].filter(isDefault);
  const families = new Set(
    defaults.map(({ wording: { placed } }) => placed.find(({ role }) => role === 'family')?.token.text ?? 'both'),
  );
  const line = lines.find(isDefault);
  if (!line || families.size !== 1 || families.has('both')) return [];
  const [family] = families;
  const other = family === '-4' ? 'IPv6' : 'IPv4';
  return [
    advice(
      'one-family',
      line.span,
      `This holds for ${family === '-4' ? 'IPv4' : 'IPv6'} alone; for ${other} the defaults stay.`,
      [],
      'hint',
    ),
  ];
}
