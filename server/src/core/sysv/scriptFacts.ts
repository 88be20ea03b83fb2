import { chase } from '../tree/chase.ts';
import type { SystemTree } from '../tree/systemTree.ts';
import { parseChkconfigHeader } from './chkconfigHeader.ts';
import { fileFilters, readFacilities } from './insserv/facilities.ts';
import { InsservError } from './insserv/model.ts';
import { type Flavor, fileAt, type InitScript, initScripts } from './layout.ts';
import { type LsbHeader, type LsbKey, lsbValue, parseLsbHeader } from './lsbHeader.ts';
import { type ChkconfigService, chkconfigServices, withDependencies } from './plan/chkconfigService.ts';

/** What a script's LSB header asks for. */
export interface LsbFacts {
  readonly provides: readonly string[];
  readonly requiredStart: readonly string[];
  readonly shouldStart: readonly string[];
  /** Undefined without such a line. */
  readonly requiredStop: readonly string[] | undefined;
  readonly shouldStop: readonly string[];
  /** Undefined without such a line. */
  readonly defaultStart: readonly string[] | undefined;
  readonly defaultStop: readonly string[] | undefined;
}

/** What is known of an init script from its headers. */
export interface ScriptFacts {
  readonly name: string;
  /** In the folder of init scripts. */
  readonly path: string;
  /** Undefined for a link that leads to no file. */
  readonly file: InitScript['file'];
  readonly description: string | undefined;
  readonly lsb: LsbFacts | undefined;
  /** What its own `chkconfig:` line says; undefined without a valid one. */
  readonly chkconfig: { readonly levels: readonly string[]; readonly start: number; readonly stop: number } | undefined;
}

/** The init scripts of a root, what they provide, and where chkconfig puts them. */
export interface Scripts {
  readonly byName: ReadonlyMap<string, ScriptFacts>;
  /** The scripts that stand for a name of a header: a script's name, what it provides, a `$facility`. */
  providers(name: string): readonly string[];
  /** The numbers after chkconfig has put scripts behind what they need. */
  placed(name: string): ChkconfigService | undefined;
}

const known = new WeakMap<SystemTree, Map<Flavor, Scripts>>();

/** The scripts of a root, read once for each tree. */
export function scriptsOf(tree: SystemTree, flavor: Flavor): Scripts {
  const ofTree = known.get(tree) ?? new Map<Flavor, Scripts>();
  known.set(tree, ofTree);
  const scripts = ofTree.get(flavor) ?? readScripts(tree, flavor);
  ofTree.set(flavor, scripts);
  return scripts;
}

function readScripts(tree: SystemTree, flavor: Flavor): Scripts {
  const byName = new Map(initScripts(tree).map((script) => [script.name, factsOf(tree, script, flavor)]));
  const providers = new Map<string, string[]>();
  const add = (name: string, script: string): void => {
    const names = providers.get(name) ?? [];
    providers.set(name, names);
    if (!names.includes(script)) names.push(script);
  };
  for (const { name, lsb } of byName.values())
    for (const provided of [name, ...(lsb?.provides ?? [])]) add(provided, name);
  for (const [facility, members] of flavor === 'debian' ? facilitiesOf(tree) : []) {
    for (const member of members)
      for (const script of providers.get(member.replace(/^\+/, '')) ?? []) add(facility, script);
  }
  let placed: ReadonlyMap<string, ChkconfigService> | undefined;
  return {
    byName,
    providers: (name) => providers.get(name) ?? [],
    placed: (name) => {
      placed ??= new Map(withDependencies(chkconfigServices(tree)).map((service) => [service.name, service]));
      return placed.get(name);
    },
  };
}

/** The facilities of insserv.conf; none where they hold each other, which insserv refuses. */
function facilitiesOf(tree: SystemTree): Iterable<readonly [string, readonly string[]]> {
  try {
    return readFacilities(tree, fileFilters(tree)).members;
  } catch (fault) {
    if (fault instanceof InsservError) return [];
    throw fault;
  }
}

function factsOf(tree: SystemTree, { name, path, file }: InitScript, flavor: Flavor): ScriptFacts {
  const content = file?.content ?? '';
  const header = headerOf(tree, name, content, flavor);
  const { values, description } = parseChkconfigHeader(content);
  const short = lsbValue(header, 'Short-Description')?.value;
  return {
    name,
    path,
    file,
    description: [short, description, lsbValue(header, 'Description')?.value].find((text) => text),
    lsb: header.begin && header.end ? lsbFacts(header) : undefined,
    chkconfig: values,
  };
}

const OVERRIDES = ['/etc/insserv/overrides', '/usr/share/insserv/overrides'];

/** A complete header in an override file of insserv stands in for that of the script. */
function headerOf(tree: SystemTree, name: string, content: string, flavor: Flavor): LsbHeader {
  for (const folder of flavor === 'debian' ? OVERRIDES : []) {
    const text = chase(tree, folder).found ? fileAt(tree, `${folder}/${name}`)?.content : undefined;
    const header = text === undefined ? undefined : parseLsbHeader(text);
    if (header?.begin && header.end) return header;
  }
  return parseLsbHeader(content);
}

function lsbFacts(header: LsbHeader): LsbFacts {
  const words = (key: LsbKey) => lsbValue(header, key)?.words.map(({ text }) => text);
  return {
    provides: words('Provides') ?? [],
    requiredStart: words('Required-Start') ?? [],
    shouldStart: words('Should-Start') ?? [],
    requiredStop: words('Required-Stop'),
    shouldStop: words('Should-Stop') ?? [],
    defaultStart: words('Default-Start'),
    defaultStop: words('Default-Stop'),
  };
}
