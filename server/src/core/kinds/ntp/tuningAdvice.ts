import type { Diagnostic } from '../kind.ts';
import { addressOf, advice, has, type Judged, optionValue } from './advice.ts';
import { commandsNamed } from './commandsNamed.ts';
import { familyOf } from './dialect.ts';
import type { Placed } from './match.ts';
import { actingName, type NtpCommand } from './parse.ts';
import { servesNts } from './pathAdvice.ts';

/** Numbers that do not go together, and commands that do less than they seem to. */
export function tuningAdvice(judged: Judged): Diagnostic[] {
  return [
    ...selection(judged),
    ...raised(judged),
    ...statistics(judged),
    ...poolWithoutPeers(judged),
    ...ntsServer(judged),
    ...localClock(judged),
    ...priority(judged),
    ...driftTwice(judged),
  ];
}

/** The value of a `tos` or `tinker` option: the last one counts. */
interface Last {
  readonly placed: Placed;
  /** Whether it stands in the file itself, and not in one that it includes. */
  readonly isOwn: boolean;
}

function last({ commands, beside }: Judged, command: string, option: string): Last | undefined {
  const among = (some: readonly NtpCommand[]) => {
    const found = commandsNamed(command, some).findLast((one) => optionValue(one, option));
    return found && optionValue(found, option);
  };
  const included = among(beside);
  const placed = included ?? among(commands);
  return placed && { placed, isOwn: included === undefined };
}

/** The classic daemon says of these that it will not work properly (config_tos); NTPsec has the last two only, and takes them. */
function selection(judged: Judged): Diagnostic[] {
  const severity = familyOf(judged.dialect) === 'classic' ? 'warning' : 'information';
  const tos = (option: string, usual: number) => {
    const found = last(judged, 'tos', option);
    return { found, value: found?.placed.token.value ?? usual };
  };
  const [sane, least, most] = [tos('minsane', 1), tos('minclock', 3), tos('maxclock', 10)];
  const [floor, ceiling] = [tos('floor', 0), tos('ceiling', 15)];
  const out: Diagnostic[] = [];
  const say = (places: readonly (Last | undefined)[], message: string) => {
    const at = places.find((one) => one?.isOwn);
    if (at) out.push(advice('selection', at.placed.token.span, message, [], severity));
  };
  if (severity === 'warning' && sane.value >= least.value) {
    say(
      [sane.found, least.found],
      `minsane ${sane.value} must be below minclock ${least.value}: else the clock is hardly ever set.`,
    );
  }
  if (least.value > most.value) {
    say(
      [least.found, most.found],
      `minclock ${least.value} is above maxclock ${most.value}: so many sources are never kept.`,
    );
  }
  if (floor.value > ceiling.value) {
    say([floor.found, ceiling.found], `floor ${floor.value} is above ceiling ${ceiling.value}: no server is accepted.`);
  }
  return out;
}

/** loop_config: values that are too low are raised without a word. */
function raised({ commands }: Judged): Diagnostic[] {
  const least: readonly (readonly [string, number])[] = [
    ['huffpuff', 900],
    ['stepout', 300],
  ];
  return commandsNamed('tinker', commands).flatMap((command) =>
    least.flatMap(([option, bound]) => {
      const value = optionValue(command, option);
      if (value?.token.value === undefined || value.token.value >= bound) return [];
      return [advice('raised', value.token.span, `${option} is at least ${bound} s: this is raised to it.`)];
    }),
  );
}

function statistics({ commands, beside, complete }: Judged): Diagnostic[] {
  const [line] = commandsNamed('statistics', commands);
  const named = [commands, beside].some((some) => commandsNamed('statsdir', some).length > 0);
  if (!line || named || !complete) return [];
  const message =
    'There is no `statsdir` line: the files go to a folder that is built into the daemon, if it is there.';
  return [advice('no-statsdir', line.placed[0]!.token.span, message, [], 'hint')];
}

/** The servers that a pool brings are peers of their own, which `nopeer` forbids in the classic daemon. */
function poolWithoutPeers({ commands, restrictions, sources, dialect, complete }: Judged): Diagnostic[] {
  const pool = sources.find((one) => actingName(one) === 'pool');
  if (!pool || !complete || familyOf(dialect) === 'ntpsec') return [];
  const { entries, source } = restrictions;
  if (source && !source.flags.has('nopeer')) return [];
  const entry = entries.find(
    ({ mask, bits, ntpport, flags }) => mask === 0n && bits === 32 && !ntpport && flags.has('nopeer'),
  );
  const line = commands.find(({ span }) => entry?.from.includes(span));
  if (!line) return [];
  const newText = 'restrict source nomodify notrap noquery\n';
  const at = { start: line.span.start, end: line.span.start };
  const fix = { title: `Add \`${newText.trim()}\``, edits: [{ span: at, newText }], preferred: true };
  const message =
    'The servers of this pool are never used: `restrict default` has `nopeer`, and no `restrict source` line allows them.';
  return [advice('pool-nopeer', pool.placed[0]!.token.span, message, [fix])];
}

/** nts_init2: without a certificate the daemon ends. */
function ntsServer({ commands, complete, dialect }: Judged): Diagnostic[] {
  if (!complete || familyOf(dialect) === 'classic' || !servesNts(commands)) return [];
  const lines = commandsNamed('nts', commands);
  const lacking = ['cert', 'key'].filter((option) => !lines.some((one) => has(one, option)));
  const line = lines.findLast((one) => has(one, 'enable'));
  if (!line || lacking.length === 0) return [];
  const message = `A server for NTS needs a certificate and its key: without ${lacking.map((one) => `\`${one}\``).join(' and ')} a path is used that is built into the daemon, and it ends when nothing is there.`;
  return [advice('nts-certificate', line.span, message)];
}

/** The clock of the machine itself must look worse than any server. */
function localClock({ commands, sources, complete }: Judged): Diagnostic[] {
  if (!complete) return [];
  const fudged = new Map<string, number>();
  for (const one of commandsNamed('fudge', commands)) {
    const stratum = optionValue(one, 'stratum')?.token.value;
    if (stratum !== undefined) fudged.set(addressOf(one)?.token.text ?? '', stratum);
  }
  return sources.flatMap((source): Diagnostic[] => {
    if (!addressOf(source.wording)?.token.text.startsWith('127.127.1.')) return [];
    const address = addressOf(source)!;
    const stratum = fudged.get(address.token.text) ?? optionValue(source, 'stratum')?.token.value;
    if ((stratum ?? 0) >= 10) return [];
    const message =
      'This is the clock of the machine itself: without a `fudge` with a stratum of 10 or more it can win over real servers.';
    return [advice('local-clock', address.token.span, message, [], 'hint')];
  });
}

/** What does not fit into the six bits is cut off. */
function priority({ commands }: Judged): Diagnostic[] {
  return commandsNamed('dscp', commands).flatMap(({ placed }): Diagnostic[] => {
    const value = placed[1]?.token;
    if (value?.value === undefined || (value.value >= 0 && value.value <= 63)) return [];
    return [advice('dscp', value.span, `A DSCP is 0 to 63; ${value.text} is cut to six bits.`)];
  });
}

function driftTwice(judged: Judged): Diagnostic[] {
  const freq = last(judged, 'tinker', 'freq');
  if (!freq?.isOwn || commandsNamed('driftfile', judged.commands).length === 0) return [];
  const message = 'The drift comes from the `driftfile` already; this value counts only until that is read.';
  return [advice('freq-and-driftfile', freq.placed.token.span, message, [], 'hint')];
}
