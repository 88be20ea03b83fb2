import { type ChkconfigHeader, parseChkconfigHeader } from '../../sysv/chkconfigHeader.ts';
import type { Flavor } from '../../sysv/layout.ts';
import { type LsbEntry, type LsbHeader, parseLsbHeader } from '../../sysv/lsbHeader.ts';
import { hasInsserv } from '../../sysv/plan/updateRcD.ts';
import { touches } from '../../text/span.ts';
import type { Context, FileKind, ParsedDocument } from '../kind.ts';
import { scriptNameOf } from './files.ts';
import { outlineOf, type ScriptOutline } from './outline.ts';

/** An init script: its headers, and what its shell part does with the action. */
export interface InitScriptDocument extends ParsedDocument {
  readonly lsb: LsbHeader;
  readonly chkconfig: ChkconfigHeader;
  readonly outline: ScriptOutline;
}

/** Reads the headers of an init script and what its shell part does; of any text at all, for nothing is refused here. */
export function parseInitScript(kind: FileKind, text: string): InitScriptDocument {
  return {
    kind,
    text,
    lsb: parseLsbHeader(text),
    chkconfig: parseChkconfigHeader(text),
    outline: outlineOf(text),
  };
}

/** The name of the script that a document is; that of its file where the folder is none of init scripts. */
export function nameIn(context: Context): string {
  const path = context.sysv?.path ?? context.path;
  return scriptNameOf(path) ?? path.slice(path.lastIndexOf('/') + 1);
}

/** Whose tools read the script: those of its root; without one, Red Hat's for a script with nothing but their line. */
export function flavorIn({ lsb, chkconfig }: InitScriptDocument, { sysv }: Context): Flavor {
  if (sysv && knowsFlavor(sysv)) return sysv.flavor;
  return lsb.begin === undefined && chkconfig.line !== undefined ? 'redhat' : 'debian';
}

/** A bare folder of scripts tells nothing of its family; then Debian's is a guess. */
function knowsFlavor({ tree, flavor }: NonNullable<Context['sysv']>): boolean {
  return flavor === 'redhat' || DEBIAN.some((path) => tree?.node(path) !== undefined);
}

const DEBIAN = ['/etc/debian_version', '/usr/sbin/update-rc.d', '/lib/init/rc', '/etc/insserv.conf', '/etc/rcS.d'];

/** The line of the header that holds an offset. */
export function entryAt({ lsb, text }: InitScriptDocument, offset: number): LsbEntry | undefined {
  return lsb.entries.find(({ nameSpan, valueSpan }) => {
    const newline = text.indexOf('\n', nameSpan.start);
    const end = Math.max(newline < 0 ? text.length : newline, valueSpan.end);
    return touches({ start: text.lastIndexOf('\n', nameSpan.start) + 1, end }, offset);
  });
}

/** Whether insserv reads the script, which complains about more than any other: where nobody knows, it may. */
export function complains(flavor: Flavor, { sysv }: Context): boolean {
  return flavor === 'debian' && (sysv?.tree === undefined || hasInsserv(sysv.tree));
}
