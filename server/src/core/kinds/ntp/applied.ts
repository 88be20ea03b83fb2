import { addressText, parseAddress } from './address.ts';
import { type Complaint, complaintsOf, optionNamed, valuesOf } from './complaints.ts';
import { familyOf, type NtpDialect } from './dialect.ts';
import { placedIn } from './keptLines.ts';
import type { Placed } from './match.ts';
import { actingName, type NtpCommand } from './parse.ts';
import { entryFor, type Restrictions, restrictionsOf } from './restrictions.ts';
import { DRIVERS } from './tables.ts';
import { perWording } from './wordings.ts';

/**
 * What a daemon says once it puts the lines of a file together: about sources that are there twice, that the restrict
 * lines shut out, or whose key is not there (ntp_config.c: config_phone, config_peers; ntp_peer.c: newpeer; ntpd.c:
 * check_minsane). Of sources the classic daemon says nothing.
 *
 * @param commands those of the whole configuration
 */
export function appliedComplaints(
  commands: readonly NtpCommand[],
  dialect: NtpDialect,
  machine: Equipment = {},
  restrictions: Restrictions = restrictionsOf(commands, dialect),
): Complaint[] {
  const applied = commands.filter((command) => command.applied);
  const clocks = familyOf(dialect) === 'classic' ? unknownClocks(applied, dialect) : [];
  const sources =
    familyOf(dialect) === 'classic' ? [] : new Sources(applied, dialect, machine, restrictions).complaints();
  return [...tooManyPhones(applied), ...clocks, ...sources];
}

/** What of the machine decides about what is said. */
export interface Equipment {
  /** The keys that can be used; undefined when they are not known. */
  readonly keys?: ReadonlySet<number> | undefined;
  /** No reference clock has its device: those that need one do not start. */
  readonly noDevices?: boolean;
}

/** The array of numbers has ten places, and the last one marks its end. */
const MOST_PHONES = 9;

function tooManyPhones(commands: readonly NtpCommand[]): Complaint[] {
  const lines = commands.filter((one) => actingName(one) === 'phone');
  const numbers = lines.flatMap(({ placed }) => placed.filter(({ role }) => role === 'text'));
  return numbers.slice(MOST_PHONES).map((placed) => ({ kind: 'phone', placed, effect: 'drops the value' }));
}

function unknownClocks(commands: readonly NtpCommand[], dialect: NtpDialect): Complaint[] {
  return commands.flatMap((command): Complaint[] => {
    const address = unknownClock(command, dialect);
    return address ? [{ kind: 'clock-type', placed: placedIn(command, address), effect: 'drops the line' }] : [];
  });
}

const unknownClock = perWording((command): Placed | undefined => {
  const address = /^(?:server|peer)$/.test(actingName(command)) ? addressIn(command) : undefined;
  const type = address && clockType(address.token.text);
  if (type === undefined || DRIVERS.some((driver) => driver.type === type && driver.classic)) return undefined;
  return address;
});

/** The t of 127.127.t.u. */
function clockType(text: string): number | undefined {
  const match = /^127\.127\.(\d+)\.\d+$/.exec(text);
  return match && parseAddress(text) ? Number(match[1]) : undefined;
}

function addressIn({ placed }: NtpCommand): Placed | undefined {
  return placed.find(({ role }) => role === 'address');
}

/** The local clock and shared memory. */
const WITHOUT_DEVICE: ReadonlySet<number> = new Set([1, 28]);

/** A source as it is kept: a numeric one by its address, another by its name and family. */
interface Source {
  readonly address: string | undefined;
  readonly name: string | undefined;
  readonly family: string;
  /** Places are those of the command's wording. */
  readonly head: Placed;
  readonly key: Placed | undefined;
  readonly signed: boolean;
  readonly nts: boolean;
  readonly noselect: boolean;
  readonly isPool: boolean;
}

/** Where a source is written. */
interface Written {
  readonly source: Source;
  readonly command: NtpCommand;
}

const KEPT_AS_SOURCES: ReadonlySet<string> = new Set(['server', 'peer', 'pool', 'refclock']);

class Sources {
  readonly #out: Complaint[] = [];
  readonly #byAddress = new Map<string, Written>();
  readonly #byName = new Map<string, Written[]>();
  /** How many servers may be selected; a pool stands for as many as there may be. */
  #servers = 0;
  #hasPool = false;

  constructor(
    private readonly commands: readonly NtpCommand[],
    private readonly dialect: NtpDialect,
    private readonly machine: Equipment,
    private readonly restrictions: Restrictions,
  ) {}

  complaints(): Complaint[] {
    const sources = this.commands.filter((one) => KEPT_AS_SOURCES.has(actingName(one)));
    for (const command of sources) {
      const source = sourceOf(command, this.dialect);
      if (source) this.#add({ source, command });
    }
    this.#suggestMinsane(sources);
    return this.#out;
  }

