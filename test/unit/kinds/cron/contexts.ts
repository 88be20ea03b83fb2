import type { AnacronImplementation, CronImplementation } from '../../../../server/src/core/cron/implementation.ts';
import type { CronSystem } from '../../../../server/src/core/cron/system.ts';
import { usersIn } from '../../../../server/src/core/cron/system.ts';
import { anacrontabKind } from '../../../../server/src/core/kinds/anacron/index.ts';
import { crontabKind } from '../../../../server/src/core/kinds/crontab/index.ts';
import { type Context, type Diagnostic, EMPTY_WORKSPACE } from '../../../../server/src/core/kinds/kind.ts';

export interface Where {
  readonly path?: string;
  readonly cron?: CronImplementation;
  readonly anacron?: AnacronImplementation;
  readonly system?: CronSystem | undefined;
  /** Such as `2026-03-28T12:00Z`. */
  readonly now?: string;
  readonly timezone?: string;
  readonly names?: Readonly<Record<string, readonly string[]>>;
}

/** A root with a few users, scripts and programs. */
export const SYSTEM: CronSystem = {
  installed: {
    cron: 'debian',
    anacron: undefined,
    systemd: true,
    runParts: 'debian',
    anacronTimer: undefined,
    anacronAtBoot: false,
  },
  users: usersIn('root:x:0:0:root:/root:/bin/bash\nann:x:1000:1000:Ann Example,,,:/home/ann:/bin/bash\n'),
  tables: [],
  unread: [],
  anacrontab: undefined,
  scripts: new Map([
    [
      '/etc/cron.daily',
      [
        { name: '.placeholder', type: 'file', executable: false },
        { name: 'backup.sh', type: 'file', executable: true },
        { name: 'clean', type: 'file', executable: false },
        { name: 'logrotate', type: 'file', executable: true },
      ],
    ],
    ['/etc/cron.weekly', [{ name: 'man-db', type: 'file', executable: true }]],
  ]),
  programs: new Map([
    ['/usr/bin', new Set(['run-parts', 'true', 'date'])],
    ['/bin', new Set(['run-parts', 'true', 'date', 'sh'])],
    ['/usr/sbin', new Set(['logrotate'])],
    ['/sbin', new Set(['logrotate'])],
  ]),
  stamps: new Map([['cron.daily', '20260102']]),
  timezone: 'Europe/Berlin',
};

export function contextOf(where: Where = {}): Context {
  return {
    path: where.path ?? '/etc/crontab',
    languageId: undefined,
    systemdVersion: 262,
    workspace: { ...EMPTY_WORKSPACE, list: (folder) => where.names?.[folder] ?? [] },
    cron: { cron: where.cron ?? 'debian', anacron: where.anacron ?? 'cronie', system: where.system },
    ...(where.now ? { clock: { now: BigInt(Date.parse(where.now)) * 1000n, timezone: where.timezone ?? 'UTC' } } : {}),
  };
}

export function crontabOf(text: string, where: Where = {}) {
  return crontabKind.parse(text, contextOf(where));
}

export function anacrontabOf(text: string, where: Where = {}) {
  return anacrontabKind.parse(text, contextOf({ path: '/etc/anacrontab', ...where }));
}

/** What is said of a crontab, as `severity code: the text that it is about`. */
export function judgeCrontab(text: string, where: Where = {}): string[] {
  return shown(text, crontabKind.diagnose(crontabOf(text, where), contextOf(where)));
}

/** The same of an anacrontab. */
export function judgeAnacrontab(text: string, where: Where = {}): string[] {
  return shown(
    text,
    anacrontabKind.diagnose(anacrontabOf(text, where), contextOf({ path: '/etc/anacrontab', ...where })),
  );
}

function shown(text: string, found: readonly Diagnostic[]): string[] {
  return found.map(
    ({ severity, code, span }) => `${severity} ${code.replace(/^\w+\./, '')}: ${text.slice(span.start, span.end)}`,
  );
}
