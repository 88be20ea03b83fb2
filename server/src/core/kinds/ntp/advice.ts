import type { Context, Diagnostic, Fix, Severity } from '../kind.ts';
import { accessAdvice } from './accessAdvice.ts';
import { parseAddress } from './address.ts';
import { commandsNamed } from './commandsNamed.ts';
import type { NtpDialect } from './dialect.ts';
import { familyOf } from './dialect.ts';
import { keyAdvice } from './keyAdvice.ts';
import type { Placed } from './match.ts';
import { actingName, type NtpCommand } from './parse.ts';
import { missingPaths } from './pathAdvice.ts';
import type { Restrictions } from './restrictions.ts';
import { commandRow } from './tables.ts';
import { tuningAdvice } from './tuningAdvice.ts';
import { saidPerWording } from './wordings.ts';

/** What the rules of a whole file work with. */
export interface Judged {
  readonly text: string;
  /** Those that the daemon acts on. */
  readonly commands: readonly NtpCommand[];
  /** Those that name a source of time. */
  readonly sources: readonly NtpCommand[];
  /** Those of the files that it includes. */
  readonly beside: readonly NtpCommand[];
  /** Whether nothing else belongs to the configuration. */
  readonly complete: boolean;
  /** Of all these together. */
  readonly restrictions: Restrictions;
  readonly dialect: NtpDialect;
  readonly context: Context;
}

/** What the daemon does not complain about, but its administrator would. */
export function adviceOf(judged: Judged): Diagnostic[] {
  return [
    ...sourceAdvice(judged),
    ...accessAdvice(judged),
    ...keyAdvice(judged),
    ...fudgeWithoutClock(judged),
    ...duplicates(judged),
    ...missingPaths(judged),
    ...optionAdvice(judged),
    ...tuningAdvice(judged),
  ];
}

/** A finding that is advice. */
export function advice(
  code: string,
  span: Diagnostic['span'],
  message: string,
  fixes: readonly Fix[] = [],
  severity: Severity = 'information',
): Diagnostic {
  return { span, severity, code: `ntp.${code}`, message, ...(fixes.length > 0 ? { fixes } : {}) };
}

/** Each stands for more than one source, or for one that needs no other. */
const MANY_SOURCES: ReadonlySet<string> = new Set([
  ...['pool', 'refclock', 'broadcastclient', 'multicastclient', 'manycastclient'],
]);

/** Whether a command names a source of time. */
export function isSource(command: NtpCommand): boolean {
  const name = actingName(command);
  return name === 'server' || name === 'peer' || MANY_SOURCES.has(name);
}

/** A file that is a part of another one need not name sources itself. */
function sourceAdvice({ commands, sources, beside, complete, text }: Judged): Diagnostic[] {
  if (!complete) return [];
  const all = [...sources, ...beside.filter(isSource)];
  if (all.length === 0) return noSource(commands, text);
  if (sources.length === 0) return [];
  const counted = all.filter((one) => !has(one.wording, 'noselect'));
  if (counted.some((one) => MANY_SOURCES.has(actingName(one)))) return [];
  if (counted.some((one) => addressOf(one.wording)?.token.text.startsWith('127.127.')) || counted.length > 2) return [];
  const span = sources.find((one) => counted.includes(one))?.span ?? sources[0]!.span;
  const why =
    counted.length === 1 ? 'when it goes wrong, nothing tells' : 'when they disagree, nothing tells which is right';
  const count =
    counted.length === 1 ? 'One source only' : counted.length === 2 ? 'Two sources only' : 'No source that may be used';
  return [advice('few-sources', span, `${count}: ${why}. Four or more, or a \`pool\`, can outvote one that is wrong.`)];
}

function noSource(commands: readonly NtpCommand[], text: string): Diagnostic[] {
  const [first] = commands;
  if (!first) return [];
  const end = text.length;
  const newText = `${text.endsWith('\n') ? '' : '\n'}pool pool.ntp.org iburst\n`;
  const fix: Fix = { title: 'Add `pool pool.ntp.org iburst`', edits: [{ span: { start: end, end }, newText }] };
  const message = 'No source of time: the daemon runs, but never sets the clock. Add a `pool` or `server` line.';
  return [advice('no-source', first.placed[0]?.token.span ?? first.span, message, [fix])];
}

/** Whether an option is on a line. */
export function has(command: NtpCommand, option: string): boolean {
  return command.placed.some(({ role, name }) => role === 'option' && name === option);
}

/** The value of an option. */
export function optionValue(command: NtpCommand, option: string): Placed | undefined {
  return command.placed.find(({ role, name }) => name === option && role !== 'option' && role !== 'command');
}

