import type { Completion, Context } from '../kind.ts';
import { familyOf, type NtpDialect } from './dialect.ts';
import { dialectOf, type NtpDocument } from './document.ts';
import { groupOf, optionText, wordText } from './documentation.ts';
import { grammarOf } from './grammar.ts';
import type { Expected } from './match.ts';
import { completePath } from './pathCompletion.ts';
import { type Place, placeAt } from './place.ts';
import { commandRow, DRIVERS, driverNames, LOG_WORDS, optionsOf, standing } from './tables.ts';

/** What may be written at an offset; nothing that the daemon of the context would refuse there. */
export function completeNtp(document: NtpDocument, offset: number, context: Context): Completion[] {
  const dialect = dialectOf(context);
  const place = placeAt(document, offset, dialect);
  if (!place) return [];
  return place.expected.flatMap((expected) => completionsOf(expected, place, dialect, document.text, offset, context));
}

function completionsOf(
  expected: Expected,
  place: Place,
  dialect: NtpDialect,
  text: string,
  offset: number,
  context: Context,
): Completion[] {
  if (expected.role === 'command') return commands(place, dialect);
  if (expected.words) return words(expected, place, dialect);
  switch (expected.role) {
    case 'address':
      return addresses(place, dialect);
    case 'driver':
      return driverNames(dialect).map((name) => value(name, place, driverDevice(name)));
    case 'mask':
      return MASKS.map(([mask, detail]) => value(mask, place, detail));
    case 'name':
      return names(expected, place);
    case 'boolean':
      return [value('0', place, 'off'), value('1', place, 'on')];
    case 'number':
      return numbers(expected.name, place);
    case 'path':
      return completePath(text, offset, place, expected.name, context);
    case 'interface':
      return [value('lo', place, 'the loopback interface'), value('eth0', place)];
    default:
      return [];
  }
}

function value(label: string, { word }: Place, detail?: string): Completion {
  return { label, kind: 'value', edit: { span: word, newText: label }, ...(detail ? { detail } : {}) };
}

/** The commands that make a configuration, before those that few need. */
const FIRST = ['server', 'pool', 'restrict', 'driftfile', 'leapfile', 'refclock', 'tos', 'includefile'];

function commands(place: Place, dialect: NtpDialect): Completion[] {
  return [...grammarOf(dialect).keys()].map((name) => {
    const row = commandRow(name)!;
    const { status, of } = standing(row, dialect);
    const old = status === 'noop' || status === 'broken' || (status === 'alias' && name === 'peer');
    return {
      label: name,
      kind: 'directive' as const,
      edit: { span: place.word, newText: /^(?:end|broadcastclient)$/.test(name) ? name : `${name} ` },
      detail: of === undefined ? row.group : `as ${of}`,
      documentationKey: `command:${name}`,
      rank: `${old ? 2 : FIRST.includes(name) ? 0 : 1}${name}`,
      retrigger: true,
      ...(old ? { deprecated: true } : {}),
    };
  });
}

function words(expected: Expected, place: Place, dialect: NtpDialect): Completion[] {
  const used = new Set(place.tokens.map(({ text }) => text));
  const command = place.command ?? '';
  return (expected.words ?? []).flatMap((word): Completion[] => {
    if (expected.role === 'option') return option(command, word, used, place, dialect);
    const documentationKey = wordText(word) === undefined ? {} : { documentationKey: `word:${word}` };
    return used.has(word) && word !== '(' ? [] : [{ ...value(word, place), ...documentationKey }];
  });
}

function option(command: string, word: string, used: Set<string>, place: Place, dialect: NtpDialect): Completion[] {
  const row = optionsOf(command === 'unrestrict' ? 'restrict' : command).find(
    ({ name }) => name.split(' ')[0] === word,
  );
  if (used.has(word) || (row?.excludes ?? []).some((other) => used.has(other)) || !fitsSource(row, place)) return [];
  const status = row ? standing(row, dialect).status : 'supported';
  const old = /^(?:ignored|broken|deprecated)$/.test(status);
  const key =
    optionText(command, row?.name ?? word) === undefined
      ? `word:${word}`
      : `option:${groupOf(command)}.${row?.name ?? word}`;
  const takesValue = row?.arg !== undefined || word === 'mask' || word === 'unit';
  return [
    {
      label: row?.name ?? word,
      kind: 'directive',
      edit: { span: place.word, newText: `${row?.name ?? word}${takesValue ? ' ' : ''}` },
      documentationKey: key,
      rank: `${old ? 2 : 1}${word}`,
      ...(row?.arg?.unit ? { detail: row.arg.unit } : {}),
      ...(old ? { deprecated: true } : {}),
      ...(takesValue ? { retrigger: true } : {}),
    },
  ];
}

