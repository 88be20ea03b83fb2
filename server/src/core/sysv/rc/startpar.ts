import type { SystemTree } from '../../tree/systemTree.ts';
import { fileAt } from '../layout.ts';
import { rcEntries } from '../rcLinks.ts';
import { type RcRun, serviceOf } from './change.ts';

/** What one of insserv's dependency files says. */
interface DependFile {
  readonly targets: readonly string[];
  readonly needs: ReadonlyMap<string, readonly string[]>;
}

/**
 * startpar as Debian's rc calls it: takes the links of one letter whose scripts the dependency file names, leaves out
 * those that had such a link in the runlevel before, and runs each after what it needs. What can run at the same time is
 * given here in the order of the file.
 */
export function startpar(run: RcRun, mode: 'boot' | 'start' | 'stop'): void {
  const { to, from } = run.change;
  const kind = mode === 'stop' ? 'K' : 'S';
  const { targets, needs } = parseDependFile(dependFile(run.tree, mode));
  const known = new Set(targets);
  const before = new Set(mode === 'boot' || from === 'N' ? [] : linksOf(run, from, kind).map(({ service }) => service));
  const chosen = new Map<string, string>();
  for (const { link, service } of linksOf(run, mode === 'boot' ? 'S' : to, kind)) {
    if (!known.has(service)) run.skip(link, `unknown: /etc/init.d/.depend.${mode} does not name ${service}`);
    else if (before.has(service)) {
      run.skip(link, `${kind === 'S' ? 'already up' : 'already stopped'}: rc${from}.d has such a link too`);
    } else if (!chosen.has(service)) chosen.set(service, link);
  }
  const action = mode === 'stop' ? 'stop' : 'start';
  for (const service of inOrder(targets, needs, chosen))
    run.steps.push({ action, service, link: chosen.get(service)! });
}

function linksOf({ tree }: RcRun, level: string, kind: 'S' | 'K'): { link: string; service: string }[] {
  return rcEntries(tree, level)
    .filter(({ name }) => name.startsWith(kind) && name.length >= 4)
    .map(({ name }) => ({ link: name, service: serviceOf(name) }));
}

/** Reads `TARGETS = a b` and `b: a` lines. */
export function parseDependFile(text: string): DependFile {
  let targets: readonly string[] = [];
  const needs = new Map<string, readonly string[]>();
  for (const line of text.split('\n')) {
    const [, name, sign, rest] = /^([^\s:=]+)\s*([:=])(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    const words = rest!.split(/\s+/).filter(Boolean);
    if (sign === '=') targets = name === 'TARGETS' ? words : targets;
    else needs.set(name, [...(needs.get(name) ?? []), ...words]);
  }
  return { targets, needs };
}

/** The chosen services, each after those of them that it needs; what needs itself in a circle is left out by startpar. */
function inOrder(
  targets: readonly string[],
  needs: ReadonlyMap<string, readonly string[]>,
  chosen: ReadonlyMap<string, string>,
): string[] {
  const waiting = new Map<string, Set<string>>();
  const freed = new Map<string, string[]>();
  for (const service of new Set(targets)) {
    if (!chosen.has(service)) continue;
    const wanted = new Set((needs.get(service) ?? []).filter((one) => chosen.has(one) && one !== service));
    waiting.set(service, wanted);
    for (const one of wanted) freed.set(one, [...(freed.get(one) ?? []), service]);
  }
  const order: string[] = [];
  const ready = [...waiting.keys()].filter((service) => waiting.get(service)!.size === 0);
  for (const service of ready) {
    order.push(service);
    for (const next of freed.get(service) ?? []) {
      const left = waiting.get(next)!;
      left.delete(service);
      if (left.size === 0) ready.push(next);
    }
  }
  return order;
}

/** The text of one of insserv's dependency files. */
function dependFile(tree: SystemTree, name: 'boot' | 'start' | 'stop'): string {
  return fileAt(tree, `/etc/init.d/.depend.${name}`)?.content ?? '';
}
