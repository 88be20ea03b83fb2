import type { TextEdit } from '../../text/edit.ts';
import { folderOf, joinPath } from '../../tree/systemTree.ts';
import { unitNameForm, unitNameParts } from '../../values/unitNames.ts';
import { isGenerated } from './generated.ts';
import type { Moved } from './movedLinks.ts';
import { presetMentions } from './presetMentions.ts';
import { renamedName, renameProblem } from './renameNames.ts';
import { searchFolders } from './sources.ts';
import { explicitTriggers } from './triggerLines.ts';
import type { UnitIndex } from './unitIndex.ts';

/** What a rename does to one file's text; offsets are those before anything is renamed. */
export interface FileEdits {
  readonly path: string;
  readonly edits: readonly TextEdit[];
}

/** A file, folder or link that gets another name; links keep their targets: see `movedLinks`. */
export interface Move extends Moved {
  readonly what: 'fragment' | 'drop-ins' | 'link';
}

/** Everything that a rename changes but what links lead to. Edits first, then moves in their order. */
export interface Rename {
  readonly edits: readonly FileEdits[];
  readonly moves: readonly Move[];
}

/**
 * Renames a unit: all its files in the search path, its drop-in folders, links of its name, and the words that name it.
 * Of a template the instances too. An alias is renamed as such, the unit behind it keeps its name.
 * Units that start it only because they have the same name get a line that says so.
 *
 * @param to the new name; without a suffix it gets that of the old one
 * @returns what is to be done, or why it cannot be
 */
export function renameUnit(index: UnitIndex, from: string, to: string): Rename | { readonly problem: string } {
  const wanted = unitNameParts(to) ? to : `${to}${from.slice(from.lastIndexOf('.'))}`;
  const problem = renameProblem(index, from, wanted);
  if (problem !== undefined) return { problem };
  const renamed = (name: string) => renamedName(name, from, wanted);
  const moves = movesOf(index, renamed).filter((move) => !isGenerated(move.from));
  const edits = merge([...wordEdits(index, from, renamed), ...explicitTriggers(index, from, wanted)]);
  return { edits: edits.filter(({ path }) => !isGenerated(path)), moves };
}

type Renamed = (name: string) => string | undefined;

function wordEdits(index: UnitIndex, from: string, renamed: Renamed): FileEdits[] {
  const words = index.referencesOf(from).flatMap(({ source, mention }) => {
    const newText = renamed(mention.text);
    return newText === undefined ? [] : [{ path: source.path, edits: [{ span: mention.span, newText }] }];
  });
  const presets = presetMentions(index.root, from).flatMap(({ path, span }) => {
    const newText = renamed(from);
    return span && newText !== undefined ? [{ path, edits: [{ span, newText }] }] : [];
  });
  return [...words, ...presets];
}

/** Fragments and links in the folders of the search path, folders of drop-ins and links, links in such folders. */
function movesOf(index: UnitIndex, renamed: Renamed): Move[] {
  const { tree } = index.root;
  const inside: Move[] = [];
  const outside: Move[] = [];
  for (const link of index.links) {
    const name = link.kind === 'alias' ? undefined : renamed(link.name);
    if (name !== undefined) inside.push({ what: 'link', from: link.path, to: joinPath(folderOf(link.path), name) });
  }
  for (const folder of searchFolders(index.root).keys()) {
    for (const entry of tree.names(folder)) {
      const path = joinPath(folder, entry);
      const name = unitNameForm(entry) === undefined ? renamedFolder(entry, renamed) : renamed(entry);
      if (name === undefined) continue;
      const type = tree.node(path)?.type;
      const what = type === 'directory' ? 'drop-ins' : type === 'symlink' ? 'link' : 'fragment';
      outside.push({ what, from: path, to: joinPath(folder, name) });
    }
  }
  // A folder is moved after what is in it.
  return [...inside, ...outside];
}

function renamedFolder(entry: string, renamed: Renamed): string | undefined {
  const folder = /^(.+)(\.(?:d|wants|requires|upholds))$/.exec(entry);
  const name = folder ? renamed(folder[1]!) : undefined;
  return name === undefined ? undefined : `${name}${folder![2]}`;
}

function merge(all: readonly FileEdits[]): FileEdits[] {
  const byPath = new Map<string, Map<number, TextEdit>>();
  for (const { path, edits } of all) {
    const known = byPath.get(path) ?? new Map<number, TextEdit>();
    for (const edit of edits) known.set(edit.span.start, edit);
    byPath.set(path, known);
  }
  return [...byPath].map(([path, edits]) => ({ path, edits: [...edits.values()] }));
}
