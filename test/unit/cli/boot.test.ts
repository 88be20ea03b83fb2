import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootwright } from './terminal.ts';

const VENDOR = 'usr/lib/systemd/system';
const SERVICE = '[Service]\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n';
const FILES: Readonly<Record<string, string>> = {
  [`root/${VENDOR}/sysinit.target`]: '[Unit]\n',
  [`root/${VENDOR}/basic.target`]: '[Unit]\nRequires=sysinit.target\nAfter=sysinit.target\n',
  [`root/${VENDOR}/multi-user.target`]: '[Unit]\nRequires=basic.target\nAfter=basic.target\nAllowIsolate=yes\n',
  [`root/${VENDOR}/rescue.target`]: '[Unit]\nAllowIsolate=yes\n',
  [`root/${VENDOR}/shutdown.target`]: '[Unit]\n',
  [`root/${VENDOR}/web.service`]: `[Unit]\nDescription=The web\n${SERVICE}`,
  [`root/${VENDOR}/off.service`]: SERVICE,
  [`root/${VENDOR}/broken.service`]: '[Service]\nType=oneshot\nExecStart=/usr/bin/gone\n',
  'root/usr/bin/env': '',
  'root/bin/sleep': '',
  'times.txt': '  2.500s web.service\n',
  'nothing.txt': 'hello\n',
  'first/top.target': '[Unit]\nWants=one.service two.service\nAfter=one.service\n',
  'first/one.service': '[Unit]\nDefaultDependencies=no\n[Service]\nExecStart=/bin/sleep 1\n',
  'second/one.service': '[Unit]\nDefaultDependencies=no\nDescription=hidden\n[Service]\nExecStart=/bin/sleep 2\n',
  'second/two.service':
    '[Unit]\nDefaultDependencies=no\n[Service]\nExecStart=/bin/sleep 3\n[Install]\nWantedBy=top.target\n',
  'second/three.service':
    '[Unit]\nDefaultDependencies=no\n[Service]\nExecStart=/bin/sleep 4\n[Install]\nWantedBy=top.target\n',
};
let folder = '';
let root = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootwright-boot-'));
  root = join(folder, 'root');
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: path.includes('/bin/') ? 0o755 : 0o644 });
  }
  const wants = join(root, 'etc/systemd/system/multi-user.target.wants');
  mkdirSync(wants, { recursive: true });
  for (const name of ['web.service', 'broken.service']) symlinkSync(`/${VENDOR}/${name}`, join(wants, name));
  symlinkSync('multi-user.target', join(root, VENDOR, 'default.target'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const boot = (...args: string[]) => bootwright(['boot', '--root', root, '--systemd', '257', ...args]);

async function asJson(...args: string[]) {
  const { status, out, error } = await boot('--format', 'json', ...args);
  return { status, error, found: out === '' ? undefined : JSON.parse(out) };
}
const unitsOf = (jobs: readonly { unit: string }[]) => jobs.map(({ unit }) => unit);

describe('boot', () => {
  it('shows a tree', async () => {
    const { status, out } = await boot();
    expect(status).toBe(0);
    expect(out).toContain('systemd 257, default.target:');
    expect(out).toMatch(/● web\.service .*The web/);
  });

  it('gives JSON with jobs, units and what is active', async () => {
    const { status, found } = await asJson();
    expect(status).toBe(0);
    expect(found).toMatchObject({ systemd: '257', anchor: 'default.target', dropped: [] });
    expect(found.then).toEqual([]);
    expect(unitsOf(found.jobs)).toEqual([
      'basic.target',
      'broken.service',
      'multi-user.target',
      'sysinit.target',
      'web.service',
    ]);
    expect(found.units['web.service']).toMatchObject({ load: 'loaded', fragment: `/${VENDOR}/web.service` });
    expect(found.units['web.service'].dependencies.WantedBy).toEqual({ 'multi-user.target': ['destination-file'] });
    expect(found.active).toContain('web.service');
    expect(found.active).not.toContain('broken.service');
  });

  it('boots the unit that is named, a target without its suffix too', async () => {
    expect((await asJson('rescue')).found.anchor).toBe('rescue.target');
  });

  it('goes by the command line', async () => {
    const { found } = await asJson('--cmdline', 'quiet systemd.unit=rescue.target');
    expect(found.anchor).toBe('rescue.target');
  });

  it.each(['dot', 'svg', 'mermaid'])('draws as %s', async (format) => {
    const { status, out } = await boot('--format', format);
    expect(status).toBe(0);
    expect(out).toContain('web.service');
  });

  it('lists the jobs, a line for each', async () => {
    const { status, out } = await boot('--format', 'jobs');
    expect(status).toBe(0);
    expect(out.split('\n')).toEqual([
      'start basic.target',
      'start broken.service',
      'start multi-user.target',
      'start sysinit.target',
      'start web.service',
      '',
    ]);
    const refused = await boot('--format', 'jobs', '--with', 'mask basic.target');
    expect(refused).toMatchObject({ status: 1, out: '' });
    expect(refused.error).toMatch(/^systemd refuses the boot: .*basic\.target/);
  });

  it('lists the jobs of commands, too', async () => {
    const { out } = await boot('--format', 'jobs', '--then', 'stop web.service');
    expect(out).toMatch(/^start web\.service\n# then stop web\.service\nstop web\.service\n$/m);
  });

  it('ends with 1 when systemd refuses the boot', async () => {
    const { status, found } = await asJson('--with', 'mask basic.target');
    expect(status).toBe(1);
    expect(found.error).toContain('basic.target');
    expect(found.jobs).toEqual([]);
  });

  it('takes measured times', async () => {
    const { found } = await asJson('--times', join(folder, 'times.txt'));
    const web = found.schedule.find(({ unit }: { unit: string }) => unit === 'web.service');
    expect(web).toMatchObject({ assumed: false });
    expect(web.end - web.start).toBe(2_500_000);
  });
});

describe('boot --with', () => {
  it('boots the changed root and says what differs', async () => {
    const { found } = await asJson('--with', 'enable off.service', '--with', 'mask web.service');
    expect(unitsOf(found.jobs)).toContain('off.service');
    expect(unitsOf(found.jobs)).not.toContain('web.service');
    expect(unitsOf(found.difference.gained)).toEqual(['off.service']);
    const { out } = await boot('--with', 'enable off.service');
    expect(out).toMatch(/What the changes do\n.*gained\n.*\+ off\.service/);
  });

  it('writes nothing', async () => {
    await boot('--with', 'mask web.service');
    expect(unitsOf((await asJson()).found.jobs)).toContain('web.service');
  });
});

describe('boot --then', () => {
  it('gives commands to the running system', async () => {
    const { status, found } = await asJson('--then', 'stop web.service', '--then', 'isolate rescue.target');
    expect(status).toBe(0);
    const [stop, isolate] = found.then;
    expect(stop).toMatchObject({ command: 'stop web.service', jobs: [{ unit: 'web.service', action: 'stop' }] });
    expect(stop.active).not.toContain('web.service');
    expect(isolate.active).toContain('rescue.target');
  });

  it('says what systemd refuses', async () => {
    const { found } = await asJson('--then', 'isolate web.service');
    expect(found.then[0].error).toContain('web.service');
  });
});

describe('boot --why', () => {
  it('says what brings a unit', async () => {
    const { status, out } = await boot('--why', 'web');
    expect(status).toBe(0);
    expect(out).toContain('web.service is started: multi-user.target has Wants=web.service.');
    const { found } = await asJson('--why', 'off.service');
    expect(found).toMatchObject({ unit: 'off.service', state: 'unwanted', chains: [] });
  });

  it('sees supposed changes', async () => {
    const { found } = await asJson('--why', 'off.service', '--with', 'enable off.service');
    expect(found.state).toBe('done');
  });
});

describe('boot --unit-path', () => {
  const paths = () => ['--unit-path', join(folder, 'first'), '--unit-path', join(folder, 'second')];

  it('takes just those folders, the first one wins', async () => {
    const { found } = await asJson('top.target', ...paths());
    expect(unitsOf(found.jobs)).toEqual(['one.service', 'top.target', 'two.service']);
    expect(found.units['one.service'].fragment).toBe(join(folder, 'first/one.service'));
    expect(found.units['two.service'].fragment).toBe(join(folder, 'second/two.service'));
    expect(found.units['web.service']).toBeUndefined();
  });

  it('goes with supposed changes', async () => {
    const { found } = await asJson(
      'top.target',
      ...paths(),
      '--with',
      'mask two.service',
      '--with',
      'enable three.service',
    );
    expect(unitsOf(found.jobs)).toEqual(['one.service', 'three.service', 'top.target']);
  });

  it('goes with the command line', async () => {
    const { found } = await asJson('top.target', ...paths(), '--cmdline', 'systemd.mask=two.service');
    expect(unitsOf(found.jobs)).toEqual(['one.service', 'top.target']);
  });
});

describe('what boot cannot do', () => {
  it.each([
    [['--root', '/nowhere/at/all'], 'is no folder'],
    [['--unit-path', '/nowhere/at/all'], 'is no folder'],
    [['--format', 'xml'], '--format=xml is not known'],
    [['--systemd', 'new'], 'is not a version'],
    [['a.target', 'b.target'], 'one unit is booted'],
    [['--with', 'frobnicate x'], '"frobnicate x" is no change'],
    [['--with', 'enable nowhere.service'], '"enable nowhere.service" cannot be done'],
    [['--times', 'nowhere.txt'], 'cannot be read'],
    [['--why', 'web', '--format', 'svg'], '--format=svg is not known'],
    [['--bogus'], '--bogus'],
  ])('%j', async (args, text) => {
    const { status, out, error } = await boot(...args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(error).toContain(text);
  });

  it('a file without times', async () => {
    expect((await boot('--times', join(folder, 'nothing.txt'))).error).toContain('has no times in it');
  });

  it('is told by --help', async () => {
    expect((await boot('--help')).out).toContain('usage: bootwright boot [UNIT]');
  });
});
