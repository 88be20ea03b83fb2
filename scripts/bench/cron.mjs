import { loadCore } from './core.mjs';
import { row, times } from './rows.mjs';

/** A table of so many entries, as a busy machine might have. */
function longCrontab(entries) {
  const lines = ['SHELL=/bin/sh', 'PATH=/usr/bin:/bin', 'MAILTO=root', ''];
  for (let i = 0; i < entries; i++) {
    if (i % 10 === 0) lines.push(`# group ${i / 10}`);
    lines.push(
      `${i % 60} ${i % 24} * * ${i % 3 ? '*' : 'mon-fri'} root /usr/local/bin/job-${i} --date "$(date +\\%F)"`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function longAnacrontab(jobs) {
  const lines = Array.from({ length: jobs }, (_, i) => `${(i % 30) + 1} ${i % 60} job-${i} run-parts /etc/cron.daily`);
  return `RANDOM_DELAY=45\nSTART_HOURS_RANGE=3-22\n${lines.join('\n')}\n`;
}

/** Measures crontabs and anacrontabs: what a keystroke costs, and a simulated month. */
export async function measureCron({ top, stage }) {
  const contents = `export { crontabKind } from './server/src/core/kinds/crontab/index.ts';
    export { anacrontabKind } from './server/src/core/kinds/anacron/index.ts';
    export { EMPTY_WORKSPACE } from './server/src/core/kinds/kind.ts';
    export { simulate } from './server/src/core/cron/simulate.ts';
    export { timezone } from './server/src/core/values/timezone.ts';`;
  const { crontabKind, anacrontabKind, EMPTY_WORKSPACE, simulate, timezone } = await loadCore(
    { top, stage },
    'cron',
    contents,
  );
  const cron = { cron: 'debian', anacron: 'cronie' };
  const base = { languageId: undefined, systemdVersion: 262, workspace: EMPTY_WORKSPACE, cron };
  const crontab = { ...base, path: '/etc/crontab' };
  const anacrontab = { ...base, path: '/etc/anacrontab' };
  const [long, other] = [longCrontab(1000), longAnacrontab(1000)];
  const keystroke = (kind, text, context) => () => kind.diagnose(kind.parse(text, context), context);
  row(
    'keystroke (parse and diagnostics), crontab of 1,000 entries',
    times(50, keystroke(crontabKind, long, crontab)),
    'ms',
  );
  row('keystroke, anacrontab of 1,000 jobs', times(50, keystroke(anacrontabKind, other, anacrontab)), 'ms');
  const document = crontabKind.parse(long, crontab);
  const clock = { now: 1_774_700_000_000_000n, timezone: 'Europe/Berlin' };
  const offset = long.indexOf(' root ') - 2;
  row(
    'hover with the next five runs',
    times(50, () => crontabKind.hover(document, offset, { ...crontab, clock })),
    'ms',
  );
  row(
    'format, crontab of 1,000 entries',
    times(50, () => crontabKind.format(document)),
    'ms',
  );
  const installed = { cron: 'debian', systemd: true, runParts: 'debian', anacronAtBoot: false };
  const none = {
    unread: [],
    users: undefined,
    anacrontab: undefined,
    scripts: new Map(),
    programs: new Map(),
    stamps: new Map(),
  };
  const tables = [{ path: '/etc/crontab', text: longCrontab(100), executable: false }];
  const system = { installed, tables, timezone: 'Europe/Berlin', ...none };
  const zone = timezone('Europe/Berlin');
  const input = {
    cron: { ...cron, system },
    zone,
    from: 1_774_700_000 - (1_774_700_000 % 60),
    days: 30,
    off: [],
    seed: 1,
  };
  row(
    '30 days of 100 entries',
    times(20, () => simulate(input), 3),
    'ms',
  );
}
