import { nearest } from '../../text/nearest.ts';
import type { Diagnostic, Fix, Severity } from '../kind.ts';
import { addressText, maskOf, parseAddress } from './address.ts';
import { type Complaint, complaintsOf, span } from './complaints.ts';
import { daemonName, familyOf, type NtpDialect } from './dialect.ts';
import { grammarOf } from './grammar.ts';
import type { Expected } from './match.ts';
import type { NtpCommand, SyntaxProblem } from './parse.ts';
import { commandRow, longestWord, optionsOf, standing } from './tables.ts';
import { saidPerWording } from './wordings.ts';

/** What the daemon's parser refuses, and what it says of the rest. */
export function refusals(commands: readonly NtpCommand[], dialect: NtpDialect): Diagnostic[] {
  return commands.flatMap((command) => refusalsOf(command, dialect));
}

const refusalsOf = saidPerWording((command, dialect) => [
  ...(command.problem ? [syntaxError(command, command.problem, dialect)] : []),
  ...complaintsOf(command, dialect).map((complaint) => diagnosticOf(complaint, dialect)),
]);

/** What the daemon says of the lines together. */
export function appliedRefusals(complaints: readonly Complaint[], dialect: NtpDialect): Diagnostic[] {
  return complaints.map((complaint) => diagnosticOf(complaint, dialect));
}

function syntaxError(command: NtpCommand, problem: SyntaxProblem, dialect: NtpDialect): Diagnostic {
  const found = describe(command, problem, dialect);
  return { span: problem.span, severity: 'error', ...found };
}

type Found = Pick<Diagnostic, 'code' | 'message'> & { fixes?: readonly Fix[] };

function describe(command: NtpCommand, problem: SyntaxProblem, dialect: NtpDialect): Found {
  const daemon = daemonName(dialect);
  if (problem.fatal === 'too-long') {
    const message = `A word may have ${longestWord(dialect)} characters; ${daemon} ends here.`;
    return { code: 'ntp.too-long', message };
  }
  if (problem.fatal) return { code: 'ntp.number', message: `This number cannot be held; ${daemon} ends here.` };
  const owner = command.placed.findLast(({ role }) => role === 'command')?.name;
  const { token, expected } = problem;
  if (owner === undefined) return unknownCommand(problem, dialect);
  const fate = command.applied ? APPLIED : DROPPED;
  if (expected.some(({ name }) => name === 'nothing')) {
    const message = `${daemon} reads \`pool\` behind \`${owner}\`, but takes no value for it. ${fate}`;
    return { code: 'ntp.foreign-option', message };
  }
  if (!token) {
    const message = `${wanted(expected)} is missing behind \`${owner}\`. ${fate}`;
    return { code: 'ntp.missing', message };
  }
  return unexpected(owner, token.text, problem, dialect, fate);
}

const DROPPED = 'The line is dropped.';
/** The parser has taken a whole command before it sees that more follows. */
const APPLIED = 'The rest of the line is dropped, what stands before it is applied.';

function unknownCommand({ token, span: at }: SyntaxProblem, dialect: NtpDialect): Found {
  const word = token?.text ?? '';
  const row = commandRow(word);
  if (row) {
    const { status, use } = standing(row, dialect);
    const instead = use ? ` Write \`${use}\` instead.` : '';
    const why = status === 'removed' ? 'no longer has' : 'does not have';
    return {
      code: 'ntp.foreign-command',
      message: `${daemonName(dialect)} ${why} \`${word}\`: the line is dropped.${instead}`,
    };
  }
  const near = nearest(word, grammarOf(dialect).keys());
  const message = `There is no command \`${short(word)}\`: the line is dropped.`;
  if (near === undefined) return { code: 'ntp.unknown-command', message };
  const fix: Fix = { title: `Change to \`${near}\``, edits: [{ span: at, newText: near }], preferred: true };
  return { code: 'ntp.unknown-command', message: `${message} Did you mean \`${near}\`?`, fixes: [fix] };
}