/** The address or name that a command is about; undefined where it has none. */
export function addressOf(command: NtpCommand): Placed | undefined {
  return command.placed.find(({ role }) => role === 'address');
}

function fudgeWithoutClock({ commands, sources, beside, complete }: Judged): Diagnostic[] {
  if (!complete) return [];
  const fudges = commandsNamed('fudge', commands);
  if (fudges.length === 0) return [];
  const clocks = new Set([...sources, ...beside].map((one) => addressOf(one.wording)?.token.text));
  return fudges.flatMap((command): Diagnostic[] => {
    const address = addressOf(command);
    if (!address?.token.text.startsWith('127.127.') || clocks.has(address.token.text)) return [];
    const { text } = address.token;
    const at = { start: command.span.start, end: command.span.start };
    const fix: Fix = { title: `Add \`server ${text}\` before it`, edits: [{ span: at, newText: `server ${text}\n` }] };
    const message = `There is no \`server ${text}\` line: this \`fudge\` does nothing.`;
    return [advice('fudge-without-clock', address.token.span, message, [fix])];
  });
}

/** Of commands of which only the last counts, all but that one do nothing. */
function duplicates({ commands, dialect }: Judged): Diagnostic[] {
  const last = new Map<string, NtpCommand>();
  const out: Diagnostic[] = [];
  for (const command of commands) {
    const repeat = commandRow(command.name)?.repeat[familyOf(dialect)];
    if (repeat !== 'last-wins') continue;
    const before = last.get(command.name);
    last.set(command.name, command);
    if (!before) continue;
    const message = `A later line sets \`${command.name}\` again; only the last one counts.`;
    const fix: Fix = { title: 'Remove this line', edits: [{ span: before.span, newText: '' }] };
    const found = advice(`duplicate-${command.name === 'driftfile' ? 'driftfile' : 'command'}`, before.span, message, [
      fix,
    ]);
    out.push({ ...found, tag: 'unnecessary', related: [{ span: command.span, message: 'This one counts.' }] });
  }
  return out;
}

/** Options that take the sense out of each other. */
function optionAdvice({ sources, commands, dialect }: Judged): Diagnostic[] {
  return [
    ...sources.flatMap((command) => sourceOptionAdvice(command, dialect)),
    ...commandsNamed('nts', commands).flatMap(crash),
  ];
}

const sourceOptionAdvice = saidPerWording((command) => [
  ...pollAdvice(command),
  ...preferAdvice(command),
  ...poolAdvice(command),
  ...burstAdvice(command),
]);

function pollAdvice(command: NtpCommand): Diagnostic[] {
  const least = optionValue(command, 'minpoll');
  const from = least?.token.value;
  const to = optionValue(command, 'maxpoll')?.token.value;
  if (!least || from === undefined || from <= (to ?? 10) || from > 17) return [];
  const message = `minpoll ${from} is above maxpoll ${to ?? 10}${to === undefined ? ', the default' : ''}.`;
  return [advice('minpoll-above-maxpoll', least.token.span, message)];
}

function preferAdvice(command: NtpCommand): Diagnostic[] {
  if (!has(command, 'prefer') || !has(command, 'noselect')) return [];
  const message = '`noselect` keeps this source from being used at all; `prefer` does nothing.';
  return [advice('prefer-noselect', command.span, message)];
}

function poolAdvice(command: NtpCommand): Diagnostic[] {
  const pool = command.name === 'pool' ? addressOf(command) : undefined;
  if (!pool || !parseAddress(pool.token.text)) return [];
  const edits = [{ span: command.placed[0]!.token.span, newText: 'server' }];
  const message = 'A pool is a name with many addresses; write `server` for one address.';
  return [advice('pool-address', pool.token.span, message, [{ title: 'Change to `server`', edits, preferred: true }])];
}

function burstAdvice(command: NtpCommand): Diagnostic[] {
  const burst = command.placed.find(({ role, name }) => role === 'option' && name === 'burst');
  if (!burst || addressOf(command)?.token.text.startsWith('127.')) return [];
  const message =
    '`burst` sends several packets at every poll, which public servers count as abuse; `iburst` is enough.';
  const fix: Fix = { title: 'Change to `iburst`', edits: [{ span: burst.token.span, newText: 'iburst' }] };
  return [advice('burst', burst.token.span, message, [fix], 'hint')];
}

function crash({ placed }: NtpCommand): Diagnostic[] {
  const twice = placed.filter(({ name }) => name === 'tlscipherserverpreference')[1];
  if (!twice) return [];
  return [advice('crash', twice.token.span, 'Written twice this makes the daemon crash.', [], 'error')];
}
