import type { UnitType } from '../knowledge/directives.ts';
import { nameOf } from '../tree/systemTree.ts';
import { type UnitNameForm, unitNameReplaceInstance } from '../values/unitNames.ts';
import { builtInUnit } from './builtInUnits.ts';
import { compareBytes } from './confFiles.ts';
import { dropInPaths } from './dropIns.ts';
import { joinTraits, traitsOf } from './lineTraits.ts';
import { findFragment } from './nameMap.ts';
import { unitName } from './names.ts';
import { nullOrEmptyPath } from './nullOrEmpty.ts';
import { type ReadFile, readFileAt, readUnitText, type UnitAssignment } from './readUnitFile.ts';
import { unitTypeMayTemplate } from './resolveSymlink.ts';
import type { UnitRoot } from './unitRoot.ts';
import { fatalLine, verifiedState } from './verify.ts';

/**
 * `UnitLoadState` of unit-def.h. Only the instances of a template are loaded, so it stays a `stub`, unless its file keeps
 * all of them from it. `merged` is a unit that has turned out to be another one's alias while several were loaded.
 */
export type LoadState = 'stub' | 'loaded' | 'not-found' | 'bad-setting' | 'error' | 'merged' | 'masked';

/** A unit with all its files. */
export interface LoadedUnit {
  /** The name that the unit goes by: that of its fragment. */
  readonly id: string;
  /** All its names, the id first. */
  readonly names: readonly string[];
  readonly type: UnitType;
  readonly form: UnitNameForm;
  readonly instance: string | undefined;
  /** The template that an instance is made from, when it has no file of its own. */
  readonly template: string | undefined;
  readonly loadState: LoadState;
  readonly masked: boolean;
  /** Where the fragment is, as systemd names the place: a linked file by the place of its link. */
  readonly fragmentPath: string | undefined;
  /** Whether its fragment is one that systemd brings along. */
  readonly builtIn: boolean;
  readonly dropInPaths: readonly string[];
  /** Whether systemd got as far as its drop-ins and the links in its folders. */
  readonly dropInsRead: boolean;
  /** The lines of fragment and drop-ins in the order in which they are read, whether systemd knows them or not. */
  readonly assignments: readonly UnitAssignment[];
  /** What these lines may be about: bits of `TRAIT`. */
  readonly traits: number;
  /** Files of the unit that could not be read, so that something may be missing. */
  readonly unread: readonly string[];
}

/** Units that are there whatever the files say, and that no mask keeps away. */
const PERPETUAL = ['-.slice', 'system.slice', '-.mount', 'init.scope'];
/** Older versions read the drop-ins of a masked unit too. */
const MASKED_IS_BARE_SINCE = 257;
/** Units of these types need no file. */
const FRAGMENT_OPTIONAL: readonly UnitType[] = ['device', 'slice'];

/**
 * Loads a unit as if it were the first one: unit.c, `unit_load_fragment_and_dropin`, and load-fragment.c,
 * `unit_load_fragment`. Undefined when the name can be no unit's. Which mounts and swaps the kernel has is not known
 * here, so those need a file.
 */
export function loadUnit(root: UnitRoot, name: string): LoadedUnit | undefined {
  if (root.cache.units.has(name)) return root.cache.units.get(name);
  const unit = load(root, name);
  root.cache.units.set(name, unit);
  return unit;
}

function load(root: UnitRoot, name: string): LoadedUnit | undefined {
  const parts = unitName(name);
  if (!parts || (parts.form !== 'plain' && !unitTypeMayTemplate(parts.type))) return undefined;
  const { form } = parts;
  const draft = new Draft(name, parts.type, form, parts.instance || undefined);
  if (parts.type === 'scope' && name !== 'init.scope') return draft.end('not-found');
  const fragment = name === 'init.scope' ? { path: undefined, names: [name] } : findFragment(root.nameMap, name);
  if (!fragment) return draft.end('not-found');
  const failed = unitLoadFragment(root, draft, fragment.path);
  if (failed && form !== 'template') return draft.end(failed);
  draft.mergeByNames(fragment.names, fragment.path);
  if (form === 'template') return loadTemplate(root, draft, fragment.names, failed);
  if (draft.masked && !PERPETUAL.includes(name)) {
    if (root.version < MASKED_IS_BARE_SINCE) unitLoadDropIns(root, draft, draft.names);
    return draft.end('masked');
  }
  const optional = FRAGMENT_OPTIONAL.includes(parts.type) || PERPETUAL.includes(name);
  const absent = draft.fragmentPath === undefined && !draft.builtIn;
  if (absent && !optional) return draft.end('not-found');
  unitLoadDropIns(root, draft, draft.names);
  return draft.end(verifiedState(draft, draft.assignments, draft.traits, root.version));
}

