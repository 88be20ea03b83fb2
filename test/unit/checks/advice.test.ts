import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unitKind } from '../../../server/src/core/kinds/unit/index.ts';
import { applyEdits } from '../../../server/src/core/text/edit.ts';
import { decodeUtf8 } from '../../../server/src/core/text/utf8.ts';
import { leveled } from '../../../server/src/lsp/settings.ts';
import { diagnose, type Where } from '../marked.ts';

/** The advice about a text, as code and the text that it points at. */
function adviceOn(text: string, where: Where = {}): [string, string][] {
  return found(text, where).map(({ code, span }) => [code, text.slice(span.start, span.end)]);
}

function found(text: string, where: Where = {}) {
  return diagnose(text, where).filter(({ code }) => code.startsWith('advice.'));
}

const service = (lines: string, unit = '') => `[Unit]\n${unit}[Service]\n${lines}\n`;
const command = (line: string) => service(`ExecStart=${line}`);

describe('advice is given', () => {
  it.each<[string, string, string, Where?]>([
    ['missing-order', service('ExecStart=/x', 'Requires=db.service\n'), 'Requires=db.service'],
    ['missing-order', service('ExecStart=/x', 'Wants=postgresql.service\n'), 'Wants=postgresql.service'],
    ['missing-order', service('ExecStart=/x', 'Wants=network-online.target\n'), 'Wants=network-online.target'],
    [
      'missing-order',
      service('ExecStart=/x', 'After=a.service\nRequires=a.service b.service\n'),
      'Requires=a.service b.service',
    ],
    ['network-online', service('ExecStart=/x', 'After=network-online.target\n'), 'After=network-online.target'],
    [
      'network-target',
      service('ExecStart=/usr/bin/curl https://example.org', 'After=network.target\n'),
      'After=network.target',
    ],
    [
      'network-target',
      service(`ExecStart=/bin/sh -c 'exec wget -q example.org'`, 'After=network.target\n'),
      'After=network.target',
    ],
    ['shell-syntax', command('/bin/echo a | /bin/cat'), '|'],
    ['shell-syntax', command('/bin/a && /bin/b'), '&&'],
    ['shell-syntax', command('/bin/a > /var/log/a.log'), '>'],
    ['shell-syntax', command('/bin/a >>/var/log/a.log 2>&1'), '>>/var/log/a.log'],
    ['shell-syntax', command('/bin/a 2>&1'), '2>&1'],
    ['shell-syntax', command('/bin/daemon &'), '&'],
    ['shell-syntax', command('/bin/a x; /bin/b'), 'x;'],
    ['shell-syntax', command('/bin/kill $(cat /run/x.pid)'), '$(cat'],
    ['shell-syntax', command('/bin/kill `pidof x`'), '`pidof'],
    ['shell-syntax', command('/bin/kill "$(cat /run/x.pid)"'), '"$(cat /run/x.pid)"'],
    ['shell-syntax', command('/bin/a --config ~/a.conf'), '~/a.conf'],
    ['shell-syntax', command('/bin/rm -f /var/tmp/*.lock'), '/var/tmp/*.lock'],
    ['shell-syntax', command('cd /opt/app'), 'cd'],
    ['shell-syntax', command('PORT=80 /opt/app/run'), 'PORT=80'],
    ['shell-syntax', command('/bin/sh -c "a" | b'), '|'],
    ['switch-user', command('/usr/bin/sudo -u app /opt/app/run'), '/usr/bin/sudo'],
    ['switch-user', command('-/bin/su - app -c run'), '-/bin/su'],
    ['systemctl-in-unit', command('/usr/bin/systemctl restart other.service'), '/usr/bin/systemctl restart'],
    ['secret', service('ExecStart=/x\nEnvironment=LANG=C DB_PASSWORD=hunter2'), 'DB_PASSWORD=hunter2'],
    ['secret', service('ExecStart=/x\nEnvironment="API_KEY=a b"'), '"API_KEY=a b"'],
    ['secret', command('/x --password=hunter2'), '--password=hunter2'],
    ['forking-pid-file', service('ExecStart=/x\nType=forking'), 'Type=forking'],
    ['oneshot-stop', service('ExecStart=/x\nType=oneshot\nExecStop=/y'), 'ExecStop=/y'],
    ['restart-loop', service('ExecStart=/x\nRestart=always', 'StartLimitIntervalSec=0\n'), 'StartLimitIntervalSec=0'],
    ['restart-loop', service('ExecStart=/x\nRestart=on-failure', 'StartLimitBurst=0\n'), 'StartLimitBurst=0'],
    [
      'user-target',
      '[Service]\nExecStart=/x\n[Install]\nWantedBy=multi-user.target\n',
      'multi-user.target',
      { path: '/home/a/.config/systemd/user/a.service' },
    ],
    ['hardening', '[Service]\nExecStart=/x\n[Install]\nWantedBy=multi-user.target\n', '[Service]'],
  ])('%s: %j', (code, text, at, where) => {
    expect(adviceOn(text, where)).toEqual([[`advice.${code}`, at]]);
  });

  it.each<[string, string, Where?]>([
    ['an order', service('ExecStart=/x', 'Requires=db.service\nAfter=db.service\n')],
    ['an order the other way round', service('ExecStart=/x', 'Requires=db.service\nBefore=db.service\n')],
    ['sockets, which are ordered by themselves', service('ExecStart=/x', 'Requires=a.socket\n')],
    ['units that are wanted beside', service('ExecStart=/x', 'Wants=helper.service\n')],
    [
      'targets, which are ordered by themselves',
      '[Unit]\nRequires=a.service\n',
      { path: '/x/systemd/system/a.target' },
    ],
    [
      'drop-ins, whose unit has more to say',
      '[Unit]\nRequires=a.service\n',
      { path: '/x/systemd/system/b.service.d/a.conf' },
    ],
    ['a network that is wanted', service('ExecStart=/x', 'After=network-online.target\nWants=network-online.target\n')],
    ['a server on the network', service('ExecStart=/usr/sbin/sshd -D', 'After=network.target\n')],
    ['a client of this machine', service('ExecStart=/usr/bin/curl http://localhost:1', 'After=network.target\n')],
    ['a shell', command(`/bin/sh -c 'a | b > /c && rm /d/* $(e)'`)],
    ['a shell by its own prefix', command('|a "| b" > /c')],
    ['an escaped semicolon', command('/usr/bin/find /x -exec /bin/rm {} \\;')],
    ['two commands', command('/bin/a ; /bin/b')],
    ['operators in quotes', command('/bin/echo "|" ">" "a;" b')],
    ['a pattern that the program reads', command('/usr/bin/find /x -name *.log')],
    ['signs that only look alike', command('/bin/a --x=>1 a&b -> ~user')],
    ['systemctl that does not wait', command('/usr/bin/systemctl --no-block restart a.service')],
    ['systemctl that asks', command('/usr/bin/systemctl is-active a.service')],
    [
      'files and placeholders',
      service('ExecStart=/x\nEnvironment=DB_PASSWORD_FILE=/a TOKEN=/run/t PASSWORD= API_KEY=%d/k'),
    ],
    ['a password from a variable', command(`/x --password=$\{PW}`)],
    ['a PID file', service('ExecStart=/x\nType=forking\nPIDFile=/run/x.pid')],
    ['a guess that is asked for', service('ExecStart=/x\nType=forking\nGuessMainPID=yes')],
    ['oneshot services that remain', service('ExecStart=/x\nType=oneshot\nRemainAfterExit=yes\nExecStop=/y')],
    [
      'restarts that take their time',
      service('ExecStart=/x\nRestart=always\nRestartSec=5', 'StartLimitIntervalSec=0\n'),
    ],
    ['a start limit', service('ExecStart=/x\nRestart=always')],
    ['targets of a user manager', '[Install]\nWantedBy=default.target\n', { path: '/x/systemd/user/a.socket' }],
    ['a service with a user', '[Service]\nExecStart=/x\nUser=app\n[Install]\nWantedBy=multi-user.target\n'],
    [
      'what a package brings',
      '[Service]\nExecStart=/x\n[Install]\nWantedBy=a.target\n',
      { path: '/usr/lib/systemd/system/a.service' },
    ],
    ['a masked unit', ''],
  ])('but not on %s', (_, text, where) => {
    expect(adviceOn(text, where)).toEqual([]);
  });

  it('once for each command', () => {
    expect(adviceOn(command('/bin/a | b > c && d')).length).toBe(1);
  });

  it('and not on a command that was taken back', () => {
    expect(adviceOn(service('ExecStart=/a | b\nExecStart=\nExecStart=/a'))).toEqual([]);
  });
});

