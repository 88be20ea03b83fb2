import { insserv } from '../../sysv/insserv/run.ts';
import type { Flavor } from '../../sysv/layout.ts';
import { type LsbEntry, type LsbKey, lsbValue } from '../../sysv/lsbHeader.ts';
import { planSession } from '../../sysv/plan/answer.ts';
import { circleOf, type RelatedScript, type Relations, relationsOf, type Side } from '../../sysv/relations.ts';
import { nearest } from '../../text/nearest.ts';
import { chase } from '../../tree/chase.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import type { Context, Diagnostic } from '../kind.ts';
import { complains, type InitScriptDocument, nameIn } from './document.ts';
import { finding, replace } from './findings.ts';
import { FACILITIES, facilitiesIn } from './words.ts';

const REQUIRING: readonly LsbKey[] = ['Required-Start', 'Required-Stop'];
const NAMING: readonly LsbKey[] = [...REQUIRING, 'Should-Start', 'Should-Stop', 'X-Start-Before', 'X-Stop-After'];

/** What is wrong with a header in view of insserv.conf and the other scripts of the root. */
export function relationFindings(document: InitScriptDocument, flavor: Flavor, context: Context): Diagnostic[] {
  const { lsb } = document;
  if (!lsb.begin) return [];
  const tree = context.sysv?.tree;
  const relations = tree && relationsOf(tree);
  const entries = NAMING.flatMap((key) => lsbValue(lsb, key) ?? []);
  const strict = complains(flavor, context);
  const facilities = flavor === 'debian' ? entries.flatMap((entry) => unknownFacilities(entry, relations, strict)) : [];
  if (!tree || !relations) return facilities;
  const script = relations.scripts.find(({ path }) => path === scriptPath(context));
  if (!script) return facilities;
  return [
    ...facilities,
    ...overridden(document, tree, context),
    ...(strict ? [...missing(entries, relations, context), ...taken(document, relations, script)] : []),
    ...circles(document, { tree, relations, script, strict }),
  ];
}

function scriptPath({ sysv }: Context): string | undefined {
  return sysv?.tree && sysv.path !== undefined ? chase(sysv.tree, sysv.path).path : undefined;
}

/** Facilities that insserv.conf does not define: insserv says so for what is required. */
function unknownFacilities({ key, words }: LsbEntry, relations: Relations | undefined, strict: boolean): Diagnostic[] {
  const known = [...facilitiesIn(relations), ...(strict && relations?.facilities ? [] : FACILITIES)];
  return words.flatMap(({ text, span }) => {
    if (!text.startsWith('$') || known.includes(text) || known.includes(text.toLowerCase())) return [];
    const meant = nearest(text, known);
    const fixes = meant ? [replace(`Change to ${meant}`, span, meant)] : [];
    const where = relations?.facilities ? 'insserv.conf of this root' : 'insserv.conf as Debian ships it';
    const complaint = strict && relations?.facilities && key !== undefined && REQUIRING.includes(key);
    return [
      finding(
        complaint ? 'warning' : 'information',
        'unknown-facility',
        span,
        `There is no facility ${text} in ${where}: nothing is waited for${complaint ? ', and insserv complains' : ''}.`,
        fixes,
      ),
    ];
  });
}

/** Scripts that are required and not there: insserv refuses to enable, update-rc.d enables with a complaint. */
function missing(entries: readonly LsbEntry[], relations: Relations, context: Context): Diagnostic[] {
  const own = nameIn(context);
  const names = [...relations.providers.keys()].filter((name) => name !== own);
  return entries.flatMap(({ key, words }) => {
    if (key !== 'Required-Start') return [];
    return words.flatMap(({ text, span }) => {
      if (/^[$+]/.test(text) || relations.providers.has(text)) return [];
      const meant = nearest(text, names);
      const fixes = meant ? [replace(`Change to ${meant}`, span, meant)] : [];
      const message = `No script of this root provides ${text}: insserv refuses to enable the script. What may be missing belongs into Should-Start.`;
      return [finding('warning', 'missing-script', span, message, fixes)];
    });
  });
}

/** Names that another script provides already. */
function taken({ lsb }: InitScriptDocument, relations: Relations, script: RelatedScript): Diagnostic[] {
  return (lsbValue(lsb, 'Provides')?.words ?? []).flatMap(({ text, span }) => {
    const other = relations.scripts.find((one) => one !== script && one.provides.includes(text));
    if (!other) return [];
    const message = `${text} is provided by ${other.name} too: insserv takes one of the two and complains about the other.`;
    return [finding('warning', 'provided-twice', span, message)];
  });
}

/** A header in insserv's folders of overrides stands in for that of the script. */
function overridden({ lsb }: InitScriptDocument, tree: SystemTree, context: Context): Diagnostic[] {
  const name = nameIn(context);
  const path = ['/etc/insserv/overrides', '/usr/share/insserv/overrides']
    .map((folder) => `${folder}/${name}`)
    .find((one) => chase(tree, one).found);
  if (path === undefined || !lsb.begin) return [];
  const message = `insserv reads the header in ${path} in place of this one, if that is complete.`;
  return [finding('information', 'overridden', lsb.begin, message)];
}

interface Around {
  readonly tree: SystemTree;
  readonly relations: Relations;
  readonly script: RelatedScript;
  /** Whether insserv reads the scripts. */
  readonly strict: boolean;
}

/** Scripts that need each other in a circle. */
function circles({ lsb }: InitScriptDocument, { tree, relations, script, strict }: Around): Diagnostic[] {
  return (['start', 'stop'] as const).flatMap((side) => {
    const circle = circleOf(relations, script, side);
    if (!circle || circle.length < 2) return [];
    const next = circle[1]!;
    const span = wordFor(lsb.entries, next, relations, side) ?? lsb.begin!;
    const way = [...circle, script].map(({ name }) => name).join(' → ');
    const refused = strict && refuses(tree);
    const what = refused ? 'insserv refuses to order any script' : 'the order cannot hold';
    const verb = side === 'start' ? 'starts' : 'stops';
    const message = `These scripts wait for each other in a circle when the machine ${verb}: ${way}. With it ${what}.`;
    return [finding(refused ? 'error' : 'information', 'circle', span, message)];
  });
}

const refusals = new WeakMap<SystemTree, boolean>();

/** Whether insserv finds a circle among the scripts of a root, and gives up. */
function refuses(tree: SystemTree): boolean {
  const known = refusals.get(tree);
  if (known !== undefined) return known;
  const { view, messages } = planSession(tree);
  insserv(view, messages, [], {});
  const refused = messages.some(({ text }) => text.includes('circle'));
  refusals.set(tree, refused);
  return refused;
}

/** The word of the header by which the script waits for the next one of the circle. */
function wordFor(entries: readonly LsbEntry[], next: RelatedScript, relations: Relations, side: Side) {
  const keys: readonly LsbKey[] =
    side === 'start' ? ['Required-Start', 'Should-Start'] : ['Required-Stop', 'Should-Stop'];
  const words = entries.filter(({ key }) => key !== undefined && keys.includes(key)).flatMap((entry) => entry.words);
  const isIt = (name: string) => next.provides.includes(name.replace(/^\+/, ''));
  const facility = (name: string) => (relations.facilities?.members.get(name) ?? []).some(isIt);
  return (words.find(({ text }) => isIt(text)) ?? words.find(({ text }) => facility(text)))?.span;
}
