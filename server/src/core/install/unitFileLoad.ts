import { append } from '../lists/append.ts';
import type { FileNode } from '../tree/node.ts';
import { nameOf } from '../tree/systemTree.ts';
import { nullOrEmpty } from '../units/nullOrEmpty.ts';
import { unitTypeMayAlias, unitTypeMayTemplate } from '../units/resolveSymlink.ts';
import { unitInstanceIsValid, unitNameForm, unitNameParts } from '../values/unitNames.ts';
import { EXTRACT, splitWords } from '../values/words.ts';
import { unitFileResolveSymlink } from './aliases.ts';
import { brokenListDropped, emptyTargetMasks, upholds } from './differences.ts';
import { type Errno, errnoText, failed, type Outcome } from './errno.ts';
import { type InstallContext, type InstallInfo, installInfoAdd } from './installInfo.ts';
import { installNamePrintf } from './installPrintf.ts';
import { type InstallEntry, installSection } from './installSection.ts';
import { isNullDevice } from './rootView.ts';
import { type Session, say } from './session.ts';

/** `SearchFlags` of install.c. */
export interface SearchFlags {
  /** `SEARCH_LOAD`: read `[Install]`, not only look what is there. Needs a context. */
  readonly load?: boolean;
  /** `SEARCH_FOLLOW_CONFIG_SYMLINKS`: go through links of the administrator too. */
  readonly follow?: boolean;
}

/**
 * `unit_file_load_or_readlink` for a unit file: looks at it, reads its `[Install]` when asked to, and for a link finds
 * out whether it is an alias, a mask or leads out of the search path.
 */
export function unitFileLoadOrReadlink(
  session: Session,
  context: InstallContext | undefined,
  info: InstallInfo,
  path: string,
  flags: SearchFlags,
): Outcome {
  const loaded = unitFileLoad(session, context, info, path, flags);
  if (loaded !== 'ELOOP') return loaded;
  const link = unitFileResolveSymlink(session, path);
  if (failed(link)) return link;
  info.symlinkTarget = link.target;
  const masked = nullOrEmptyPathWithRoot(session, link.target);
  if (failed(masked) && masked !== 'ENOENT') return masked;
  info.mode = masked === true ? 'masked' : link.linked ? 'linked' : 'alias';
  return 0;
}

/** `unit_file_load` for a drop-in: adds what it says below `[Install]`. */
export function dropInLoad(
  session: Session,
  context: InstallContext | undefined,
  info: InstallInfo,
  path: string,
  flags: SearchFlags,
): Outcome {
  if (!flags.load || !context) return 0;
  const found = session.view.chase(path, { kernel: session.view.isMachine, open: true });
  if (failed(found)) return found;
  const node = found.node!;
  if (nullOrEmpty(node)) return 0;
  if (node.type !== 'file') return node.type === 'directory' ? 'EISDIR' : 'EBADFD';
  return readInstall(session, context, info, path, node);
}

/** `null_or_empty_path_with_root`: the null device counts even where the root has no /dev. */
function nullOrEmptyPathWithRoot(session: Session, path: string): boolean | Errno {
  if (isNullDevice(path)) return true;
  if (!session.view.isMachine && !emptyTargetMasks(session.version)) return 'ENOENT';
  const found = session.view.chase(path, { kernel: session.view.isMachine });
  return failed(found) ? found : nullOrEmpty(found.node!);
}

/** Whether the unit cannot be, as its type knows no templates; systemctl finds out before it looks for a file. */
export function refusesTemplate(session: Session, info: InstallInfo): Errno | undefined {
  const type = unitNameParts(info.name)?.type;
  if (!type) return 'EINVAL';
  if (unitNameForm(info.name) === 'plain' || unitTypeMayTemplate(type)) return undefined;
  say(session, 'error', `${info.name}: units of type ${type} cannot be templates; name the unit without an @.`);
  return 'EINVAL';
}