function unexpected(owner: string, word: string, problem: SyntaxProblem, dialect: NtpDialect, fate: string): Found {
  const { expected, span: at } = problem;
  const option = optionsOf(owner).find(({ name }) => name === word);
  if (option && expected.some(({ role }) => role === 'option')) {
    const family = familyOf(dialect);
    const message = `${daemonName(dialect)} does not take \`${word}\` behind \`${owner}\`${family === 'ntpsec' ? ': it is of the classic daemon' : ': it is of NTPsec'}. ${fate}`;
    return { code: 'ntp.foreign-option', message };
  }
  const options = expected.flatMap(({ words }) => words ?? []);
  const near = options.length > 0 ? nearest(word, options) : undefined;
  const code = options.length > 0 ? 'ntp.unknown-option' : 'ntp.value';
  const message = `\`${short(word)}\` does not fit behind \`${owner}\`: ${wanted(expected).toLowerCase()} belongs here. ${fate}`;
  if (near === undefined) return { code, message };
  const fix: Fix = { title: `Change to \`${near}\``, edits: [{ span: at, newText: near }], preferred: true };
  return { code, message, fixes: [fix] };
}

function short(word: string): string {
  return word.length > 40 ? `${word.slice(0, 39)}…` : word;
}

const VALUES: Readonly<Record<string, string>> = {
  address: 'An address',
  mask: 'A mask',
  path: 'A path',
  driver: 'The name of a driver',
  interface: 'An interface',
  number: 'A number',
  boolean: '0 or 1',
  name: 'A name',
  text: 'A text',
};

/** What a place wants, in words, as the start of a sentence. */
function wanted(expected: readonly Expected[]): string {
  const said = new Set<string>();
  for (const { role, words } of expected) {
    if (!words) said.add(VALUES[role] ?? 'A value');
    else if (words.length === 1) said.add(`\`${words[0]}\``);
    else if (words.length > 1 && words.length <= 4) said.add(words.map((word) => `\`${word}\``).join(' or '));
    else if (words.length > 4) said.add(role === 'option' ? 'An option' : `One of ${words.slice(0, 8).join(', ')}`);
  }
  return said.size === 0 ? 'The end of the line' : [...said].slice(0, 3).join(' or ');
}

const SEVERITIES: Readonly<Record<Complaint['effect'], Severity>> = {
  dies: 'error',
  'drops the line': 'error',
  'drops the value': 'warning',
  'changes the value': 'warning',
  nothing: 'warning',
  suggests: 'information',
};

function diagnosticOf(complaint: Complaint, dialect: NtpDialect): Diagnostic {
  const { placed, kind, other, detail } = complaint;
  const said = MESSAGES[kind](placed.token.text, daemonName(dialect), detail ?? '');
  const code = `ntp.${kind}`;
  const deprecated = kind === 'peer' || kind === 'request-key' || kind === 'ignored-flag' || kind === 'memlock';
  return {
    span: span(placed),
    severity: SEVERITIES[complaint.effect],
    code,
    message: said,
    ...(deprecated ? { tag: 'deprecated' as const } : {}),
    ...(other ? { related: [{ span: other, message: RELATED[kind] ?? '' }] } : {}),
    ...fixesOf(complaint),
  };
}

const RELATED: Readonly<Partial<Record<Complaint['kind'], string>>> = {
  'duplicate-source': 'It is here already.',
  'locked-out': 'This line shuts it out.',
};

function fixesOf({ kind, placed, detail, line }: Complaint): { fixes?: readonly Fix[] } {
  const at = span(placed);
  if (kind === 'peer') {
    return { fixes: [{ title: 'Change to `server`', edits: [{ span: at, newText: 'server' }], preferred: true }] };
  }
  if (kind === 'minsane' || (kind === 'locked-out' && !detail?.includes(' '))) {
    const before = line ?? at.start;
    const added = kind === 'minsane' ? `tos minsane ${detail}` : 'restrict source nomodify noquery';
    const edits = [{ span: { start: before, end: before }, newText: `${added}\n` }];
    return { fixes: [{ title: `Add \`${added}\``, edits, preferred: true }] };
  }
  if (kind === 'address') return prefixFix(placed.token.text, at);
  if (kind === 'kod') {
    return {
      fixes: [
        {
          title: 'Add `limited`',
          edits: [{ span: { start: at.end, end: at.end }, newText: ' limited' }],
          preferred: true,
        },
      ],
    };
  }
  if (kind === 'ignored-flag') {
    const gone = { start: at.start - 1, end: at.end };
    return {
      fixes: [{ title: `Remove \`${placed.token.text}\``, edits: [{ span: gone, newText: '' }], preferred: true }],
    };
  }
  return {};
}

