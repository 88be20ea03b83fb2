import type { Severity } from '../core/kinds/kind.ts';
import { majorVersion } from '../core/knowledge/versions.ts';
import { append } from '../core/lists/append.ts';
import { chosenPrograms, PROGRAM_OPTIONS } from './chosenPrograms.ts';
import { collectFiles } from './collect.ts';
import { type Finding, judgeFile } from './judge.ts';
import { linkFindings } from './linkFindings.ts';
import { oneOf, readOptions } from './options.ts';
import { asGithub } from './report/github.ts';
import { asJson } from './report/json.ts';
import { asSarif } from './report/sarif.ts';
import { asText } from './report/text.ts';
import { type Command, type Terminal, UsageError } from './terminal.ts';

const FORMATS = ['text', 'json', 'sarif', 'github'] as const;

/** Judges files as the init system would. */
export const check: Command = {
  usage: 'check [PATH...] [--root DIR] [--systemd VERSION] [--format text|json|sarif|github] [--fail-on error|warning]',
  summary: 'says what systemd would complain about, line by line',
  help: `PATH is a file or a folder (default: the root, else the current folder). A folder that is a system root, such as /,
is searched only where its units and the like live; of System V init the links of all runlevels are judged, too.

  --root DIR          the system root that absolute paths are looked up in
  --systemd VERSION   the version to judge by, such as 252 (default: that of the root, else the newest known)
  --cron NAME         the cron that reads crontabs: debian or cronie (default: that of the root, else debian)
  --anacron NAME      the same for anacrontab
  --ntp NAME          the daemon that reads ntp.conf: classic or ntpsec (default: that of the root, else ntpsec)
  --format FORMAT     text (default), json, sarif or github (annotations of a workflow)
  --fail-on LEVEL     what makes the exit status 1: error or warning (default)

Exit status: 0 nothing at that level, 1 findings, 2 it could not be done.
`,
  run: runCheck,
};

async function runCheck(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, rest } = readOptions(args, ['root', 'systemd', ...PROGRAM_OPTIONS, 'format', 'fail-on']);
  const format = oneOf('format', values.format, FORMATS, 'text');
  const failOn = oneOf('fail-on', values['fail-on'], ['error', 'warning'] as const, 'warning');
  const version = values.systemd === undefined || values.systemd === 'auto' ? undefined : majorVersion(values.systemd);
  if (values.systemd !== undefined && values.systemd !== 'auto' && version === undefined) {
    throw new UsageError(`--systemd=${values.systemd} is not a version; write a number such as 252.`);
  }
  const programs = chosenPrograms(values);
  const { files, roots, problems } = await collectFiles(rest, values.root);
  const findings: Finding[] = [];
  let judged = 0;
  for (const file of files) {
    const found = await judgeFile(file, version, programs);
    if (typeof found === 'string') problems.push(found);
    else {
      judged++;
      append(findings, found);
    }
    if (terminal.progress && judged % 500 === 0 && judged > 0)
      terminal.error(`\rchecked ${judged} of ${files.length} files`);
  }
  if (terminal.progress && files.length >= 500) terminal.error('\r\x1b[K');
  for (const root of roots) {
    const found = await linkFindings(root);
    judged += found.links;
    append(findings, found.findings);
  }
  terminal.out(report(format, judged, findings, terminal.colours));
  for (const problem of problems) terminal.error(`bootwright check: ${problem}\n`);
  if (problems.length > 0) return 2;
  const counts: readonly Severity[] = failOn === 'error' ? ['error'] : ['error', 'warning'];
  return findings.some(({ diagnostic }) => counts.includes(diagnostic.severity)) ? 1 : 0;
}

function report(
  format: (typeof FORMATS)[number],
  files: number,
  findings: readonly Finding[],
  colours: boolean,
): string {
  switch (format) {
    case 'json':
      return asJson(files, findings);
    case 'sarif':
      return asSarif(findings);
    case 'github':
      return asGithub(findings);
    case 'text':
      return asText(files, findings, colours);
  }
}
