import { addressText, parseAddress } from './address.ts';
import { type Complaint, complaintsOf, optionNamed, valuesOf } from './complaints.ts';
import { familyOf, type NtpDialect } from './dialect.ts';
import type { Placed } from './match.ts';
import { actingName, type NtpCommand } from './parse.ts';
import { entryFor, type Restrictions, restrictionsOf } from './restrictions.ts';
import { DRIVERS } from './tables.ts';

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
  const clocks = familyOf(dialect) === 'classic' ? unknownClocks(applied) : [];
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
  const numbers = commands.flatMap((one) =>
    actingName(one) === 'phone' ? one.placed.filter(({ role }) => role === 'text') : [],
  );
  return numbers.slice(MOST_PHONES).map((placed) => ({ kind: 'phone', placed, effect: 'drops the value' }));
}

function unknownClocks(commands: readonly NtpCommand[]): Complaint[] {
  return commands.flatMap((command): Complaint[] => {
    const address = /^(?:server|peer)$/.test(actingName(command)) ? addressIn(command) : undefined;
    const type = address && clockType(address.token.text);
    if (type === undefined || DRIVERS.some((driver) => driver.type === type && driver.classic)) return [];
    return [{ kind: 'clock-type', placed: address!, effect: 'drops the line' }];
  });
}

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
  readonly head: Placed;
}

class Sources {
  readonly #out: Complaint[] = [];
  readonly #byAddress = new Map<string, Source>();
  readonly #byName = new Map<string, Source[]>();
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
    const sources = this.commands.filter((one) => /^(?:server|peer|pool|refclock)$/.test(actingName(one)));
    for (const command of sources) {
      const dropped = complaintsOf(command, this.dialect).some(({ effect }) =>
        /^(?:drops the line|dies)$/.test(effect),
      );
      if (!dropped) this.#add(command);
    }
    this.#suggestMinsane(sources);
    return this.#out;
  }

  #add(command: NtpCommand): void {
    const source = sourceOf(command);
    if (!source) return;
    const before = this.#find(source);
    if (before) {
      // Of a second pool of the same name it does not speak.
      if (actingName(command) === 'pool') return;
      this.#say('duplicate-source', source.head, 'drops the line', { other: before.head.token.span });
      return;
    }
    // What offers NTS is looked up first, by whatever it is named.
    const numeric = source.address !== undefined && optionNamed(command, 'nts').length === 0;
    if (numeric) this.#shutOut(command, source);
    this.#keyOf(command);
    const type = source.address === undefined ? undefined : clockType(source.address);
    if (type !== undefined && !DRIVERS.some((driver) => driver.type === type && driver.ntpsec)) {
      this.#say('clock-type', source.head, 'drops the line');
      return;
    }
    if (this.machine.noDevices && type !== undefined && !WITHOUT_DEVICE.has(type)) return;
    if (numeric || source.name !== undefined) this.#keep(source);
    if (optionNamed(command, 'noselect').length > 0) return;
    this.#servers++;
    this.#hasPool ||= actingName(command) === 'pool';
  }

  /** findexistingpeer */
  #find({ address, name, family }: Source): Source | undefined {
    if (address !== undefined) return this.#byAddress.get(address);
    const known = this.#byName.get(name!) ?? [];
    return known.find((one) => family === '' || one.family === '' || one.family === family);
  }

  #keep(source: Source): void {
    if (source.address !== undefined) this.#byAddress.set(source.address, source);
    else this.#byName.set(source.name!, [...(this.#byName.get(source.name!) ?? []), source]);
  }

  /** restrict_source: the entry that holds for a source must let its answers in, or there must be a line for sources. */
  #shutOut(command: NtpCommand, { address, head }: Source): void {
    const parsed = parseAddress(address!)!;
    const entry = entryFor(this.restrictions, parsed, true);
    const signed = valuesOf(command, 'key').some(({ token }) => token.value !== 0);
    const flag = entry.flags.has('ignore') ? 'ignore' : entry.flags.has('notrust') && !signed ? 'notrust' : undefined;
    if (flag === undefined) return;
    const specific = entry.mask === (1n << BigInt(parsed.bits)) - 1n;
    if (!specific && this.restrictions.source) return;
    const detail = specific ? `${flag} alone` : flag;
    this.#say('locked-out', head, 'nothing', { other: entry.from.at(-1), detail, line: command.span.start });
  }

  #keyOf(command: NtpCommand): void {
    const key = valuesOf(command, 'key').at(-1);
    if (!key || key.token.value === 0 || this.machine.keys?.has(key.token.value!) !== false) return;
    this.#say('key-missing', key, 'nothing');
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

function sourceOf(command: NtpCommand): Source | undefined {
  const driver = command.placed.find(({ role }) => role === 'driver');
  if (driver) {
    const type = DRIVERS.find((one) => one.driver === driver.token.text.toLowerCase())?.type;
    const unit = valuesOf(command, 'unit').at(-1)?.token.value ?? 0;
    const address = `127.127.${type}.${unit}`;
    if (type === undefined) return undefined;
    // What is no address because of its unit is looked up as a name.
    const [numeric, name] = parseAddress(address) ? [address, undefined] : [undefined, address];
    return { address: numeric, name, family: '', head: driver };
  }
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
