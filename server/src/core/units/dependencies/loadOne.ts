import type { UnitType } from '../../knowledge/directives.ts';
import { dependencyLinks } from '../dependencyLinks.ts';
import type { LoadState } from '../load.ts';
import { fatalLine } from '../verify.ts';
import { KIND } from './kinds.ts';
import { readLines } from './lines.ts';
import type { Loading } from './loading.ts';
import { MASK } from './masks.ts';
import { addMountDependencies } from './mountsFor.ts';
import { withNamesReplaced } from './nameSpecifiers.ts';
import { addOomdDependencies } from './oomd.ts';
import { refusalStep } from './refusal.ts';
import { addSliceDependencies } from './slices.ts';
import type { Outputs } from './stdio.ts';
import { EXTRAS } from './types.ts';
import type { Unit } from './unit.ts';

/** Types that add what follows from a unit even when it does not load: `mount_load`, `swap_load`. */
const EVEN_WHEN_BROKEN: readonly UnitType[] = ['mount', 'swap'];

/** `unit_load` of core/unit.c. */
export function loadOne(loading: Loading, unit: Unit, outputs: Outputs): void {
  const { loaded, type } = unit;
  const failed = fragment(loading, unit);
  if (failed !== undefined) {
    if (unit.loadState === 'loaded' && EVEN_WHEN_BROKEN.includes(type)) {
      EXTRAS[type]({ loading, unit, outputs, refused: undefined });
    }
    unit.loadState = failed;
    return;
  }
  if (!dropIns(loading, unit)) return;
  // A slice with a name that none can have has no parent either.
  if (type === 'slice' && loaded.loadState === 'error') {
    unit.loadState = 'error';
    return;
  }
  const refused = refusalStep(loaded, loading.version);
  const step = EXTRAS[type]({ loading, unit, outputs, refused });
  if (step === 'bad' || (step && refused === 'verify')) unit.loadState = 'bad-setting';
  else if (!step || loaded.loadState === 'error') unit.loadState = 'error';
  else finish(loading, unit, refused === 'end');
}

/**
 * `unit_load_fragment` of core/load-fragment.c: the lines of the unit's file, and its names. Gives the load state when
 * that ends the loading.
 */
function fragment(loading: Loading, unit: Unit): LoadState | undefined {
  const { loaded } = unit;
  const { assignments, fragmentPath, loadState } = loaded;
  unit.fragmentPath = fragmentPath;
  if (fragmentPath !== undefined || loaded.builtIn) unit.loadState = 'loaded';
  const home = fragmentPath ?? unit.id;
  const others = loaded.dropInPaths.length === 0 ? -1 : assignments.findIndex(({ path }) => path !== home);
  const failed = (loadState === 'bad-setting' || loadState === 'error') && !loaded.dropInsRead;
  const end = others < 0 ? assignments.length : others;
  const read = failed ? endOfReading(loading, unit, end) : end;
  unit.lines = read === assignments.length ? assignments : assignments.slice(0, read);
  readLines(loading, unit, unit.lines, 0, read);
  if (failed) return loadState;
  const before = unit.id;
  if (!mergeByNames(loading, unit)) return 'error';
  if (unit.id !== before) unit.lines = withNamesReplaced(unit.lines, before, unit.type, loading.version);
  return undefined;
}

/** Up to where a file was read in which a line has put an end to that. */
function endOfReading(loading: Loading, unit: Unit, end: number): number {
  const { assignments, traits, loadState } = unit.loaded;
  if (loadState !== 'bad-setting') return end;
  const read = { path: unit.id, assignments, traits, end: undefined };
  const fatal = fatalLine(unit, read, loading.version);
  return fatal < 0 ? end : Math.min(fatal, end);
}

/** `merge_by_names`: units that were asked for by other names of this one are this one. */
function mergeByNames(loading: Loading, unit: Unit): boolean {
  const { id, names } = unit.loaded;
  if (names.length === 1 && unit.names.length === 1) return true;
  for (const name of names) {
    if (!unit.names.includes(name) && !loading.mergeByName(unit, name)) return false;
  }
  if (unit.id !== id) unit.chooseId(id);
  return true;
}

/** `unit_load_dropin` of core/load-dropin.c. False when there is nothing more to load. */
function dropIns(loading: Loading, unit: Unit): boolean {
  const { loaded } = unit;
  const mounted = loading.kernelMounts.has(unit.id);
  if (loaded.loadState === 'not-found' && !mounted) {
    unit.loadState = 'not-found';
    return false;
  }
  unit.loadState = loaded.loadState === 'masked' ? 'masked' : 'loaded';
  if (loaded.dropInsRead) {
    const links = loading.mayHaveLinks(unit) ? dependencyLinks(loading.root, loaded) : [];
    for (const { dependency, unit: name } of links) {
      if (name !== undefined) loading.addByName(unit, KIND[dependency], name, MASK.FILE);
    }
    const from = unit.lines.length;
    if (from < loaded.assignments.length) unit.lines = [...unit.lines, ...loaded.assignments.slice(from)];
    readLines(loading, unit, unit.lines, from, unit.lines.length);
  }
  return unit.loadState === 'loaded';
}

/** What `unit_load` adds to units of all types that have come so far. */
function finish(loading: Loading, unit: Unit, refused: boolean): void {
  loading.waitForTargets(unit);
  const fine =
    addSliceDependencies(loading, unit) && addMountDependencies(loading, unit) && addOomdDependencies(loading, unit);
  if (!fine) unit.loadState = 'error';
  else if (refused) unit.loadState = 'bad-setting';
}