/** The classic daemon has no prefixes: the mask has to be written out. */
function prefixFix(text: string, at: Diagnostic['span']): { fixes?: readonly Fix[] } {
  const match = /^([^/]+)\/(\d+)$/.exec(text);
  const address = match && parseAddress(match[1]!);
  if (!address || Number(match[2]) > address.bits) return {};
  const mask = addressText({ value: maskOf(Number(match[2]), address.bits), bits: address.bits });
  const newText = `${match[1]} mask ${mask}`;
  return { fixes: [{ title: `Change to \`${newText}\``, edits: [{ span: at, newText }], preferred: true }] };
}

const MESSAGES: Readonly<Record<Complaint['kind'], (word: string, daemon: string, detail: string) => string>> = {
  boolean: (word) => `\`${word}\` is neither 0 nor 1; it is taken as 1.`,
  stratum: (word) => `A stratum is 0 to 16; ${word} is ignored.`,
  key: (word, daemon) => `${daemon} takes keys up to 65534; because of ${word} this source is left out.`,
  version: (word) => `Versions of NTP end at 4; because of ${word} this source is left out.`,
  poll: (word, daemon) =>
    `${word} is outside of what ${daemon} polls at: it is brought to the nearest bound (17 is the most).`,
  aead: (word) =>
    `\`${word}\` is no AEAD algorithm; it is ignored. Known are AES_SIV_CMAC_256, AES_SIV_CMAC_384 and AES_SIV_CMAC_512.`,
  option: (word) => `\`${word}\` is read, but then nothing knows it, and this source is left out.`,
  driver: (word, daemon) => `There is no driver \`${word}\`: ${daemon} ends here.`,
  mru: (word) => `${word} is below 0; it is ignored.`,
  'ignored-flag': (word, daemon) => `${daemon} has dropped \`${word}\`: it is ignored.`,
  kod: () => '`kod` does nothing without `limited` on the same line.',
  mssntp: () => '`mssntp` lets Samba sign the answers, and ntpd waits for it: other clients are served late.',
  mask: (word) => `\`${word}\` is no mask; the line is ignored.`,
  address: (word, daemon) =>
    daemon.includes('4.2.8') && /^[^/]+\/\d+$/.test(word)
      ? `${daemon} knows no prefixes: it takes \`${word}\` for a name, and the line is ignored. Write a mask.`
      : `\`${word}\` cannot be used here; the line is ignored.`,
  ceiling: (word) => `A ceiling is at most 15; ${word} is brought down to it.`,
  trusted: (word) => `Keys are 1 to 65535, the smaller one first; what begins with ${word} is ignored.`,
  log: (word) =>
    `\`${word}\` names no messages: write a class (clock, peer, sync, sys) with an event (all, info, events, status, statistics) right behind it.`,
  variable: (word, daemon) => `${daemon} reads \`${word}\` but does not know what to do with it.`,
  fudge: (word) => `\`${word}\` is no reference clock (127.127.type.unit); the line is ignored.`,
  phone: (word) => `Nine numbers are kept; \`${short(word)}\` is ignored.`,
  memlock: () => '`memlock` is ignored: memory is no longer locked.',
  peer: () => 'There are no peers any more: this is taken as `server`.',
  'request-key': () => '`requestkey` does nothing: ntpdc, which used it, is gone.',
  smear: (_, daemon) => `${daemon} is built without leap smearing in most distributions, and then refuses this.`,
  mode: () => '`mode` is for reference clocks; this source is left out because of it.',
  ttl: (word) => `A ttl of ${word} does not fit here; this source is left out.`,
  'fatal-flag': (word, daemon) => `${daemon} ends when it applies \`${word}\`.`,
  'clock-type': (word, daemon) => `${daemon} has no driver for the clock ${word}; this source is left out.`,
  'duplicate-source': (word) => `\`${short(word)}\` is a source already; this line is ignored.`,
  'locked-out': (word, _, detail) =>
    detail.endsWith(' alone')
      ? `The answers of ${word} are dropped: the restrict line about this very address says \`${detail.split(' ')[0]}\`.`
      : `The answers of ${word} are dropped: \`${detail}\` holds for it too. Add \`restrict source\` with the flags for servers.`,
  'key-missing': (word) => `Key ${word} is not known: no packet of this source can be checked.`,
  minsane: (_, daemon, detail) =>
    `With so many sources ${daemon} suggests \`tos minsane ${detail}\`: the clock is set only when that many agree.`,
};
