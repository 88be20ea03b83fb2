import type { TreeNode } from '../../tree/node.ts';
import { isHiddenFile } from '../../units/confFiles.ts';
import { globExists } from './glob.ts';
import { type ConditionContext, type ConditionTest, found, notKnown, type Outcome } from './outcome.ts';
import { isWhole, locate, type Place } from './place.ts';

const NO_FILE = 'no such file in this root';
const NO_FOLDER = 'no such folder in this root';
/** Always mounted by systemd itself before it starts anything. */
const MOUNTED_EARLY = ['/', '/proc', '/sys', '/dev', '/run'];

/** Where an absolute path is decided on: condition.c, `condition_test_path_exists` and the ones after it. */
export const PATH_TESTS: Readonly<Record<string, ConditionTest>> = {
  PathExists: (path, context) => onPlace(locate(context, path), () => found(true, `${path} is there`)),
  PathExistsGlob: globExists,
  PathIsDirectory: (path, context) =>
    onNode(locate(context, path), NO_FOLDER, (node) => isA(node.type === 'directory', path, 'folder')),
  PathIsSymbolicLink: (path, context) =>
    onNode(locate(context, path, false), NO_FILE, (node) => isA(node.type === 'symlink', path, 'symbolic link')),
  PathIsMountPoint: isMountPoint,
  PathIsReadWrite: isReadWrite,
  PathIsEncrypted: (path, context) =>
    onPlace(locate(context, path), () => notKnown('it is not known what it is stored on')),
  PathIsSocket: (path, context) =>
    onNode(locate(context, path), NO_FILE, (node) =>
      node.type === 'special' ? notKnown('it is not known whether it is a socket') : isA(false, path, 'socket'),
    ),
  DirectoryNotEmpty: directoryNotEmpty,
  FileNotEmpty: fileNotEmpty,
  FileIsExecutable: fileIsExecutable,
};

function isA(holds: boolean, path: string, what: string): Outcome {
  return found(holds, holds ? `${path} is a ${what}` : `${path} is no ${what}`);
}

/** For what holds of anything that is there, and of nothing else. */
function onPlace(place: Place, decide: () => Outcome, missing = NO_FILE): Outcome {
  if (place.kind === 'unknown') return notKnown(place.why);
  return place.kind === 'found' || place.kind === 'there' ? decide() : found(false, absence(place, missing));
}

/** For what depends on the kind of thing that is there. */
function onNode(place: Place, missing: string, decide: (node: TreeNode, path: string) => Outcome): Outcome {
  if (place.kind === 'there') return notKnown(`it is not known what ${place.path} is`);
  return onPlace(
    place,
    () => (place.kind === 'found' ? decide(place.node, place.path) : found(false, missing)),
    missing,
  );
}

function absence(place: Place, missing: string): string {
  if (place.kind === 'loop') return 'its links lead in a circle';
  if (place.kind === 'not-a-directory') return `${place.path} is no folder`;
  return missing;
}

function isMountPoint(path: string, context: ConditionContext): Outcome {
  const place = locate(context, path);
  return onPlace(place, () => {
    if (place.kind === 'found' && MOUNTED_EARLY.includes(place.path)) return found(true, `${path} is always mounted`);
    return notKnown('what is mounted is only known once the machine runs');
  });
}

/** A path that cannot be followed for another reason than that it is missing counts as writable: `r != -ENOENT`. */
function isReadWrite(path: string, context: ConditionContext): Outcome {
  const place = locate(context, path);
  if (place.kind === 'loop' || place.kind === 'not-a-directory') {
    return found(true, `${absence(place, NO_FILE)}, which counts as writable`);
  }
  return onPlace(place, () => notKnown('whether it can be written is only known once the machine runs'));
}

function directoryNotEmpty(path: string, context: ConditionContext): Outcome {
  const place = locate(context, path);
  // Only ENOENT and ENOTDIR say that there is nothing.
  if (place.kind === 'loop') return found(true, 'its links lead in a circle, which counts as not empty');
  return onNode(place, NO_FOLDER, (node, at) => {
    if (node.type !== 'directory') return isA(false, path, 'folder');
    const names = context.tree.names(at).filter((name) => !isHiddenFile(name, context.version));
    const known = isWhole(context, at);
    if (names.length > 0 && (known || !context.hidden.includes(at))) return found(true, `${names[0]} is in it`);
    return known ? found(false, 'the folder is empty') : notKnown(`what ${at} holds is not known`);
  });
}

function fileNotEmpty(path: string, context: ConditionContext): Outcome {
  return onNode(locate(context, path), NO_FILE, (node) => {
    if (node.type !== 'file') return isA(false, path, 'regular file');
    if (node.content === undefined && context.tree.modesUnknown) return notKnown('its size is not known');
    return found(node.size > 0, node.size > 0 ? 'the file is not empty' : 'the file is empty');
  });
}

function fileIsExecutable(path: string, context: ConditionContext): Outcome {
  return onNode(locate(context, path), NO_FILE, (node) => {
    if (node.type !== 'file') return isA(false, path, 'regular file');
    if (context.tree.modesUnknown) return notKnown('whether it may be run is not known');
    return found(node.executable, node.executable ? 'the file may be run' : 'nobody may run the file');
  });
}
