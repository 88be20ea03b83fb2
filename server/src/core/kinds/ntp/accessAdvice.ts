import type { Diagnostic, Fix } from '../kind.ts';
import { addressText, lengthOf, parseAddress } from './address.ts';
import { addressOf, advice, has, type Judged } from './advice.ts';
import { prefixOf } from './complaints.ts';
import { familyOf } from './dialect.ts';
import { actingName, type NtpCommand } from './parse.ts';
import { entryFor, targetsOf } from './restrictions.ts';

/** What is odd about restrict lines: their masks one by one, their effect together. */
export function accessAdvice(judged: Judged): Diagnostic[] {
  const lines = judged.commands.filter(({ name }) => name === 'restrict' || name === 'unrestrict');
  const masks = lines.flatMap((command) => [...prefixAdvice(command, judged), ...maskAdvice(command, judged)]);
  if (!judged.complete) return masks;
  const together = familyOf(judged.dialect) === 'classic' ? lockedOut(judged) : lockedOutNames(judged);
  return [...masks, ...defaultAdvice(lines, judged), ...together, ...oneFamily(lines, judged)];
}

/** NTPsec drops a prefix that it cannot use without a word, and the line is about one address then. */
function prefixAdvice(command: NtpCommand, { dialect }: Judged): Diagnostic[] {
  const address = addressOf(command);
  if (familyOf(dialect) === 'classic' || !address?.token.text.includes('/')) return [];
  const { text, span } = address.token;
  if (prefixOf(text) !== undefined || parseAddress(text.replace(/\/[^/]*$/, '')) === undefined) return [];
  const host = text.replace(/\/[^/]*$/, '');
  const everybody = /\/0+$/.test(text) ? [{ title: 'Change to `default`', edits: [{ span, newText: 'default' }] }] : [];
  return [advice('prefix', span, `This prefix is dropped without a word: the line is about ${host} alone.`, everybody)];
}

function maskAdvice(command: NtpCommand, { dialect }: Judged): Diagnostic[] {
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
  command.name === 'restrict' && command.placed.some(({ role, token }) => role === 'word' && token.text === 'default');

/** What everybody in the world may do. */
function defaultAdvice(lines: readonly NtpCommand[], { restrictions, dialect }: Judged): Diagnostic[] {
  const defaults = lines.filter(isDefault);
  if (familyOf(dialect) === 'ntpsec') return [];
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
  const named = judged.sources.filter((one) => {
    const address = addressOf(one)?.token.text;
    return address !== undefined && (actingName(one) === 'pool' || !parseAddress(address));
  });
  return lockedOut({ ...judged, sources: named });
}

/** Restrict lines hold for the answers of the own servers too. */
function lockedOut({ commands, sources, restrictions }: Judged): Diagnostic[] {
  const { source } = restrictions;
  if (source && !locks(source.flags)) return [];
  const own = new Set(commands.map(({ span }) => span));
  const out: Diagnostic[] = [];
  for (const command of sources.slice(0, MOST_SOURCES)) {
    const address = addressOf(command);
    if (!address || address.token.text.startsWith('127.127.') || has(command, 'key') || has(command, 'nts')) continue;
    const parsed = parseAddress(address.token.text);
    const entry = entryFor(restrictions, parsed ?? { value: 0n, bits: 32 }, true);
    if (!locks(entry.flags) || (!parsed && entry.mask !== 0n)) continue;
    const line = entry.from.findLast((one) => own.has(one));
    const flag = entry.flags.has('ignore') ? 'ignore' : entry.flags.has('notrust') ? 'notrust' : 'noserve';
    const message = `The answers of this source are dropped: \`${flag}\` holds for it too. Add \`restrict source\` with the flags for servers.`;
    const at = { start: command.span.start, end: command.span.start };
    const fix: Fix = {
      title: 'Add `restrict source nomodify noquery`',
      edits: [{ span: at, newText: 'restrict source nomodify noquery\n' }],
    };
    const related = line ? { related: [{ span: line, message: 'This line locks it out.' }] } : {};
    out.push({ ...advice('locked-out', address.token.span, message, [fix]), ...related });
  }
  return out;
}

/** Sources that are looked up in the list of restrictions. */
const MOST_SOURCES = 500;

function locks(flags: ReadonlySet<string>): boolean {
  return flags.has('ignore') || flags.has('notrust');
}

function oneFamily(lines: readonly NtpCommand[], { beside }: Judged): Diagnostic[] {
  const defaults = [...lines, ...beside].filter(isDefault);
  const families = new Set(
    defaults.map(({ placed }) => placed.find(({ role }) => role === 'family')?.token.text ?? 'both'),
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
