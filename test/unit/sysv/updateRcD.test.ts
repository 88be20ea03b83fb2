import { describe, expect, it } from 'vitest';
import { planUpdateRcD } from '../../../server/src/core/sysv/plan/updateRcD.ts';
import { linksOf, root } from '../install/tree.ts';

const HEADER = '### BEGIN INIT INFO\n# Provides: cron\n# Default-Start: 2 3\n# Default-Stop: 0\n### END INIT INFO\n';
const SCRIPT = { '/etc/init.d/cron': HEADER };
const LINKS = { '/etc/rc2.d/S07cron': '-> ../init.d/cron', '/etc/rc3.d/K09cron': '-> ../init.d/cron' };

describe('update-rc.d without insserv', () => {
  it.each<[words: string, files: Record<string, string>, status: number, links: string[]]>([
    ['cron defaults', SCRIPT, 0, ['rc0.d/K01cron', 'rc2.d/S01cron', 'rc3.d/S01cron']],
    ['cron defaults-disabled', SCRIPT, 0, ['rc0.d/K01cron', 'rc2.d/K01cron', 'rc3.d/K01cron']],
    ['cron defaults', { ...SCRIPT, ...LINKS }, 0, ['rc2.d/S07cron', 'rc3.d/K09cron']],
    ['cron enable', { ...SCRIPT, ...LINKS }, 0, ['rc2.d/S07cron', 'rc3.d/S09cron']],
    ['cron disable', { ...SCRIPT, ...LINKS }, 0, ['rc2.d/K07cron', 'rc3.d/K09cron']],
    ['cron enable 2', { ...SCRIPT, ...LINKS }, 0, ['rc2.d/S07cron', 'rc3.d/K09cron']],
    ['cron disable 0', { ...SCRIPT, ...LINKS }, 1, ['rc2.d/S07cron', 'rc3.d/K09cron']],
    ['-f cron remove', LINKS, 0, []],
    ['gone defaults', SCRIPT, 1, []],
    ['cron enable', SCRIPT, 1, []],
    ['cron', SCRIPT, 1, []],
    ['-x cron defaults', SCRIPT, 1, []],
  ])('%s', (words, files, status, links) => {
    const plan = planUpdateRcD(root(files), words.split(' '));
    expect(Object.keys(linksOf(plan.tree)).map((path) => path.slice('/etc/'.length))).toEqual(links);
    expect(plan.exitStatus).toBe(status);
  });
});
