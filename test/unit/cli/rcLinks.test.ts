import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootwright } from './terminal.ts';

let top: string;
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'bootwright-links-'));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** A whole Red Hat root, one with programs, with scripts and links below `etc/rc.d`. */
function rootOf(name: string, scripts: readonly string[], links: Readonly<Record<string, string>>): string {
  const etc = join(top, name, 'etc');
  for (const folder of ['init.d', 'rc3.d', 'rc5.d']) mkdirSync(join(etc, 'rc.d', folder), { recursive: true });
  for (const folder of ['init.d', 'rc3.d', 'rc5.d']) symlinkSync(`rc.d/${folder}`, join(etc, folder));
  mkdirSync(join(top, name, 'usr/bin'), { recursive: true });
  writeFileSync(join(top, name, 'usr/bin/sh'), '');
  writeFileSync(join(etc, 'redhat-release'), 'CentOS release 6.10\n');
  for (const script of scripts) {
    writeFileSync(join(etc, 'init.d', script), '#!/bin/sh\n');
    chmodSync(join(etc, 'init.d', script), 0o755);
  }
  for (const [link, target] of Object.entries(links)) symlinkSync(target, join(etc, 'rc.d', link));
  return join(top, name);
}

interface Report {
  readonly files: number;
  readonly diagnostics: readonly {
    path: string;
    kind: string;
    code: string;
    severity: string;
    message: string;
    range: { start: { line: number; character: number } };
  }[];
}

async function check(root: string): Promise<{ status: number; report: Report; told: string[] }> {
  const { status, out } = await bootwright(['check', '--root', root, '--format', 'json']);
  const report: Report = JSON.parse(out);
  const of = report.diagnostics.filter(({ kind }) => kind === 'rc-links');
  return {
    status,
    report,
    told: of.map(({ path, severity, code }) => `${path.slice(root.length)} ${severity} ${code}`),
  };
}

describe('bootwright check of a root with links of runlevels', () => {
  it('judges each link once, at its own path', async () => {
    const root = rootOf('plain', ['crond'], {
      'rc3.d/S90crond': '../init.d/crond',
      'rc3.d/S9crond': '../init.d/crond',
      'rc3.d/K74ntpd': '../init.d/ntpd',
      'rc5.d/S90crond.rpmsave': '../init.d/crond',
    });
    const { status, told, report } = await check(root);
    expect(told).toEqual([
      '/etc/rc.d/rc3.d/K74ntpd warning rc-links.missing-script',
      '/etc/rc.d/rc3.d/S9crond warning rc-links.digits',
      '/etc/rc.d/rc5.d/S90crond.rpmsave information rc-links.leftover',
    ]);
    expect(status).toBe(1);
    expect(report.diagnostics.find(({ code }) => code === 'rc-links.missing-script')?.range.start).toEqual({
      line: 0,
      character: 11,
    });
    const { out } = await bootwright(['check', '--root', root]);
    expect(out).toContain(
      '/etc/rc.d/rc3.d/K74ntpd:1:12: warning: K74ntpd leads to ../init.d/ntpd, which does not exist: rc passes over it. [rc-links.missing-script]\n 1 | K74ntpd -> ../init.d/ntpd\n',
    );
  });

  it('answers hostile links clearly', async () => {
    const root = rootOf('hostile', ['a'], {
      'init.d/loop': 'loop',
      'init.d/up': '../../../../../../../../../../etc/passwd',
      'rc3.d/S01loop': '../init.d/loop',
      'rc3.d/S02away': '/nowhere/at/all',
      'rc3.d/S03up': '../init.d/up',
      'rc3.d/S04self': 'S04self',
      'rc3.d/S05folder': '..',
      'rc3.d/S06line\nbreak': '../init.d/a',
      'rc3.d/S07arrow -> x': '../init.d/a',
      [`rc3.d/S08${'x'.repeat(250)}`]: '../init.d/a',
      'rc3.d/# comment': '../init.d/a',
    });
    const { told, report } = await check(root);
    expect(told).toEqual([
      '/etc/rc.d/rc3.d/S01loop warning rc-links.missing-script',
      '/etc/rc.d/rc3.d/S02away warning rc-links.missing-script',
      '/etc/rc.d/rc3.d/S03up warning rc-links.missing-script',
      '/etc/rc.d/rc3.d/S04self warning rc-links.missing-script',
      '/etc/rc.d/rc3.d/S05folder warning rc-links.no-script',
      `/etc/rc.d/rc3.d/S08${'x'.repeat(250)} warning rc-links.other-script`,
    ]);
    const of = (name: string) => report.diagnostics.find(({ path }) => path.endsWith(name))?.message;
    expect(of('S01loop')).toContain('is a link in a circle');
    expect(of('S03up')).toContain('does not exist');
  });

  it('answers for 5,000 links', async () => {
    const names = Array.from({ length: 2500 }, (_, n) => `svc${n}`);
    const link = (level: string) =>
      names.map(
        (name, n) =>
          [
            `rc${level}.d/S${String(n % 100).padStart(2, '0')}${name}`,
            `../init.d/${name}${n % 2 ? '' : 'gone'}`,
          ] as const,
      );
    const root = rootOf('many', names, Object.fromEntries([...link('3'), ...link('5')]));
    const before = process.cpuUsage();
    const { told, report } = await check(root);
    expect(report.files).toBeGreaterThanOrEqual(5000);
    expect(told).toHaveLength(2500);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(8);
  });
});
