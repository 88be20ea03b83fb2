import { initFolder } from '../../sysv/layout.ts';
import { rcLinkName } from '../../sysv/rcLinks.ts';
import { type Candidates, candidates, nearestOf } from '../../text/nearest.ts';
import { chase } from '../../tree/chase.ts';
import { folderOf, joinPath, nameOf, type SystemTree } from '../../tree/systemTree.ts';
import type { Diagnostic, Fix } from '../kind.ts';
import { usualTarget } from './document.ts';
import { finding, type Judged, type NamedLink, removeLine, replace } from './judged.ts';
import { targetName } from './nameChecks.ts';

/** Links that are named otherwise than their scripts on purpose. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  local: ['rc.local'],
  reboot: ['halt'],
  halt: ['reboot'],
};

/** So many names in one listing are not misspelt but of another machine. */
const MOST_LOOKED_UP = 50;

/** What is to be said of the scripts that links lead to. Nothing without a root. */
export function targetFindings(judged: Judged): Diagnostic[] {
  const { tree, scripts } = judged;
  if (!tree || !scripts) return [];
  let spelling: Candidates | undefined;
  let asked = 0;
  const nearest = (name: string) => {
    if (++asked > MOST_LOOKED_UP) return undefined;
    spelling ??= candidates(scripts.byName.keys());
    return nearestOf(spelling, name);
  };
  return judged.ordered.flatMap((line) => {
    const target = targetOf(line, tree, judged.folder);
    if (target === undefined || target === '') return [];
    const end = chase(tree, pathFrom(judged.folder, target));
    if (!end.found) {
      // Of a root on which only some places were looked at, the others are not known.
      if (end.reason === 'missing' && tree.isRead?.(end.path) === false) return [];
      return nowhere(judged, line, target, end.reason, nearest(targetName(line) ?? line.parsed.service));
    }
    if (end.node.type !== 'file') {
      const what = end.node.type === 'directory' ? 'a folder' : 'no file';
      return [finding('warning', 'no-script', spanOf(line), `${line.name.text} leads to ${what}: rc passes over it.`)];
    }
    const other = otherScript(judged, tree, line, end.path);
    if (other) return [other];
    return tree.modesUnknown || end.node.executable ? [] : [notExecutable(judged, line, end.path)];
  });
}

/** The path of a target; the folder, in which no part is a link, need not be there. */
function pathFrom(folder: string, target: string): string {
  if (target.startsWith('/')) return target;
  return target.startsWith('../') ? joinPath(folderOf(folder), target.slice(3)) : joinPath(folder, target);
}

/** Where a link leads; undefined for one that is there, and of which the host cannot tell where it leads. */
export function targetOf(line: NamedLink, tree: SystemTree, folder: string): string | undefined {
  if (line.target) return line.target.text;
  const node = tree.node(joinPath(folder, line.name.text));
  if (!node) return usualTarget(line.parsed.service);
  return node.type === 'symlink' ? node.target : undefined;
}

function spanOf(line: NamedLink) {
  return line.target?.span ?? line.name.span;
}

type Reason = Extract<ReturnType<typeof chase>, { found: false }>['reason'];

const WHY: Readonly<Record<Exclude<Reason, 'unknown'>, string>> = {
  missing: 'does not exist',
  loop: 'is a link in a circle',
  'not-a-directory': 'lies below what is no folder',
  'too-long': 'is longer than any name can be',
};

function nowhere(
  judged: Judged,
  line: NamedLink,
  target: string,
  reason: Reason,
  near: string | undefined,
): Diagnostic[] {
  const { tree, scripts, flavor } = judged;
  const { parsed, name } = line;
  if (reason === 'unknown' || initFolder(tree!) === undefined) return [];
  const fixes: Fix[] = [];
  if (line.target && scripts!.byName.has(parsed.service) && targetName(line) !== parsed.service) {
    fixes.push(
      replace(`Change to ${usualTarget(parsed.service)}`, line.target.span, usualTarget(parsed.service), true),
    );
  } else if (near !== undefined) fixes.push(leadTo(line, near));
  fixes.push(removeLine(judged, line));
  const effect = flavor === 'redhat' ? 'rc passes over it' : 'nothing is run';
  const message = `${name.text} leads to ${target}, which ${WHY[reason]}: ${effect}.`;
  return [finding('warning', 'missing-script', spanOf(line), message, { fixes })];
}

/** Makes a link that of another script, in its name and its target. */
function leadTo(line: NamedLink, script: string): Fix {
  const name = rcLinkName({ ...line.parsed, service: script });
  const edits = [
    { span: line.name.span, newText: name },
    ...(line.target ? [{ span: line.target.span, newText: usualTarget(script) }] : []),
  ].filter(({ newText, span }) => span !== line.name.span || newText !== line.name.text);
  return { title: `Change to ${script}`, edits, preferred: true };
}

/** A link that runs another script than its name says. */
function otherScript(judged: Judged, tree: SystemTree, line: NamedLink, end: string): Diagnostic | undefined {
  const { service } = line.parsed;
  const written = targetName(line);
  if (!line.target || written === service || nameOf(end) === service) return undefined;
  if (written !== undefined && OTHER_NAMES[service]?.includes(written)) return undefined;
  const own = initFolder(tree);
  const script = own === undefined ? undefined : chase(tree, joinPath(own, service));
  if (script?.found && script.path === end) return undefined;
  const fixes = [
    ...(script?.found
      ? [replace(`Change to ${usualTarget(service)}`, line.target.span, usualTarget(service), true)]
      : []),
    replace(`Name it after ${nameOf(end)}`, line.name.span, rcLinkName({ ...line.parsed, service: nameOf(end) })),
  ];
  const taken = judged.flavor === 'redhat' ? `, and goes by the lock file of ${service}` : '';
  const message = `${line.name.text} is named after ${service} but runs ${end}: rc takes it for ${service}${taken}.`;
  return finding('warning', 'other-script', line.target.span, message, { fixes });
}

function notExecutable(judged: Judged, line: NamedLink, path: string): Diagnostic {
  const effect = judged.flavor === 'redhat' ? 'rc passes over it' : 'the shell refuses to run it';
  const message = `${path} is not executable: ${effect}. Run chmod +x ${path}.`;
  return finding('warning', 'not-executable', spanOf(line), message);
}