describe('each piece of advice', () => {
  const text = service('ExecStart=/bin/a | b', 'Requires=db.service\n');

  it('is information, with a sentence and an address', () => {
    for (const { severity, message, documentation } of found(text)) {
      expect(severity).toBe('information');
      expect(message).toMatch(/^\S.*[.]$/s);
      expect(documentation).toMatch(/^https:\/\/.*#/);
    }
  });

  it('can be switched off, alone or with all others', () => {
    const codes = (severity: Parameters<typeof leveled>[1]) =>
      found(text).flatMap((one) => leveled(one, severity)?.code ?? []);
    expect(codes({})).toEqual(['advice.missing-order', 'advice.shell-syntax']);
    expect(codes({ 'advice.shell-syntax': 'off' })).toEqual(['advice.missing-order']);
    expect(codes({ 'advice.*': 'off' })).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["Add 'After=db.service'", 'Requires=db.service\n', 'Requires=db.service\nAfter=db.service\n'],
    [
      "Add 'Wants=network-online.target'",
      'After=network-online.target\n',
      'After=network-online.target\nWants=network-online.target\n',
    ],
  ])('may have a fix: %s', (title, unit, outcome) => {
    const before = service('ExecStart=/x', unit);
    const fix = found(before)[0]!.fixes!.find((one) => one.title === title)!;
    expect(applyEdits(before, fix.edits)).toBe(service('ExecStart=/x', outcome));
    expect(found(applyEdits(before, fix.edits))).toEqual([]);
    expect(fix.preferred).toBeUndefined();
  });

  it.each([
    ['/bin/a | /bin/b', "/bin/sh -c '/bin/a | /bin/b'"],
    ['-/bin/a > /b', "-/bin/sh -c '/bin/a > /b'"],
  ])('puts %s into a shell', (before, after) => {
    const [one] = found(command(before));
    const fixed = applyEdits(command(before), one!.fixes![0]!.edits);
    expect(fixed).toBe(command(after));
    expect(found(fixed)).toEqual([]);
  });

  it('offers no shell where quotes or a second command are in the way', () => {
    for (const line of ["/bin/a 'b' | c", '/bin/a | b ; /bin/c', '@/bin/a a | b']) {
      expect(found(command(line))[0]!.fixes).toBeUndefined();
    }
  });
});

/** Advice that people get used to is advice that nobody reads: few units of a distribution may get any. */
const MOST_IN_TEN = 1;
const TREES: readonly (readonly [string | undefined, number])[] = [
  [process.env.BOOTWRIGHT_IMAGE_252, 252],
  [process.env.BOOTWRIGHT_IMAGE_262, 262],
];

describe.each(TREES)('the units of a distribution', (root, version) => {
  it.skipIf(root === undefined)(`give little reason for advice (needs BOOTWRIGHT_IMAGE_${version})`, () => {
    const folder = join(root!, 'usr/lib/systemd/system');
    const names = readdirSync(folder, { withFileTypes: true }).filter(
      (one) => one.isFile() && unitKind.recognises(`/${one.name}`),
    );
    const advised = names.filter(({ name }) => {
      const path = `/usr/lib/systemd/system/${name}`;
      return found(decodeUtf8(readFileSync(join(folder, name))), { path, version }).length > 0;
    });
    expect(names.length).toBeGreaterThan(100);
    expect((advised.length / names.length) * 10).toBeLessThan(MOST_IN_TEN);
  });
});