/** A template as `systemctl` looks at it: systemctl-util.c, `unit_find_paths`. Without a file it has no drop-ins either. */
function loadTemplate(root: UnitRoot, draft: Draft, names: readonly string[], failed: LoadState | undefined) {
  unitLoadDropIns(root, draft, names.length === 0 ? [] : draft.names);
  if (draft.masked) return draft.end('masked');
  return draft.end(failed ?? (draft.fragmentPath === undefined ? 'not-found' : 'stub'));
}

/** Reads the fragment; gives the load state with which all ends when that fails. */
function unitLoadFragment(root: UnitRoot, draft: Draft, path: string | undefined): LoadState | undefined {
  if (path === undefined) {
    const text = root.scope === 'system' ? builtInUnit(draft.id, root.version) : undefined;
    if (text === undefined) return undefined;
    draft.builtIn = true;
    draft.takeLines(readUnitText(draft.id, text, root.version));
    return undefined;
  }
  const { kind, end } = nullOrEmptyPath(root.tree, path);
  if (kind === 'missing') return 'not-found';
  draft.fragmentPath = path;
  draft.masked = kind === 'mask';
  if (draft.masked) return undefined;
  if (end.found && end.node.type === 'directory') return 'error';
  const read = readFileAt(root, path, end);
  if (!read) {
    draft.unread = [path];
    return undefined;
  }
  draft.takeLines(read);
  if (fatalLine(draft, read, root.version) >= 0) return 'bad-setting';
  return read.end ? 'error' : undefined;
}

/** load-dropin.c, `unit_load_dropin`, without the dependencies that links make. */
function unitLoadDropIns(root: UnitRoot, draft: Draft, names: readonly string[]): void {
  const folders = draft.form === 'template' ? undefined : root.nameMap.folders;
  const { tree, version, paths } = root;
  draft.dropInsRead = true;
  draft.dropInPaths = dropInPaths({ tree, version, paths, folders }, names);
  for (const path of draft.dropInPaths) {
    const { kind, end } = nullOrEmptyPath(tree, path);
    const read = kind === 'content' ? readFileAt(root, path, end) : undefined;
    if (read) {
      draft.takeLines(read, fatalLine(draft, read, version));
    } else if (kind === 'unknown' || (kind === 'content' && end.found && end.node.type === 'file'))
      draft.unread = [...draft.unread, path];
  }
}

const NONE: readonly string[] = [];
const NO_LINES: readonly UnitAssignment[] = [];

/** A unit that is being loaded. */
class Draft {
  id: string;
  names: string[];
  fragmentPath: string | undefined;
  builtIn = false;
  masked = false;
  dropInsRead = false;
  dropInPaths: readonly string[] = NONE;
  assignments: readonly UnitAssignment[] = NO_LINES;
  traits = 0;
  unread: readonly string[] = NONE;
  readonly type: UnitType;
  readonly form: UnitNameForm;
  readonly instance: string | undefined;

  constructor(name: string, type: UnitType, form: UnitNameForm, instance: string | undefined) {
    this.id = name;
    this.names = [name];
    this.type = type;
    this.form = form;
    this.instance = instance;
  }

  /** Adds the lines of a file, where one of them puts an end to it those before that one. */
  takeLines({ assignments, traits }: ReadFile, fatal = -1): void {
    const read = fatal < 0 ? assignments : assignments.slice(0, fatal);
    this.assignments = this.assignments.length === 0 ? read : this.assignments.concat(read);
    this.traits = joinTraits(this.traits, fatal < 0 ? traits : traitsOf(read));
  }

  /** Takes over all names; the fragment's becomes the id. load-fragment.c, `merge_by_names`. */
  mergeByNames(names: readonly string[], fragmentPath: string | undefined): void {
    if (names.length === 1 && names[0] === this.id && (fragmentPath === undefined || nameOf(fragmentPath) === this.id))
      return;
    const own = (name: string) => (this.instance && unitNameReplaceInstance(name, this.instance)) || name;
    const concrete = (name: string) => (unitName(name)?.form === 'template' ? own(name) : name);
    const all = new Set(names.map(concrete));
    const id = fragmentPath === undefined ? this.id : concrete(nameOf(fragmentPath));
    // A template that is masked brings its name only as it is, so the unit keeps its own.
    if (names.includes(id)) this.id = id;
    all.delete(this.id);
    // Aliases are kept in no order by systemd; one that stays the same makes answers that do.
    this.names = [this.id, ...[...all].sort(compareBytes)];
  }

  end(loadState: LoadState): LoadedUnit {
    const file = this.fragmentPath === undefined ? undefined : nameOf(this.fragmentPath);
    return {
      id: this.id,
      names: this.names,
      type: this.type,
      form: this.form,
      instance: this.instance,
      template: this.instance && file !== undefined && unitName(file)?.form === 'template' ? file : undefined,
      loadState,
      masked: loadState === 'masked',
      fragmentPath: this.fragmentPath,
      builtIn: this.builtIn,
      dropInPaths: this.dropInPaths,
      dropInsRead: this.dropInsRead,
      assignments: this.assignments,
      traits: this.traits,
      unread: this.unread,
    };
  }
}
