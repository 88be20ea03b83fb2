import type { Context, Hover } from '../kind.ts';
import { addressText, parseAddress } from './address.ts';
import { daemonName, type NtpDialect } from './dialect.ts';
import { commandsOf, dialectOf, type NtpDocument } from './document.ts';
import { commandText, optionText, wordText } from './documentation.ts';
import { configurationOf } from './links.ts';
import type { Placed } from './match.ts';
import type { NtpCommand } from './parse.ts';
import { permissionsOf } from './permissions.ts';
import { tokenAt } from './place.ts';
import { networkWords, restrictionsOf } from './restrictions.ts';
import { targetsOf } from './restrictLines.ts';
import { commandRow, defaultOf, driverOfType, isKnown, type OptionRow, optionsOf, standing } from './tables.ts';

/** What a word means: a command, an option, an address, a number. */
export function hoverNtp(document: NtpDocument, offset: number, context: Context): Hover | undefined {
  const dialect = dialectOf(context);
  const commands = commandsOf(document, context);
  const found = tokenAt(commands, offset);
  if (!found) return undefined;
  const { command, index } = found;
  const placed = command.placed[index]!;
  const all = /restrict/.test(command.name) ? configurationOf(document, context) : commands;
  const text = textOf(placed, command, index, all, dialect);
  return text === undefined ? undefined : { span: placed.token.span, text };
}

function textOf(
  placed: Placed,
  command: NtpCommand,
  index: number,
  commands: readonly NtpCommand[],
  dialect: NtpDialect,
): string | undefined {
  const owner = command.placed.slice(0, index + 1).findLast(({ role }) => role === 'command')?.name ?? '';
  switch (placed.role) {
    case 'command':
      return joined([
        `**${placed.name}**`,
        commandText(placed.name),
        dialects(commandRow(placed.name)),
        restrictText(command, commands, dialect),
      ]);
    case 'option':
    case 'flag':
      return optionHover(owner, placed.name, dialect);
    case 'word':
    case 'family':
      return joined([
        `**${placed.token.text}**`,
        wordText(placed.token.text),
        restrictText(command, commands, dialect),
      ]);
    case 'address':
    case 'mask':
      return addressHover(placed, command, commands, dialect);
    case 'number':
      return numberHover(owner, placed, dialect);
    case 'path':
      return owner === 'leapfile'
        ? joined([commandText('leapfile'), LEAP])
        : (optionText(owner, placed.name) ?? commandText(owner));
    default:
      return optionText(owner, placed.name) ?? commandText(owner);
  }
}

const LEAP =
  'The list names every leap second so far and the day on which it expires. Without it the daemon learns of a leap second from its servers, at the earliest a month before.';

function optionHover(owner: string, name: string, dialect: NtpDialect): string | undefined {
  const row = optionsOf(owner === 'unrestrict' ? 'restrict' : owner).find((one) => one.name === name);
  const text = optionText(owner, name) ?? wordText(name);
  return joined([`**${name}** · \`${owner}\``, text, row && rangeText(row, dialect), dialects(row)]);
}

function rangeText({ arg }: OptionRow, dialect: NtpDialect): string | undefined {
  if (!arg) return undefined;
  const usual = defaultOf(arg, dialect);
  const range = arg.min !== undefined && arg.max !== undefined ? `${arg.min} to ${arg.max}` : undefined;
  const parts = [range, arg.values?.join(', '), arg.unit, usual === undefined ? undefined : `default ${usual}`];
  const said = parts.filter((part) => part !== undefined);
  return said.length > 0 ? `*${said.join(' · ')}*` : undefined;
}

/** Which daemon has it, where not both do. */
function dialects(row: Parameters<typeof isKnown>[0] | undefined): string | undefined {
  if (!row) return undefined;
  const [classic, ntpsec] = [isKnown(row, 'classic'), isKnown(row, 'ntpsec')];
  const since = standing(row, classic ? 'classic' : 'ntpsec').since;
  if (classic && ntpsec) return undefined;
  if (!classic && !ntpsec) return '*In neither daemon any more.*';
  return `*Only in ${daemonName(classic ? 'classic' : 'ntpsec')}${since ? `, since ${since}` : ''}.*`;
}

function addressHover(
  placed: Placed,
  command: NtpCommand,
  commands: readonly NtpCommand[],
  dialect: NtpDialect,
): string | undefined {
  const clock = /^127\.127\.(\d+)\.(\d+)$/.exec(placed.token.text);
  if (/restrict/.test(command.name)) return restrictText(command, commands, dialect);
  if (clock) {
    const driver = driverOfType(Number(clock[1]));
    const name = driver ? `${driver.device} (\`${driver.driver ?? driver.name}\`)` : 'no driver of this number';
    return `Reference clock: ${name}, unit ${clock[2]}.`;
  }
  const address = parseAddress(placed.token.text);
  return address
    ? `IPv${address.bits === 32 ? 4 : 6} address ${addressText(address)}.`
    : (optionText(command.name, placed.name) ?? commandText(command.name));
}

/** Whom a restrict line is about, and what they may do when all lines are taken together. */
function restrictText(command: NtpCommand, commands: readonly NtpCommand[], dialect: NtpDialect): string | undefined {
  if (!/restrict$/.test(command.name)) return undefined;
  const targets = targetsOf(command, dialect);
  if (!targets) return undefined;
  const { entries } = restrictionsOf(commands, dialect);
  const entry = entries.find(({ from }) => from.includes(command.span));
  const rights = entry ? permissionsOf(entry.flags).map(({ allowed, text }) => `- ${allowed ? '✓' : '✗'} ${text}`) : [];
  return joined([targets.map(networkWords).join(', '), rights.join('\n')]);
}

function numberHover(owner: string, { name, token }: Placed, dialect: NtpDialect): string | undefined {
  const number = token.value ?? 0;
  const text = optionText(owner, name) ?? commandText(owner);
  const row = optionsOf(owner).find((one) => one.name === name);
  if (/^(?:minpoll|maxpoll|allan)$/.test(name) || /^(?:revoke|automax)$/.test(owner)) {
    return joined([`${token.text} = ${duration(2 ** number)}`, text]);
  }
  const unit = row?.arg?.unit;
  const seconds = unit === 'seconds' && number >= 60 ? `${token.text} s = ${duration(number)}` : undefined;
  return joined([seconds ?? (unit ? `${token.text} ${unit}` : undefined), text, row && rangeText(row, dialect)]);
}

/** `64 s`, `1024 s (17 min 4 s)`. */
function duration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 60 || seconds > 1e9) return `${seconds} s`;
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [Math.round(seconds % 60), 's'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return `${seconds} s${seconds >= 120 ? ` (${said.join(' ')})` : ''}`;
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  const said = parts.filter((part) => part !== undefined && part !== '');
  return said.length > 0 ? said.join('\n\n') : undefined;
}
