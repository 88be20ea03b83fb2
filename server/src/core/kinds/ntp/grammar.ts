import { familyOf, type NtpDialect } from './dialect.ts';
import { choice, many, maybe, never, type Role, type Rule, sequence, value, words } from './rules.ts';
import { COMMANDS, isKnown, type OptionRow, optionsOf, statisticsOf, takesOption } from './tables.ts';

/** A dialect's commands with their rules. What follows the name of the command. */
export type Grammar = ReadonlyMap<string, Rule>;

const kept = new Map<NtpDialect, Grammar>();

/** The grammar of a dialect's parser (ntp_parser.y). */
export function grammarOf(dialect: NtpDialect): Grammar {
  const known = kept.get(dialect);
  if (known) return known;
  const grammar = new Map<string, Rule>();
  for (const row of COMMANDS) {
    if (!isKnown(row, dialect)) continue;
    const rule = ruleOf(row.name, dialect);
    if (rule) grammar.set(row.name, rule);
  }
  kept.set(dialect, grammar);
  return grammar;
}

const PATH_COMMANDS = /^(?:keys|keysdir|statsdir|leapfile|logfile|pidfile|saveconfigdir|ntpsigndsocket)$/;
const INTEGER_COMMANDS = /^(?:mdnstries|controlkey|requestkey|revoke|automax|dscp|leapsmearinterval)$/;
const NUMBER_COMMANDS = /^(?:nonvolatile|broadcastdelay|tick)$/;
const ASSOCIATIONS = /^(?:server|pool|peer|broadcast|manycastclient)$/;
const WITH_OPTIONS = /^(?:tos|tinker|discard|limit|mru|rlimit|enable|disable|nts|extra|crypto)$/;

const family = words('family', 'address family', '-4', '-6');
/** An address, with or without its family before it. */
const address = choice(sequence(family, value('address', 'string', 'address')), value('address', 'string', 'address'));

function ruleOf(name: string, dialect: NtpDialect): Rule | undefined {
  if (ASSOCIATIONS.test(name)) return sequence(address, optionRule('server', dialect, 0));
  if (name === 'leapfile' && familyOf(dialect) === 'classic') {
    return sequence(value('path', 'string', 'file'), maybe(words('word', 'check', 'checkhash', 'ignorehash')));
  }
  if (PATH_COMMANDS.test(name)) return value('path', 'string', name.endsWith('dir') ? 'folder' : 'file');
  if (INTEGER_COMMANDS.test(name)) return value('number', 'integer', name);
  if (NUMBER_COMMANDS.test(name)) return value('number', 'number', name);
  if (WITH_OPTIONS.test(name)) return optionRule(name, dialect, name === 'crypto' ? 0 : 1);
  switch (name) {
    case 'unpeer':
    case 'unconfig':
      return address;
    case 'refclock':
      return sequence(
        value('driver', 'string', 'driver'),
        maybe(words('option', 'unit', 'unit'), value('number', 'integer', 'unit')),
        optionRule('refclock', dialect, 0),
      );
    case 'restrict':
    case 'unrestrict':
      return restrictRule(dialect);
    case 'delrestrict':
      return sequence(maybe(words('word', 'source', 'source')), address, maybe(words('word', 'mask', 'mask'), mask));
    case 'fudge':
    case 'device':
      return sequence(address, optionRule(name, dialect, 1));
    case 'trap':
      return sequence(address, many(trapOption, 0));
    default:
      return otherRule(name, dialect);
  }
}

const trapOption = choice(
  sequence(words('option', 'port', 'port'), value('number', 'integer', 'port')),
  sequence(words('option', 'interface', 'interface'), address),
);
const mask = value('mask', 'string', 'mask');
const range = sequence(
  words('punctuation', '(', '('),
  value('number', 'integer', 'key'),
  words('punctuation', '...', '...'),
  value('number', 'integer', 'key'),
  words('punctuation', ')', ')'),
);

