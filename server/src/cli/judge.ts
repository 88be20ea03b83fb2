import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Context, type Diagnostic, EMPTY_WORKSPACE } from '../core/kinds/kind.ts';
import { kindOf } from '../core/kinds/registry.ts';
import { NEWEST_VERSION } from '../core/knowledge/directives.ts';
import { isSysvKind } from '../core/sysv/rootContext.ts';
import { type LineIndex, lineIndex } from '../core/text/lineIndex.ts';
import { decode } from '../hosts/decode.ts';
import { diskHostAtOnce } from '../hosts/disk.ts';
import { findRoot, systemdVersionOf } from '../hosts/root.ts';
import { type ChosenPrograms, cronAround, isCronKind } from './chosenPrograms.ts';
import type { Candidate } from './collect.ts';
import { ntpAround, withNtpFiles } from './ntpAround.ts';
import { sysvAround } from './sysvAround.ts';

/** A diagnostic with its file. */
export interface Finding {
  readonly path: string;
  readonly kind: string;
  readonly text: string;
  readonly index: LineIndex;
  readonly diagnostic: Diagnostic;
}

/** A file beyond this is refused; systemd gives up on lines far shorter. In bytes. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** What there is to say about a file; a sentence when it cannot be read. */
export async function judgeFile(
  file: Candidate,
  version: number | undefined,
  programs: ChosenPrograms = {},
): Promise<Finding[] | string> {
  const path = resolve(file.path);
  const text = read(path);
  const kind = kindOf(path, undefined, text ?? undefined);
  if (text !== undefined && text !== null && !kind) return [];
  if (!kind || text === undefined) return `${file.path} cannot be read.`;
  if (text === null) return `${file.path} is larger than 64 MB, which is no file of this kind.`;
  // In folders many files only share a suffix with units; one that was named is taken at its name.
  if (!file.named && text !== '' && !kind.looksRight(text) && !isUnitFolder(path)) return [];
  const context: Context = {
    path,
    languageId: undefined,
    systemdVersion: version ?? (await versionAround(path, file.root)),
    workspace: EMPTY_WORKSPACE,
    ...(isCronKind(kind.id) ? { cron: await cronAround(path, file.root, programs) } : {}),
    ...(kind.id === 'ntp-conf' ? { ntp: await ntpAround(path, file.root, programs.ntp) } : {}),
    ...(isSysvKind(kind.id) ? { sysv: await sysvAround(path, file.root) } : {}),
  };
  const index = lineIndex(text);
  const document = kind.parse(text, context);
  const diagnostics = kind.diagnose(document, await withNtpFiles(context, document, file.root));
  return diagnostics.map((diagnostic) => ({ path: file.path, kind: kind.id, text, index, diagnostic }));
}

function isUnitFolder(path: string): boolean {
  return /\/systemd\/(system|user)(\.control|\.attached)?\//.test(path);
}

function read(path: string): string | null | undefined {
  try {
    const stat = statSync(path);
    if (!stat.isFile() && !isNull(path)) return undefined;
    return stat.size > LARGEST_FILE ? null : decode(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** A unit that is a link to /dev/null is masked, which is fine. */
function isNull(path: string): boolean {
  const stat = statSync(path);
  return stat.isCharacterDevice() && stat.rdev === statSync('/dev/null').rdev;
}

const versions = new Map<string, Promise<number>>();

/** The version of the systemd in the root around a file, else the newest known. */
function versionAround(path: string, root: string | undefined): Promise<number> {
  const key = root ?? dirname(path);
  const known = versions.get(key) ?? findVersion(path, root);
  versions.set(key, known);
  return known;
}

async function findVersion(path: string, given: string | undefined): Promise<number> {
  const root =
    given === undefined ? await findRoot(diskHostAtOnce, pathToFileURL(path).href) : pathToFileURL(resolve(given)).href;
  return (root === undefined ? undefined : await systemdVersionOf(diskHostAtOnce, root)) ?? NEWEST_VERSION;
}
