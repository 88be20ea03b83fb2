import type { Facilities } from './facilities.ts';
import type { Dir, Handle, Mode, Service } from './model.ts';
import { wordsOf } from './model.ts';

/** All services that are named anywhere, and what is linked to what: insserv's lists `servs` and `dirs`. */
export class ServiceGraph {
  readonly services: Service[] = [];
  dirs: Dir[] = [];
  private readonly byName = new Map<string, Service>();

  constructor(
    readonly facilities: Facilities,
    readonly warn: (text: string) => void,
  ) {
    for (const name of facilities.interactive) this.addService(name).dir.service.interactive = true;
  }

  find(name: string): Service | undefined {
    return this.byName.get(name);
  }

  /** `addservice`: the service of that name, made when there is none. */
  addService(name: string): Service {
    const known = this.byName.get(name);
    if (known) return known;
    const service = newService(name);
    this.byName.set(name, service);
    this.services.push(service);
    this.dirs.push(service.dir);
    return service;
  }

  /** `findscript`: the last of those that this script provides. */
  findScript(script: string): Dir | undefined {
    return this.dirs.findLast((dir) => dir.script === script);
  }

  /** `makeprov`: the script provides the service; false when another one does. */
  provide(service: Service, script: string): boolean {
    const { dir } = service;
    if (dir.script !== undefined) return dir.script === script;
    const alias = this.findScript(script);
    if (!alias) service.script = script;
    dir.script = script;
    for (const other of this.services) if (other !== service && other.dir === dir) other.script ??= script;
    return true;
  }

  /** `nickservice`: another name for the same script. */
  nick(original: Service, other: Service): void {
    const [dir, old] = [original.dir, other.dir];
    if (dir === old || (old.script !== undefined && old.script !== dir.script)) return;
    for (const mode of ['S', 'K'] as const) {
      const links = handleOf(old, mode).links;
      for (const target of links) if (target !== old) link(target, dir, mode);
      links.splice(0, links.length, ...links.filter((target) => target === old));
    }
    this.dirs = this.dirs.filter((one) => one !== old);
    for (const mode of ['S', 'K'] as const) {
      const [to, from] = [handleOf(dir, mode), handleOf(old, mode)];
      to.levels |= from.levels;
      to.looped ||= from.looped;
    }
    for (const flag of FLAGS) original[flag] ||= other[flag];
    other.duplicate = true;
    other.dir = dir;
    for (const list of ['required', 'reversed'] as const) {
      for (const one of other[list]) {
        if (!original[list].some(({ service }) => service.name === one.service.name)) original[list].push(one);
      }
      other[list] = [];
    }
  }

  /** `clear_all`: forgets links to what has become another name. */
  clear(): void {
    for (const dir of this.dirs) {
      for (const { links } of [dir.start, dir.stop]) {
        const kept = links.filter((target) => target === dir || !target.service.duplicate);
        if (kept.length < links.length) links.splice(0, links.length, ...kept);
      }
    }
  }

  /** `rememberreq`: the service needs what the words name; facilities stand for their members. */
  require(given: Service, mode: Mode, must: boolean, words: string): void {
    let service = given;
    for (const word of wordsOf(words)) {
      if (word.startsWith('$')) this.requireFacility(service, mode, must, word);
      else {
        const optional = word.startsWith('+');
        const named = this.addService(optional ? word.slice(1) : word);
        let [here, need] = [service, named];
        if (mode === 'K') [here, need] = [named.dir.service, service];
        else {
          service = service.dir.service;
          here = service;
        }
        const list = mode === 'K' ? here.reversed : here.required;
        const known = list.find((one) => one.service.name === need.name);
        const isMust = must && !optional;
        if (known) known.must ||= isMust;
        else list.push({ service: need, must: isMust });
        link(here.dir, need.dir, mode);
      }
    }
  }

  private requireFacility(service: Service, mode: Mode, must: boolean, word: string): void {
    const plain = word.toLowerCase();
    if (plain === '$null') return;
    if (plain === '$all') {
      if (mode === 'K') service.first = true;
      else service.last = true;
      return;
    }
    const members = this.facilities.members.get(word);
    if (!members) this.warn(`There is no facility ${word}, which ${service.name} names.`);
    for (const member of members ?? []) this.require(service, mode, must, member);
  }

  /** `reversereq`: what the words name needs the service. */
  requireReversed(service: Service, mode: Mode, words: string): void {
    for (const word of wordsOf(words)) {
      if (word.startsWith('$')) {
        for (const member of this.facilities.members.get(word) ?? []) this.requireReversed(service, mode, member);
      } else this.require(this.addService(word.replace(/^\+/, '')), mode, false, service.name);
    }
  }
}

const FLAGS = [
  'known',
  'enabled',
  'onCommandLine',
  'interactive',
  'last',
  'first',
  'duplicate',
  'already',
  'warned',
] as const;

export function handleOf(dir: Dir, mode: Mode): Handle {
  return mode === 'K' ? dir.stop : dir.start;
}

/** `ln_sf`: one comes after the other. */
function link(after: Dir, before: Dir, mode: Mode): void {
  const { links } = handleOf(before, mode);
  if (after !== before && !links.some(({ name }) => name === after.name)) links.push(after);
}

function newHandle(): Handle {
  return { links: [], levels: 0, minDeep: 1, deep: 0, scanning: false, looped: false, reported: false };
}

function newService(name: string): Service {
  const service = {
    name,
    required: [],
    reversed: [],
    script: undefined,
    startOrder: 0,
    stopOrder: 0,
    refs: 0,
    known: false,
    enabled: false,
    onCommandLine: false,
    interactive: false,
    last: false,
    first: false,
    duplicate: false,
    already: false,
    warned: false,
  } as unknown as Service;
  service.dir = { name, service, start: newHandle(), stop: newHandle(), script: undefined };
  return service;
}
