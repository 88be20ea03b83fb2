import { failed } from '../../install/errno.ts';
import { say } from '../../install/session.ts';
import { joinPath, type SystemTree } from '../../tree/systemTree.ts';
import { rcFolderToWrite } from '../layout.ts';
import { parseRcLinkName, rcLinkName } from '../rcLinks.ts';
import { type PlanSession, planOf, planSession, type SysvPlan } from './answer.ts';
import { type ChkconfigService, chkconfigService, chkconfigServices, withDependencies } from './chkconfigService.ts';

/** Where chkconfig stops. */
class Stop extends Error {}

const LEVELS = ['0', '1', '2', '3', '4', '5', '6'];
const USUAL_LEVELS = ['2', '3', '4', '5'];
const STATES = ['on', 'off', 'reset', 'resetpriorities'] as const;
type State = (typeof STATES)[number];

/**
 * What `chkconfig --add NAME`, `--del NAME`, `--list [NAME]` or `[--level LEVELS] NAME on|off|reset|resetpriorities` would
 * do to the links of a root: chkconfig(8), chkconfig.c and leveldb.c. Services of xinetd and units are not planned.
 *
 * @param words what follows on the command line
 */
export function planChkconfig(tree: SystemTree, words: readonly string[]): SysvPlan {
  const session = planSession(tree);
  try {
    return planOf(session, 0, chkconfig(session, words));
  } catch (fault) {
    if (!(fault instanceof Stop)) throw fault;
    say(session, 'error', fault.message);
    return planOf(session, 1);
  }
}

function chkconfig(session: PlanSession, words: readonly string[]): readonly string[] | undefined {
  const { levels, verb, rest } = readWords(words);
  const [name, state, ...more] = rest;
  if (verb === '--list' && name === undefined) {
    return chkconfigServices(session.view).flatMap((service) => listed(session, service) ?? []);
  }
  if (name === undefined || more.length > 0 || (verb !== undefined && state !== undefined)) throw new Stop(USAGE);
  const service = serviceOf(session, name, verb === '--del');
  switch (verb) {
    case '--add':
      add(session, service);
      return undefined;
    case '--del':
      for (const level of LEVELS) for (const path of linksAt(session, service.name, level)) session.view.unlink(path);
      return undefined;
    case '--list': {
      const line = listed(session, service);
      if (line === undefined) throw new Stop(`${name} has no links; run chkconfig --add ${name}.`);
      return [line];
    }
    default:
      if (!STATES.includes(state as State)) throw new Stop(USAGE);
      set(session, service, state as State, levels);
      return undefined;
  }
}

const USAGE = `chkconfig: write --add NAME, --del NAME, --list [NAME], or [--level LEVELS] NAME ${STATES.join('|')}.`;

function readWords(words: readonly string[]) {
  let levels: readonly string[] | undefined;
  let verb: string | undefined;
  const rest: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const level = /^--levels?(?:=(.*))?$/.exec(word);
    if (level) {
      const given = level[1] ?? words[++at] ?? '';
      if (!/^[0-6]+$/.test(given)) throw new Stop(`--level ${given} names no runlevels; write digits from 0 to 6.`);
      levels = LEVELS.filter((one) => given.includes(one));
    } else if (['--add', '--del', '--list'].includes(word)) {
      if (verb !== undefined) throw new Stop(`${verb} and ${word} cannot be asked for at once.`);
      verb = word;
    } else if (word.startsWith('-')) throw new Stop(`chkconfig has no option ${word}.`);
    else rest.push(word);
  }
  return { levels, verb, rest };
}

function serviceOf(session: PlanSession, name: string, evenGone: boolean): ChkconfigService {
  const service = chkconfigService(session.view, name);
  if (service === 'missing' && evenGone && !name.includes('/')) {
    return { name, levels: [], start: 0, stop: 0, lsb: undefined };
  }
  if (service === 'missing') throw new Stop(`There is no script ${name} in the folder of init scripts.`);
  if (service === 'unsupported') throw new Stop(`Script ${name} has neither a valid chkconfig line nor an LSB header.`);
  return service;
}

/** Links where there are none yet; scripts with an LSB header are put after what they need, and others are moved for it. */
function add(session: PlanSession, service: ChkconfigService): void {
  const all = service.lsb ? withDependencies(chkconfigServices(session.view)) : [];
  const placed = all.find(({ name }) => name === service.name) ?? service;
  for (const level of LEVELS) {
    if (linksAt(session, service.name, level).length > 0 && !service.lsb) continue;
    if (linksAt(session, service.name, level).length === 0) link(session, placed, level, placed.levels.includes(level));
  }
  for (const other of all) if (other.lsb) renumber(session, other);
}

/** Gives the links of a script the numbers that it has to have. */
function renumber(session: PlanSession, service: ChkconfigService): void {
  for (const level of LEVELS) {
    const state = stateAt(session, service.name, level);
    if (state !== undefined) link(session, service, level, state === 'on');
  }
}

function set(
  session: PlanSession,
  service: ChkconfigService,
  state: State,
  given: readonly string[] | undefined,
): void {
  const usual = state === 'on' || state === 'off' ? USUAL_LEVELS : LEVELS;
  for (const level of given ?? usual) {
    if (state === 'resetpriorities') {
      const now = stateAt(session, service.name, level);
      if (now !== undefined) link(session, service, level, now === 'on');
    } else link(session, service, level, state === 'reset' ? service.levels.includes(level) : state === 'on');
  }
}

/** `doSetService`: one link a runlevel; all others of the service go. */
function link(session: PlanSession, service: ChkconfigService, level: string, on: boolean): void {
  const { view } = session;
  const priority = on ? service.start : service.stop;
  const name = rcLinkName({ kind: on ? 'S' : 'K', priority, service: service.name });
  const path = joinPath(rcFolderToWrite(view, 'redhat', level), name);
  const others = linksAt(session, service.name, level);
  for (const other of others) if (other !== path) view.unlink(other);
  if (others.includes(path)) return;
  view.makeParents(path);
  view.symlink(`../init.d/${service.name}`, path);
}

function linksAt({ view }: PlanSession, service: string, level: string): string[] {
  const listed = view.list(rcFolderToWrite(view, 'redhat', level));
  if (failed(listed)) return [];
  return listed.names
    .filter((name) => parseRcLinkName(name)?.service === service)
    .map((name) => joinPath(listed.path, name));
}

function stateAt(session: PlanSession, service: string, level: string): 'on' | 'off' | undefined {
  const names = linksAt(session, service, level).map((path) => path.slice(path.lastIndexOf('/') + 1));
  if (names.length === 0) return undefined;
  return names.some((name) => name.startsWith('S')) ? 'on' : 'off';
}

/** A line of `chkconfig --list`; undefined for a service without links. */
function listed(session: PlanSession, { name }: ChkconfigService): string | undefined {
  const states = LEVELS.map((level) => stateAt(session, name, level));
  if (states.every((state) => state === undefined)) return undefined;
  return [name.padEnd(15), ...states.map((state, level) => `${level}:${state ?? 'off'}`)].join('\t');
}