function otherRule(name: string, dialect: NtpDialect): Rule | undefined {
  const statistics = words('word', 'statistics', ...statisticsOf(dialect));
  switch (name) {
    case 'trustedkey':
      return many(choice(value('number', 'integer', 'key'), range), 1);
    case 'statistics':
      return many(statistics, 1);
    case 'filegen':
      return sequence(statistics, optionRule('filegen', dialect, 0));
    case 'interface':
    case 'nic':
      return sequence(
        words('word', 'action', 'listen', 'ignore', 'drop'),
        choice(words('word', 'class', 'all', 'ipv4', 'ipv6', 'wildcard'), value('interface', 'string', 'interface')),
      );
    case 'driftfile':
      return maybe(value('path', 'string', 'file'), maybe(doubleRule));
    case 'logconfig':
      return many(value('name', 'string', 'log class'), 1);
    case 'phone':
      return many(value('text', 'string', 'number to dial'), 1);
    case 'manycastserver':
    case 'multicastclient':
      return many(address, 1);
    case 'ident':
      return value('text', 'string', 'group');
    case 'setvar':
      return sequence(
        value('name', 'string', 'variable'),
        words('punctuation', '=', '='),
        value('text', 'string', 'value'),
        maybe(words('word', 'default', 'default')),
      );
    case 'includefile':
      return sequence(value('path', 'string', 'file'), { type: 'command' });
    case 'reset':
      return many(words('word', 'counters', 'allpeers', 'auth', 'ctl', 'io', 'mem', 'sys', 'timer'), 1);
    case 'ttl':
      return many(value('number', 'integer', 'hops'), 1);
    case 'pollskewlist':
      return many(skew, 1);
    case 'end':
    case 'broadcastclient':
      return sequence();
    default:
      return undefined;
  }
}

/** `driftfile` takes a wander threshold only when it is written as a fraction. */
const doubleRule: Rule = value('number', 'double', 'wander');
const skew = sequence(
  choice(value('number', 'integer', 'poll'), words('word', 'default', 'default')),
  value('number', 'integer', 'early'),
  words('punctuation', '|', '|'),
  value('number', 'integer', 'late'),
);

function restrictRule(dialect: NtpDialect): Rule {
  const flags = optionRule('restrict', dialect, 0);
  const classic = familyOf(dialect) === 'classic';
  const limit = classic
    ? [maybe(words('option', 'ippeerlimit', 'ippeerlimit'), value('number', 'integer', 'limit'))]
    : [];
  const target = value('address', 'string', 'address');
  const masked = maybe(words('option', 'mask', 'mask'), mask);
  const everyone = words('word', 'default', 'default');
  return sequence(
    choice(
      sequence(family, choice(everyone, classic ? sequence(target, masked) : target)),
      words('word', 'target', 'default', 'source'),
      sequence(target, masked),
    ),
    ...limit,
    flags,
  );
}

/** The options of a command: each with the rule of its value. */
function optionRule(command: string, dialect: NtpDialect, least: 0 | 1): Rule {
  const options = new Map<string, Rule>();
  for (const option of optionsOf(command)) {
    if (!takesOption(command, option, dialect) || isRefused(command, option.name, dialect)) continue;
    const [word = '', ...rest] = option.name.split(' ');
    options.set(word, rest.length > 0 ? words('flag', option.name, ...rest) : argumentRule(command, option));
  }
  // Its scanner takes what follows this word for a string, as behind the command, and its grammar wants a number.
  if (command === 'nts' && dialect === 'ntpsec') options.set('pool', never);
  return { type: 'options', options, least, role: 'option' };
}

/** Words that stand in the table of NTPsec's scanner, but in no rule of its grammar. */
function isRefused(command: string, option: string, dialect: NtpDialect): boolean {
  if (familyOf(dialect) === 'classic') return false;
  return (/^(?:enable|disable)$/.test(command) && option === 'auth') || (command === 'tos' && option === 'cohort');
}

function argumentRule(command: string, { name, arg }: OptionRow): Rule {
  if (!arg) return sequence();
  const role: Role = arg.type === 'path' || arg.type === 'filename' ? 'path' : 'text';
  switch (arg.type) {
    case 'path':
    case 'filename':
    case 'string':
      return value(role, 'string', name);
    case 'enum':
      return command === 'filegen' ? words('word', name, ...(arg.values ?? [])) : value('name', 'string', name);
    case 'bool01':
      return value('boolean', 'boolean', name);
    case 'float':
    case 'number':
      return value('number', 'number', name);
    default:
      return value('number', takesUnsigned(command, name), name);
  }
}

function takesUnsigned(command: string, option: string) {
  if (command === 'extra' || command === 'nts') return 'number';
  return /^(?:server|refclock)$/.test(command) && option !== 'stratum' ? 'integer or unsigned' : 'integer';
}