  #add(written: Written): void {
    const { source, command } = written;
    const head = () => placedIn(command, source.head);
    const before = this.#find(source);
    if (before) {
      // Of a second pool of the same name it does not speak.
      if (source.isPool) return;
      const other = placedIn(before.command, before.source.head).token.span;
      this.#say('duplicate-source', head(), 'drops the line', { other });
      return;
    }
    // What offers NTS is looked up first, by whatever it is named.
    const numeric = source.address !== undefined && !source.nts;
    if (numeric) this.#shutOut(written);
    this.#keyOf(written);
    const type = source.address === undefined ? undefined : clockType(source.address);
    if (type !== undefined && !DRIVERS.some((driver) => driver.type === type && driver.ntpsec)) {
      this.#say('clock-type', head(), 'drops the line');
      return;
    }
    if (this.machine.noDevices && type !== undefined && !WITHOUT_DEVICE.has(type)) return;
    if (numeric || source.name !== undefined) this.#keep(written);
    if (source.noselect) return;
    this.#servers++;
    this.#hasPool ||= source.isPool;
  }

  /** findexistingpeer */
  #find({ address, name, family }: Source): Written | undefined {
    if (address !== undefined) return this.#byAddress.get(address);
    const known = this.#byName.get(name!) ?? [];
    return known.find(({ source }) => family === '' || source.family === '' || source.family === family);
  }

  #keep(written: Written): void {
    const { address, name } = written.source;
    if (address !== undefined) this.#byAddress.set(address, written);
    else this.#byName.set(name!, [...(this.#byName.get(name!) ?? []), written]);
  }

  /** restrict_source: the entry that holds for a source must let its answers in, or there must be a line for sources. */
  #shutOut({ source: { address, head, signed }, command }: Written): void {
    const parsed = parseAddress(address!)!;
    const entry = entryFor(this.restrictions, parsed, true);
    const flag = entry.flags.has('ignore') ? 'ignore' : entry.flags.has('notrust') && !signed ? 'notrust' : undefined;
    if (flag === undefined) return;
    const specific = entry.mask === (1n << BigInt(parsed.bits)) - 1n;
    if (!specific && this.restrictions.source) return;
    const detail = specific ? `${flag} alone` : flag;
    const more = { other: entry.from.at(-1), detail, line: command.span.start };
    this.#say('locked-out', placedIn(command, head), 'nothing', more);
  }

  #keyOf({ source: { key }, command }: Written): void {
    if (!key || key.token.value === 0 || this.machine.keys?.has(key.token.value!) !== false) return;
    this.#say('key-missing', placedIn(command, key), 'nothing');
  }

  /** check_minsane */
  #suggestMinsane(sources: readonly NtpCommand[]): void {
    const last = (name: string) =>
      this.commands
        .findLast((one) => actingName(one) === 'tos' && valuesOf(one, name).length > 0)
        ?.placed.findLast((one) => one.name === name && one.role === 'number')?.token.value;
    if (Math.trunc(last('minsane') ?? 1) > 1) return;
    const servers = this.#hasPool ? Math.trunc(last('maxclock') ?? 10) : this.#servers;
    const [first] = sources;
    if (servers < 4 || !first) return;
    const detail = servers === 4 ? '2' : '3';
    this.#say('minsane', first.placed[0]!, 'suggests', { detail });
  }

  #say(
    kind: Complaint['kind'],
    placed: Placed,
    effect: Complaint['effect'],
    more: Pick<Complaint, 'other' | 'detail' | 'line'> = {},
  ): void {
    this.#out.push({ kind, placed, effect, ...more });
  }
}

/** Undefined for what the daemon drops. */
const sourceOf = perWording((command, dialect): Source | undefined => {
  if (complaintsOf(command, dialect).some(({ effect }) => /^(?:drops the line|dies)$/.test(effect))) return undefined;
  const named = clockIn(command) ?? serverIn(command);
  if (!named) return undefined;
  const keys = valuesOf(command, 'key');
  return {
    ...named,
    key: keys.at(-1),
    signed: keys.some(({ token }) => token.value !== 0),
    nts: optionNamed(command, 'nts').length > 0,
    noselect: optionNamed(command, 'noselect').length > 0,
    isPool: actingName(command) === 'pool',
  };
});

type Named = Pick<Source, 'address' | 'name' | 'family' | 'head'>;

function clockIn(command: NtpCommand): Named | undefined {
  const driver = command.placed.find(({ role }) => role === 'driver');
  if (!driver) return undefined;
  const word = driver.token.text.toLowerCase();
  const type = DRIVERS.find((one) => one.driver === word)?.type;
  if (type === undefined) return undefined;
  const unit = valuesOf(command, 'unit').at(-1)?.token.value ?? 0;
  const address = `127.127.${type}.${unit}`;
  // What is no address because of its unit is looked up as a name.
  const [numeric, name] = parseAddress(address) ? [address, undefined] : [undefined, address];
  return { address: numeric, name, family: '', head: driver };
}

function serverIn(command: NtpCommand): Named | undefined {
  const head = addressIn(command);
  if (!head) return undefined;
  const family = command.placed.find(({ role }) => role === 'family')?.token.text ?? '';
  const parsed = actingName(command) === 'pool' ? undefined : parseAddress(head.token.text);
  if (parsed && (family === '' || (family === '-4') === (parsed.bits === 32))) {
    const address = head.token.text.includes('%') ? head.token.text : addressText(parsed);
    return { address, name: undefined, family, head };
  }
  return { address: undefined, name: head.token.text.toLowerCase(), family, head };
}
