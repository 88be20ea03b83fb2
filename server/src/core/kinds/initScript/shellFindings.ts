import type { Flavor } from '../../sysv/layout.ts';
import { LOCK_FOLDER, lockContract } from '../../sysv/locks.ts';
import { lsbValue } from '../../sysv/lsbHeader.ts';
import type { Span } from '../../text/span.ts';
import type { Context, Diagnostic } from '../kind.ts';
import { type InitScriptDocument, nameIn } from './document.ts';
import { finding } from './findings.ts';
import { branchOf, takesAction } from './outline.ts';

/** Red Hat's scripts that end a runlevel or belong to no service: rc does not go by their lock files. */
const WITHOUT_LOCK = /^(?:halt|reboot|killall|single|functions|rc\.local|local|netfs|sandbox|netconsole)$/;

/** What the shell part of a script leaves out. No program complains about it, so that all is information. */
export function shellFindings(document: InitScriptDocument, flavor: Flavor, context: Context): Diagnostic[] {
  return [...actionFindings(document), ...(flavor === 'redhat' ? lockFindings(document, context) : [])];
}

const WANTED: readonly (readonly [action: string, why: string])[] = [
  ['start', 'the script does nothing when it is to start the service'],
  ['stop', 'the script does nothing when it is to stop the service'],
  ['restart', '`service NAME restart` does not work'],
  ['force-reload', 'LSB asks for it: reload, or else restart'],
  ['status', '`service NAME status` does not work'],
];

/** Actions that the case over the first argument does not take. */
function actionFindings({ outline, text, lsb }: InitScriptDocument): Diagnostic[] {
  const { actions } = outline;
  if (!actions || actions.branches.length === 0) return [];
  const newline = text.indexOf('\n', actions.span.start);
  const span = { start: actions.span.start, end: newline < 0 ? text.length : newline };
  // What only runs while the machine boots has nothing to stop or to ask for.
  const boots = /^S$/i.test(lsbValue(lsb, 'Default-Start')?.value ?? '');
  const indent = /^[ \t]*/.exec(text.slice(actions.branches[0]!.span.start))![0];
  const before = actions.branches.find(({ patterns }) => patterns.some((one) => one.text === '*'))?.span.start;
  return WANTED.flatMap(([action, why]) => {
    if (takesAction(outline, action) || (boots && action !== 'start')) return [];
    const body = bodyFor(
      action,
      outline.functions.map(({ name }) => name),
    );
    const newText = `${indent}${action})\n${indent}\t${body}\n${indent}\t;;\n`;
    const at = before ?? actions.end;
    const fix = { title: `Add ${action})`, edits: [{ span: { start: at, end: at }, newText }], preferred: true };
    const severity = action === 'start' || action === 'stop' ? 'information' : 'hint';
    return [finding(severity, 'missing-action', span, `The case has no branch for ${action}: ${why}.`, [fix])];
  });
}

function bodyFor(action: string, functions: readonly string[]): string {
  if (action === 'restart') return '"$0" stop\n\t\t"$0" start';
  if (action === 'force-reload') return '"$0" restart';
  return functions.find((name) => name === action || name === `do_${action}` || name === `rh_${action}`) ?? ':';
}

/** The contract of /var/lock/subsys, by which Red Hat's rc knows what is up. */
function lockFindings({ outline, text }: InitScriptDocument, context: Context): Diagnostic[] {
  const name = nameIn(context);
  if (WITHOUT_LOCK.test(name) || !outline.actions) return [];
  const { creates, removes } = lockContract(text, name);
  const isOwn = (lock: string) => lock === name || lock === `${name}.init`;
  const found: Diagnostic[] = [];
  const start = spanOf(outline, 'start');
  const stop = spanOf(outline, 'stop');
  const wrong = creates.find((lock) => !isOwn(lock) && !lock.includes('$'));
  if (start && creates.length === 0) {
    const message = `A start never creates ${LOCK_FOLDER}/${name}, so for rc the service is never up: it is not stopped at a change of runlevel, nor at shutdown. Add \`touch ${LOCK_FOLDER}/${name}\` where the start has worked.`;
    found.push(finding('information', 'lock-not-made', start, message));
  } else if (start && wrong !== undefined && !creates.some(isOwn)) {
    const message = `A start creates the lock file ${wrong}, but rc looks for ${name}, the name of the script: it does not see that the service is up, and at shutdown the lock file is deleted and nothing stopped.`;
    found.push(finding('information', 'lock-name', mention(text, wrong) ?? start, message));
  }
  if (stop && creates.some(isOwn) && !removes.some(isOwn)) {
    const message = `A stop leaves ${LOCK_FOLDER}/${name} behind: rc takes the service for running, and does not start it again. Add \`rm -f ${LOCK_FOLDER}/${name}\`.`;
    found.push(finding('information', 'lock-left', stop, message));
  }
  return found;
}

/** The pattern of a branch; what a start or stop is. */
function spanOf(outline: InitScriptDocument['outline'], action: string): Span | undefined {
  return branchOf(outline, action)?.patterns.find(({ text }) => text === action)?.span;
}

function mention(text: string, lock: string): Span | undefined {
  const at = text.indexOf(`/subsys/${lock}`);
  return at < 0 ? undefined : { start: at + '/subsys/'.length, end: at + '/subsys/'.length + lock.length };
}
