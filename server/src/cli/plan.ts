import { parseArgs } from 'node:util';
import { shellLines, shellQuote } from '../core/features/plan/shellLines.ts';
import { writeChanges } from '../hosts/writeChanges.ts';
import { chosenRoot } from './chosenRoot.ts';
import { oneOf } from './options.ts';
import type { Planned, Planner } from './plan/planner.ts';
import { systemctl } from './plan/systemctl.ts';
import { sysv } from './plan/sysv.ts';
import { type Command, type Terminal, UsageError } from './terminal.ts';
import { visible } from './visible.ts';

/** All that can be planned. */
const PLANNERS: readonly Planner[] = [systemctl, sysv];
const FORMATS = ['text', 'json', 'shell'] as const;

/** Shows what enabling, masking and so on would change, link by link; writes it only when asked to. */
export const plan: Command = {
  usage: 'plan VERB [ARGS] [--root DIR] [--systemd VERSION] [--apply] [--format text|json|shell]',
  summary: 'says what systemctl enable, mask, preset..., update-rc.d, insserv or chkconfig would change, link by link',
  help: `VERB and ARGS are those of systemctl:
  ${systemctl.verbs.join(', ')}
or VERB is a tool for init scripts; what follows "--" is its own:
  update-rc.d [-- -f] NAME defaults|defaults-disabled|enable|disable|remove [RUNLEVEL...]
  insserv [SCRIPT...] [--remove] [--force]
  chkconfig -- --add NAME | --del NAME | --list [NAME] | [--level LEVELS] NAME on|off|reset|resetpriorities

  --root DIR          the system root (default: the one around the current folder, else /)
  --systemd VERSION   the version whose answer is wanted, such as 252 (default: that of the root, else the newest known)
  --runtime, --force, --global, --preset-mode full|enable-only|disable-only
                      as for systemctl
  --apply             writes the changes: all of them, or none when one cannot be made
  --format FORMAT     text (default), json, or shell: the ln and rm lines. Paths in json are inside the root

Exit status: that of the tool; 2 when nothing could be planned or written.
`,
  run: runPlan,
};

const OPTIONS = {
  root: { type: 'string' },
  systemd: { type: 'string' },
  format: { type: 'string' },
  'preset-mode': { type: 'string' },
  runtime: { type: 'boolean' },
  force: { type: 'boolean' },
  global: { type: 'boolean' },
  remove: { type: 'boolean' },
  apply: { type: 'boolean' },
} as const;

/** Of what could not be read; more would bury the plan. */
const MOST_SENTENCES = 10;

async function runPlan(words: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(words);
  const format = oneOf('format', values.format, FORMATS, 'text');
  const [verb, ...args] = positionals;
  const planner = verb === undefined ? undefined : PLANNERS.find(({ verbs }) => verbs.includes(verb));
  if (verb === undefined || !planner) {
    const all = PLANNERS.flatMap(({ verbs }) => verbs).join(', ');
    throw new UsageError(`${verb === undefined ? 'write a verb' : `there is no verb "${verb}"`}: ${all}.`);
  }
  const root = await chosenRoot(values.root);
  const planned = await planner.plan({
    root,
    systemd: values.systemd,
    verb,
    args,
    runtime: values.runtime ?? false,
    force: values.force ?? false,
    global: values.global ?? false,
    remove: values.remove ?? false,
    presetMode: values['preset-mode'],
  });
  const refused = values.apply && planned.unknown.length > 0;
  const written = values.apply && !refused ? writeChanges(root, planned) : undefined;
  terminal.out(report(format, root, planned, refused ? false : written?.done));
  for (const sentence of planned.unknown.slice(0, MOST_SENTENCES)) terminal.error(`bootwright plan: ${sentence}\n`);
  if (format !== 'json') {
    for (const { level, text } of planned.messages)
      if (level !== 'info') terminal.error(`${level}: ${visible(text)}\n`);
  }
  if (refused) {
    terminal.error('bootwright plan: nothing was changed, as the plan may be wrong.\n');
    return 2;
  }
  if (!written || written.done) return planned.exitStatus;
  terminal.error(`bootwright plan: nothing was changed: ${written.path} ${written.reason}.\n`);
  for (const path of written.notUndone) terminal.error(`bootwright plan: ${path} could not be put back.\n`);
  return 2;
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
}

function report(
  format: (typeof FORMATS)[number],
  root: string,
  planned: Planned,
  applied: boolean | undefined,
): string {
  if (format === 'json') return asJson(planned, applied);
  if (planned.output) return planned.output.map((line) => `${line}\n`).join('');
  if (format === 'text') return asText(planned, applied);
  return shellLines(root, planned)
    .map((line) => `${line}\n`)
    .join('');
}

function asJson({ exitStatus, changes, messages, output }: Planned, applied: boolean | undefined): string {
  const answer = {
    exitStatus,
    changes,
    messages: messages.map(({ text }) => text),
    ...(output ? { output } : {}),
    ...(applied === undefined ? {} : { applied }),
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

function asText({ changes, equivalent }: Planned, applied: boolean | undefined): string {
  const lines = changes.map((change) =>
    change.op === 'symlink' ? `  + ${shown(change.path)} -> ${shown(change.target)}` : `  - ${shown(change.path)}`,
  );
  const made = changes.filter(({ op }) => op === 'symlink').length;
  const counts = [count(made, 'to make'), count(changes.length - made, 'to remove')].filter(Boolean).join(', ');
  const what =
    counts === '' ? 'No link changes.' : `${counts}${applied ? ': done' : applied === undefined ? '' : ': not done'}.`;
  return [equivalent.map(shellQuote).join(' '), ...lines, what, ''].join('\n');
}

function count(links: number, what: string): string {
  return links === 0 ? '' : `${links} ${links === 1 ? 'link' : 'links'} ${what}`;
}

/** The same as words that a shell takes back. */
function shown(path: string): string {
  return /[\p{Cc}\p{Cs}]/u.test(path) ? shellQuote(path) : path;
}