/** Options of reference clocks belong to addresses 127.127.t.u and to `refclock`. */
function fitsSource(
  row: { refclock?: boolean; appliesTo?: readonly string[] } | undefined,
  { command, tokens }: Place,
): boolean {
  if (!row || command === 'refclock') return true;
  const clock = tokens.some(({ text }) => text.startsWith('127.127.'));
  if (row.refclock) return clock || !/^(?:server|peer|pool|broadcast|manycastclient)$/.test(command ?? '');
  return row.appliesTo === undefined || clock || row.appliesTo.includes(command ?? '');
}

const POOLS = [
  'pool.ntp.org',
  'debian.pool.ntp.org',
  'ubuntu.pool.ntp.org',
  'fedora.pool.ntp.org',
  'europe.pool.ntp.org',
];
const NTS_SERVERS = ['time.cloudflare.com', 'nts.netnod.se', 'ptbtime1.ptb.de'];
const MASKS = [
  ['255.255.255.0', '/24, 256 addresses'],
  ['255.255.0.0', '/16, 65536 addresses'],
  ['255.0.0.0', '/8'],
  ['255.255.255.255', 'one address'],
] as const;

function addresses(place: Place, dialect: NtpDialect): Completion[] {
  const family = familyOf(dialect);
  switch (place.command) {
    case 'pool':
      return [...POOLS, ...[0, 1, 2, 3].map((n) => `${n}.pool.ntp.org`)].map((name) =>
        value(name, place, 'servers of volunteers'),
      );
    case 'server':
    case 'peer':
      return [
        ...(family === 'ntpsec' ? NTS_SERVERS.map((name) => value(name, place, 'offers NTS')) : []),
        ...clocks(place, family),
      ];
    case 'fudge':
    case 'device':
      return clocks(place, family);
    case 'restrict':
    case 'unrestrict':
      return [
        value('127.0.0.1', place, 'this machine'),
        value('::1', place, 'this machine'),
        ...(family === 'ntpsec'
          ? ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fd00::/8']
          : ['192.168.0.0 mask 255.255.0.0']
        ).map((network) => value(network, place, 'private network')),
      ];
    default:
      return [];
  }
}

function clocks(place: Place, family: 'classic' | 'ntpsec'): Completion[] {
  return DRIVERS.filter((driver) => driver[family]).map(({ type, device }) =>
    value(`127.127.${type}.0`, place, device),
  );
}

function driverDevice(name: string): string | undefined {
  return DRIVERS.find(({ driver }) => driver === name)?.device;
}

function names(expected: Expected, place: Place): Completion[] {
  if (expected.name === 'log class') {
    const classes = LOG_WORDS.classes.flatMap((one) => LOG_WORDS.events.map((event) => `${one}${event}`));
    return [...LOG_WORDS.whole, ...classes].map((word) => value(`=${word}`, place));
  }
  if (expected.name !== 'aead') return [];
  return [256, 384, 512].map((bits) => value(`AES_SIV_CMAC_${bits}`, place));
}

function numbers(name: string, place: Place): Completion[] {
  if (name === 'minpoll' || name === 'maxpoll') {
    return [4, 6, 8, 10, 12].map((power) => value(String(power), place, `${2 ** power} seconds`));
  }
  return name === 'stratum' ? [value('10', place, 'behind every real source')] : [];
}

/** The folder whose names a completion at this offset wants to know. */
export function folderAt(document: NtpDocument, offset: number): string | undefined {
  const place = placeAt(document, offset, 'ntpsec') ?? undefined;
  if (!place?.expected.some(({ role }) => role === 'path')) return undefined;
  const typed = document.text.slice(place.word.start, offset);
  return typed.startsWith('/') ? typed.slice(0, typed.lastIndexOf('/') + 1) : undefined;
}
