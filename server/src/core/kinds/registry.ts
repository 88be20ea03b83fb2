import { anacrontabKind } from './anacron/index.ts';
import { crontabKind } from './crontab/index.ts';
import { initScriptKind } from './initScript/index.ts';
import { inittabKind } from './inittab/index.ts';
import type { FileKind } from './kind.ts';
import { ntpKind } from './ntp/index.ts';
import { rcLinksKind } from './rcLinks/index.ts';
import { isForeignFolder } from './unit/identity.ts';
import { unitKind } from './unit/index.ts';

/** All kinds of files, in the order in which they are asked whether a path is theirs. */
export const KINDS: readonly FileKind[] = [
  unitKind as unknown as FileKind,
  crontabKind as unknown as FileKind,
  anacrontabKind as unknown as FileKind,
  ntpKind as unknown as FileKind,
  initScriptKind as unknown as FileKind,
  inittabKind as unknown as FileKind,
  rcLinksKind as unknown as FileKind,
];

/**
 * The kind of a file: that of the language the user picked, else what its path says. With its text at hand, files that
 * only share a suffix with units, such as the XML of other programs, are of no kind.
 */
export function kindOf(path: string, languageId?: string, text?: string): FileKind | undefined {
  if (text !== undefined && /^\uFEFF?\s*<(?:\?xml|!DOCTYPE)\b/.test(text.slice(0, 200))) return undefined;
  // An editor goes by the suffix alone and takes D-Bus and Avahi service files for units.
  if (isForeignFolder(path.slice(0, path.lastIndexOf('/')))) return undefined;
  const picked = languageId === undefined ? undefined : KINDS.find((kind) => kind.languageIds.includes(languageId));
  return picked ?? KINDS.find((kind) => kind.recognises(path));
}
