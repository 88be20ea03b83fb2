import { bootsWithSystemd } from '../../sysv/rootContext.ts';
import { nativeUnit } from '../../sysv/runlevelTable.ts';
import type { Span } from '../../text/span.ts';
import { chase } from '../../tree/chase.ts';
import type { Context, Diagnostic } from '../kind.ts';
import { chkconfigFindings } from './chkconfigFindings.ts';
import { complains, flavorIn, type InitScriptDocument } from './document.ts';
import { scriptNameOf } from './files.ts';
import { finding } from './findings.ts';
import { lsbFindings } from './lsbFindings.ts';
import { relationFindings } from './relationFindings.ts';
import { shellFindings } from './shellFindings.ts';

/**
 * Everything there is to say about an init script, in the order of the file. Errors and warnings are what the tools of
 * its root refuse or complain about: insserv and update-rc.d, or chkconfig; the rest is advice.
 */
export function diagnoseInitScript(document: InitScriptDocument, context: Context): Diagnostic[] {
  if (isNoService(context) || document.text.trim() === '') return [];
  const flavor = flavorIn(document, context);
  const found = [
    ...notExecutable(document, complains(flavor, context), context),
    ...bySystemd(document, context),
    ...lsbFindings(document, flavor, context),
    ...relationFindings(document, flavor, context),
    ...chkconfigFindings(document, flavor, context),
    ...shellFindings(document, flavor, context),
  ];
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** README, the library of shell functions and copies that were left may be open as this language, too. */
function isNoService({ sysv, path }: Context): boolean {
  const where = sysv?.path ?? path;
  return /\/init\.d\/[^/]+$/.test(where) && scriptNameOf(where) === undefined;
}

/** The first systemd without the generator that makes units of init scripts. */
const WITHOUT_GENERATOR = 262;

/** Where systemd boots, a unit of that name is started in place of the script, and a new systemd starts no script at all. */
function bySystemd({ text }: InitScriptDocument, { sysv, systemdVersion }: Context): Diagnostic[] {
  const name = sysv?.path === undefined ? undefined : scriptNameOf(sysv.path);
  if (!sysv?.tree || name === undefined || !bootsWithSystemd(sysv.tree)) return [];
  const unit = nativeUnit(sysv.tree, name);
  const message =
    unit !== undefined
      ? `This root boots with systemd, which starts ${unit} in place of this script.`
      : systemdVersion >= WITHOUT_GENERATOR
        ? `This root boots with systemd ${systemdVersion}, which makes no units of init scripts any more: nothing starts this one.`
        : undefined;
  return message === undefined ? [] : [finding('information', 'systemd', firstLine(text), message)];
}

function firstLine(text: string): Span {
  const newline = text.indexOf('\n');
  return { start: 0, end: newline < 0 ? text.length : newline };
}

/** Nobody runs a script that is not executable: insserv, rc and systemd's generator leave it out. */
function notExecutable({ text }: InitScriptDocument, strict: boolean, { sysv }: Context): Diagnostic[] {
  if (!sysv?.tree || sysv.path === undefined || sysv.tree.modesUnknown) return [];
  const end = chase(sysv.tree, sysv.path);
  if (!end.found || end.node.type !== 'file' || end.node.executable) return [];
  const span = firstLine(text);
  const message = `The script is not executable, so that nothing starts it: run \`chmod +x ${sysv.path}\`.`;
  return [finding(strict ? 'warning' : 'information', 'not-executable', span, message)];
}
