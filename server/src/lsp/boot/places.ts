import { isGenerated, shownPath } from '../../core/features/units/generated.ts';
import { lineIndex, positionAt } from '../../core/text/lineIndex.ts';
import { chase } from '../../core/tree/chase.ts';
import type { SystemTree } from '../../core/tree/systemTree.ts';
import { dependencyLinks } from '../../core/units/dependencyLinks.ts';
import type { GraphUnit } from '../../core/units/graph.ts';
import type { UnitAssignment } from '../../core/units/readUnitFile.ts';
import type { WhyPlace } from '../../protocol/boot.ts';
import type { Session } from '../session.ts';
import { uriOf } from '../unitSpots.ts';
import type { RootBoot } from './simulations.ts';

/** The file that a user may open for a path that systemd reads: where links lead, or what a generator made it from. */
export function fileUri(session: Session, boot: RootBoot, path: string | undefined): string | null {
  const file = path === undefined ? undefined : isGenerated(path) ? fileOf(boot, path)?.path : realFile(boot, path);
  return file === undefined ? null : uriOf(session, boot.tree, file);
}

const realFiles = new WeakMap<SystemTree, Map<string, string | undefined>>();

/** Where a file really is: the same for as long as names and links do not change. */
function realFile({ tree: { layered } }: RootBoot, path: string): string | undefined {
  const known = realFiles.get(layered.solid) ?? new Map<string, string | undefined>();
  realFiles.set(layered.solid, known);
  if (!known.has(path)) {
    const end = chase(layered.solid, path);
    known.set(path, end.found && end.node.type === 'file' ? end.path : undefined);
  }
  return known.get(path);
}

/** The file of a unit; null when it has none. */
export function unitUri(session: Session, boot: RootBoot, unit: GraphUnit | undefined): string | null {
  return fileUri(session, boot, unit?.loaded.fragmentPath);
}

/** What makes one unit bring another. */
export interface Cause {
  readonly place: WhyPlace | null;
  /** In words; empty when only systemd's own rules make it. */
  readonly words: string;
}

/** The line, or the link with the line that it was made for, by which `by` has a dependency with `unit`. */
export function causeOf(session: Session, boot: RootBoot, by: GraphUnit, because: string, unit: GraphUnit): Cause {
  const line = by.loaded.assignments.find((each) => each.node.key === because && names(each, unit));
  if (line) return { place: placeOf(session, boot, line), words: `a line in ${line.path}` };
  const link = dependencyLinks(boot.simulation.root, by.loaded).find(
    (each) => each.dependency === because && each.unit !== undefined && unit.names.includes(each.unit),
  );
  if (!link) return { place: null, words: '' };
  const install = unit.loaded.assignments.find((each) => each.section === 'Install' && names(each, by));
  return { place: placeOf(session, boot, install ?? unit.loaded.assignments[0]), words: `the link ${link.path}` };
}

function names({ node }: UnitAssignment, unit: GraphUnit): boolean {
  return node.value.text.split(/\s+/).some((word) => unit.names.includes(word));
}

function placeOf(session: Session, boot: RootBoot, line: UnitAssignment | undefined): WhyPlace | null {
  const file = line && fileOf(boot, line.path);
  if (!file) return null;
  const uri = uriOf(session, boot.tree, file.path);
  // What a generator wrote stands in other lines of the file that it was made from.
  const isOwn = chase(boot.simulation.root.tree, line.path).path === file.path;
  return { uri, line: isOwn ? positionAt(lineIndex(file.text), line.node.keySpan.start).line : 0 };
}

function fileOf({ start }: RootBoot, path: string): { readonly path: string; readonly text: string } | undefined {
  const shown = shownPath(start, path);
  const end = shown === undefined ? undefined : chase(start.files, shown);
  return end?.found && end.node.type === 'file' ? { path: end.path, text: end.node.content ?? '' } : undefined;
}
