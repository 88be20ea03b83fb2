import { DEFAULT_SYSV, type SysvContext } from '../../sysv/context.ts';
import { type Flavor, isRunlevel, type Runlevel, rcFolder } from '../../sysv/layout.ts';
import { type Scripts, scriptsOf } from '../../sysv/scriptFacts.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import type { Context, FileKind, ParsedDocument } from '../kind.ts';
import { type LinkLine, type ListingLine, parseListing } from './parse.ts';

/** A listing of the links of a runlevel. */
export interface RcLinksDocument extends ParsedDocument {
  readonly lines: readonly ListingLine[];
  /** The lines that stand for links. */
  readonly links: readonly LinkLine[];
}

/** Reads a listing of links; what is no line of one is kept as such. */
export function parseRcLinks(kind: FileKind, text: string): RcLinksDocument {
  const lines = parseListing(text);
  return { kind, text, lines, links: lines.filter((line) => line.type === 'link') };
}

/** What a listing is judged against. */
export interface Surroundings {
  readonly flavor: Flavor;
  /** Undefined where the path names none. */
  readonly level: Runlevel | undefined;
  readonly tree: SystemTree | undefined;
  /** The folder of the links, as relative targets start there. */
  readonly folder: string;
  /** Undefined without a root. */
  readonly scripts: Scripts | undefined;
}

/** What surrounds a listing, as the context has it. */
export function surroundingsOf(context: Context): Surroundings {
  const { flavor, tree, path }: SysvContext = context.sysv ?? DEFAULT_SYSV;
  const level = levelOf(path ?? context.path);
  const folder = (tree && level && rcFolder(tree, level)) ?? `/etc/rc${level ?? '3'}.d`;
  return { flavor, level, tree, folder, scripts: tree && scriptsOf(tree, flavor) };
}

/** The runlevel that a path names, such as 3 for `/etc/rc.d/rc3.d`, `/etc/rc3.d/.rc-links` and `rc3.d.rc-links`. */
export function levelOf(path: string): Runlevel | undefined {
  const level = /rc([0-6S])\.d[^/]*(?:\/\.rc-links)?$/.exec(path)?.[1];
  return level !== undefined && isRunlevel(level) ? level : undefined;
}

/** The links in the order in which rc comes to them: those that stop first, each kind by name. */
export function inOrder<T extends { readonly name: { readonly text: string } }>(links: readonly T[]): T[] {
  const rank = (name: string) => (name.startsWith('K') ? 0 : name.startsWith('S') ? 1 : 2);
  return [...links].sort(
    ({ name: { text: a } }, { name: { text: b } }) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0),
  );
}

/** The line around an offset. */
export function lineAt(lines: readonly ListingLine[], offset: number): ListingLine | undefined {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lines[middle]!.span.start <= offset) low = middle + 1;
    else high = middle;
  }
  const line = lines[low - 1];
  return line && offset <= line.span.end ? line : undefined;
}

/** The target of a link to a script, as chkconfig and update-rc.d write it. */
export function usualTarget(script: string): string {
  return `../init.d/${script}`;
}