function unitFileLoad(
  session: Session,
  context: InstallContext | undefined,
  info: InstallInfo,
  path: string,
  flags: SearchFlags,
): Outcome {
  const refused = refusesTemplate(session, info);
  if (refused) return refused;
  const found = session.view.resolve(path, false);
  if (failed(found)) return found;
  const { node } = found;
  if (node.type === 'symlink') return 'ELOOP';
  if (nullOrEmpty(node)) {
    info.mode = 'masked';
    return 0;
  }
  if (node.type === 'directory') return 'EISDIR';
  if (node.type !== 'file') return flags.load ? 'EBADFD' : 'ENOTTY';
  if (flags.load && context) {
    const count = readInstall(session, context, info, path, node);
    if (failed(count)) return count;
  }
  info.mode = 'regular';
  return 0;
}

function readInstall(
  session: Session,
  context: InstallContext,
  info: InstallInfo,
  path: string,
  file: FileNode,
): Outcome {
  const { entries, fault } = installSection(file, session.version);
  for (const entry of entries) {
    const result = assign(session, context, info, entry, `${path}:${entry.line}`);
    if (failed(result)) return result;
  }
  if (fault) say(session, 'error', `${path} cannot be read as a unit file: ${errnoText(fault)}.`);
  return fault ?? 0;
}

function assign(
  session: Session,
  context: InstallContext,
  info: InstallInfo,
  { key, value }: InstallEntry,
  place: string,
): Outcome {
  switch (key) {
    case 'Alias':
      return configParseAlias(session, info, value, place);
    case 'WantedBy':
      return configParseStrv(session, info.wantedBy, value, place);
    case 'RequiredBy':
      return configParseStrv(session, info.requiredBy, value, place);
    case 'UpheldBy':
      return upholds(session.version) ? configParseStrv(session, info.upheldBy, value, place) : 0;
    case 'DefaultInstance':
      return configParseDefaultInstance(session, info, value, place);
    case 'Also':
      return configParseAlso(session, context, info, value, place);
    default:
      return 0;
  }
}

/** `config_parse_alias`. */
function configParseAlias(session: Session, info: InstallInfo, value: string, place: string): Outcome {
  const type = unitNameParts(info.name)!.type;
  if (unitTypeMayAlias(type)) return configParseStrv(session, info.aliases, value, place);
  say(session, 'warning', `${place}: Alias= is not allowed for ${type} units; it is ignored.`);
  return 0;
}

/** `config_parse_strv`: words are added, an empty value drops those before it. */
function configParseStrv(session: Session, list: string[], value: string, place: string): Outcome {
  if (value === '') {
    list.length = 0;
    return 0;
  }
  const { words, invalid } = splitWords(value, undefined, EXTRACT.UNQUOTE | EXTRACT.RETAIN_ESCAPE);
  if (invalid) say(session, 'warning', `${place}: a quote in "${value}" does not end; write it without quotes.`);
  if (!invalid || !brokenListDropped(session.version))
    append(
      list,
      words.map(({ word }) => word),
    );
  return 0;
}

/** `config_parse_also`: the units named are to be enabled too. */
function configParseAlso(
  session: Session,
  context: InstallContext,
  info: InstallInfo,
  value: string,
  place: string,
): Outcome {
  const { words, invalid } = splitWords(value);
  for (const { word } of words) {
    const printed = installNamePrintf(session, info, word);
    if (failed(printed)) {
      say(session, 'warning', `${place}: the specifiers in Also=${word} cannot be resolved: ${errnoText(printed)}.`);
      return printed;
    }
    const added = installInfoAdd(context, printed.text, true);
    if (failed(added)) return added;
    info.also.push(printed.text);
  }
  return invalid ? 'EINVAL' : 0;
}

/** `config_parse_default_instance`. */
function configParseDefaultInstance(session: Session, info: InstallInfo, value: string, place: string): Outcome {
  const form = unitNameForm(info.name);
  if (form === 'instance') return 0;
  if (form !== 'template') {
    say(session, 'warning', `${place}: DefaultInstance= is for templates only; ${nameOf(info.name)} is none.`);
    return 0;
  }
  const printed = installNamePrintf(session, info, value);
  if (failed(printed)) {
    say(session, 'warning', `${place}: the specifiers in DefaultInstance=${value} cannot be resolved.`);
    return printed;
  }
  if (printed.text !== '' && !unitInstanceIsValid(printed.text)) {
    say(session, 'warning', `${place}: DefaultInstance=${printed.text} holds characters that no unit name may have.`);
    return 'EINVAL';
  }
  info.defaultInstance = printed.text === '' ? undefined : printed.text;
  return 0;
}
