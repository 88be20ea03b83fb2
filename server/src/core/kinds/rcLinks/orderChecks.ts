import { fileAt } from '../../sysv/layout.ts';
import { rcLinkName } from '../../sysv/rcLinks.ts';
import { bootsWithSystemd } from '../../sysv/rootContext.ts';
import type { LsbFacts } from '../../sysv/scriptFacts.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import type { Diagnostic, Fix } from '../kind.ts';
import { finding, type Judged, type NamedLink, rename, stopsWithS } from './judged.ts';

/**
 * Links whose numbers contradict what the headers of their scripts ask for. Nothing where the numbers do not decide:
 * where startpar goes by insserv's files, or systemd by its units.
 */
export function orderFindings(judged: Judged): Diagnostic[] {
  const { tree, scripts } = judged;
  if (!tree || !scripts || !numbersDecide(judged, tree)) return [];
  return judged.ordered.flatMap((line) => {
    const lsb = scripts.byName.get(line.parsed.service)?.lsb;
    if (!lsb || stopsWithS(judged, line)) return [];
    return line.parsed.kind === 'S' ? startsTooEarly(judged, line, lsb) : stopsTooLate(judged, line, lsb);
  });
}

const DEPEND_FILES = ['boot', 'start', 'stop'].map((name) => `/etc/init.d/.depend.${name}`);

function numbersDecide({ flavor }: Judged, tree: SystemTree): boolean {
  if (bootsWithSystemd(tree)) return false;
  if (flavor === 'redhat') return true;
  return (
    fileAt(tree, '/etc/init.d/.legacy-bootordering') !== undefined || !DEPEND_FILES.every((path) => fileAt(tree, path))
  );
}

function startsTooEarly(judged: Judged, line: NamedLink, lsb: LsbFacts): Diagnostic[] {
  const required = lsb.requiredStart.flatMap((need) =>
    late(judged, line, need, 'S', 'after').map((other) => ({ need, other, must: true })),
  );
  const wished = lsb.shouldStart.flatMap((need) =>
    late(judged, line, need, 'S', 'after').map((other) => ({ need, other, must: false })),
  );
  const [worst] = lastFirst(judged, [...required, ...wished]);
  if (!worst) return [];
  const { need, other, must } = worst;
  const { service } = line.parsed;
  const wants = must ? 'requires' : 'would have';
  const message = `${service} is started before ${other.parsed.service}, which its header ${wants} first${asFacility(need, other)}.`;
  const related = [{ span: other.name.span, message: `starts ${other.parsed.service}` }];
  const fixes = [...behind(line, other), ...ahead(other, line)];
  return [finding(must ? 'information' : 'hint', 'order', line.name.span, message, { related, fixes })];
}

/** What a service needs is stopped after it: the order is the mirror of that of the starts. */
function stopsTooLate(judged: Judged, line: NamedLink, lsb: LsbFacts): Diagnostic[] {
  // A header that says nothing of stops leaves the mirror of what it says of starts.
  const needs = lsb.requiredStop ?? lsb.requiredStart;
  const found = needs.flatMap((need) => late(judged, line, need, 'K', 'before').map((other) => ({ need, other })));
  const first = lastFirst(judged, found).at(-1);
  if (!first) return [];
  const { need, other } = first;
  const { service } = line.parsed;
  const message = `${service} is stopped after ${other.parsed.service}, which it needs${asFacility(need, other)}: the order is to be the mirror of that of the starts.`;
  const related = [{ span: other.name.span, message: `stops ${other.parsed.service}` }];
  const fixes = [...ahead(line, other), ...behind(other, line)];
  return [finding('information', 'stop-order', line.name.span, message, { related, fixes })];
}

function asFacility(need: string, other: NamedLink): string {
  return need === other.parsed.service ? '' : ` as ${need}`;
}

/** The links of what a header names that stand on the wrong side of a link. */
function late(judged: Judged, line: NamedLink, need: string, kind: 'S' | 'K', side: 'after' | 'before'): NamedLink[] {
  // `$all` means all others, and cannot be kept by two.
  if (need === '$all') return [];
  const own = judged.place.get(line.name.text)!;
  return judged.scripts!.providers(need).flatMap((script) => {
    if (script === line.parsed.service) return [];
    const links = (judged.byService.get(script) ?? []).filter(({ parsed }) => parsed.kind === kind);
    const wrong = links.every(({ name }) => judged.place.get(name.text)! > own === (side === 'after'));
    return wrong && links[0] ? [links[0]] : [];
  });
}

function lastFirst<T extends { readonly other: NamedLink }>({ place }: Judged, found: readonly T[]): T[] {
  return [...found].sort((a, b) => place.get(b.other.name.text)! - place.get(a.other.name.text)!);
}

/** Moves a link behind another one. */
function behind(line: NamedLink, other: NamedLink): Fix[] {
  const priority = other.parsed.priority + (comesAfter(line, other) ? 0 : 1);
  return priority > 99 ? [] : [rename(line, rcLinkName({ ...line.parsed, priority }), true)];
}

/** Moves a link in front of another one. */
function ahead(line: NamedLink, other: NamedLink): Fix[] {
  const priority = other.parsed.priority - (comesAfter(other, line) ? 0 : 1);
  return priority < 0 ? [] : [rename(line, rcLinkName({ ...line.parsed, priority }))];
}

/** Whether the first comes after the second when their numbers are the same. */
function comesAfter(a: NamedLink, b: NamedLink): boolean {
  return a.parsed.service > b.parsed.service;
}
