import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../server/src/cli/run.ts';

let folder = '';
let file = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ntp-cli-'));
  file = join(folder, 'my.ntp.conf');
  writeFileSync(file, 'pool a iburst\nrestrict default limited kod\nrestrict 10.0.0.0/8 ignore\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function ask(...args: string[]) {
  const out: string[] = [];
  const error: string[] = [];
  const terminal = {
    out: (text: string) => void out.push(text),
    error: (text: string) => void error.push(text),
    colours: false,
    progress: false,
  };
  return { status: await run(args, terminal), out: out.join(''), error: error.join('') };
}

describe('bootwright ntp explain', () => {
  it('says what a client may do and by which line', async () => {
    const { status, out } = await ask('ntp', 'explain', file, '--client', '10.1.2.3', '--ntp', 'ntpsec');
    expect(status).toBe(0);
    expect(out).toContain('line 3: restrict 10.0.0.0/8 ignore');
    expect(out).toContain('gets no time');
  });
  it('lists all entries as JSON', async () => {
    const { out } = await ask('ntp', 'explain', file, '--ntp', 'ntpsec', '--format', 'json');
    const { entries } = JSON.parse(out);
    expect(entries.map(({ network }: { network: string }) => network)).toEqual([
      '10.0.0.0 to 10.255.255.255, 16777216 addresses',
      'every IPv4 address',
      'every IPv6 address',
    ]);
  });
  it('refuses what it cannot read', async () => {
    expect(await ask('ntp', 'explain', file, '--client', 'a.example')).toMatchObject({ status: 2 });
    expect(await ask('ntp', 'explain', join(folder, 'none'))).toMatchObject({ status: 2 });
    expect(await ask('ntp')).toMatchObject({ status: 2 });
  });
});

describe('bootwright check of ntp.conf', () => {
  it('goes by the daemon that is chosen', async () => {
    const classic = await ask('check', file, '--ntp', 'classic');
    expect(classic.status).toBe(1);
    expect(classic.out).toContain('ntp.address');
    const ntpsec = await ask('check', file, '--ntp', 'ntpsec');
    expect(ntpsec.out).not.toContain('error');
    expect((await ask('check', file, '--ntp', 'chrony')).status).toBe(2);
  });
});

describe('in a root', () => {
  let root = '';
  let conf = '';
  beforeAll(() => {
    root = join(folder, 'root');
    const write = (path: string, text: string) => {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    mkdirSync(join(root, 'etc/systemd/system'), { recursive: true });
    mkdirSync(join(root, 'var/lib'), { recursive: true });
    write(
      'etc/ntpsec/ntp.conf',
      'keys /etc/ntpsec/keys\nleapfile /etc/ntpsec/leap\ndriftfile /var/lib/ntpsec/d\ntos minsane 3\n',
    );
    write('etc/ntpsec/ntp.d/10-pool.conf', 'pool a\nincludefile ../office.conf\n');
    write('etc/ntpsec/ntp.d/README', 'not read\n');
    write('etc/ntpsec/office.conf', 'restrict 10.0.0.0/8 nomodify\nincludefile ntp.d/10-pool.conf\n');
    write('secret', '7 SHA1 abc\n');
    symlinkSync('../../../secret', join(root, 'etc/ntpsec/keys'));
    conf = join(root, 'etc/ntpsec/ntp.conf');
  });

  it('files that it includes belong to it, and those that are not there are told', async () => {
    const { out, status } = await ask('check', conf);
    expect(status).toBe(1);
    expect(out).not.toContain('ntp.no-source');
    expect(out.match(/ntp\.[\w-]+/g)?.filter((one) => one !== 'ntp.conf')).toEqual([
      'ntp.missing-file',
      'ntp.missing-file',
    ]);
    expect(out).toContain('/etc/ntpsec/leap is not there');
    expect(out).toContain('The folder /var/lib/ntpsec is not there');
    expect((await ask('check', join(root, 'etc/ntpsec/ntp.d/10-pool.conf'))).out).not.toContain('ntp.minsane');
  });

  it('a client is told the line of another file', async () => {
    const { out } = await ask('ntp', 'explain', conf, '--client', '10.1.1.1');
    expect(out).toContain('/etc/ntpsec/office.conf, line 1: restrict 10.0.0.0/8 nomodify');
  });
});
