import { describe, expect, it } from 'vitest';
import { planInstall, type Verb } from '../../../server/src/core/install/plan.ts';
import { linksOf, root } from './tree.ts';

const HEADER =
  '#!/bin/sh\n### BEGIN INIT INFO\n# Provides: cron\n# Default-Start: 2 3\n# Default-Stop: 0\n### END INIT INFO\n';
const TOOL = { '/usr/sbin/update-rc.d': 'x' };
const SCRIPT = { ...TOOL, '/etc/init.d/cron': HEADER };
const ENABLED = { '/etc/rc2.d/S01cron': '-> ../init.d/cron', '/etc/rc3.d/S01cron': '-> ../init.d/cron' };

interface Case {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly verb: Verb;
  readonly version?: number;
  readonly links: readonly string[];
  readonly status?: number;
  readonly output?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    what: 'makes the links of an init script as update-rc.d does',
    files: SCRIPT,
    verb: 'enable',
    links: ['/etc/rc0.d/K01cron', '/etc/rc2.d/S01cron', '/etc/rc3.d/S01cron'],
  },
  {
    what: 'turns start links into stop links',
    files: { ...SCRIPT, ...ENABLED },
    verb: 'disable',
    links: ['/etc/rc2.d/K01cron', '/etc/rc3.d/K01cron'],
  },
  {
    what: 'turns them back, with their numbers',
    files: { ...SCRIPT, '/etc/rc2.d/K17cron': '-> ../init.d/cron' },
    verb: 'enable',
    links: ['/etc/rc2.d/S17cron'],
  },
  {
    what: 'needs update-rc.d in the root',
    files: { '/etc/init.d/cron': HEADER },
    verb: 'enable',
    links: [],
    status: 1,
  },
  {
    what: 'fails for a script that names no runlevels',
    files: { ...TOOL, '/etc/init.d/cron': '#!/bin/sh\n' },
    verb: 'enable',
    links: [],
    status: 1,
  },
  {
    what: 'changes the unit as well where there are both',
    files: { ...SCRIPT, ...ENABLED, '/usr/lib/systemd/system/cron.service': '[Install]\nWantedBy=x.target\n' },
    verb: 'enable',
    links: ['/etc/rc2.d/S01cron', '/etc/rc3.d/S01cron', '/etc/systemd/system/x.target.wants/cron.service'],
  },
  {
    what: 'is enabled by a start link in runlevel 5',
    files: { ...SCRIPT, '/etc/rc5.d/S04cron': '-> ../init.d/cron' },
    verb: 'is-enabled',
    links: ['/etc/rc5.d/S04cron'],
    output: ['enabled'],
  },
  {
    what: 'is not without it',
    files: { ...SCRIPT, ...ENABLED },
    verb: 'is-enabled',
    links: Object.keys(ENABLED),
    status: 1,
    output: ['disabled'],
  },
  {
    what: 'does not look at init scripts from 260 on',
    files: SCRIPT,
    verb: 'enable',
    version: 262,
    links: [],
    status: 1,
  },
];

describe('init scripts', () => {
  it.each(CASES)('$what', ({ files, verb, version = 252, links, status = 0, output }) => {
    const plan = planInstall(root(files), verb, ['cron'], { version });
    expect(Object.keys(linksOf(plan.tree))).toEqual(links);
    expect(plan.exitStatus).toBe(status);
    if (output) expect(plan.output).toEqual(output);
  });
});
