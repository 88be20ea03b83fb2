import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitKind } from '../../../server/src/core/kinds/unit/index.ts';
import { allDirectives } from '../../../server/src/core/knowledge/directives.ts';
import { contextOf, unitOf } from '../marked.ts';
import { SEED } from '../unitSource.ts';
import { explain, hoverAt } from './explained.ts';

describe('a value is explained:', () => {
  it.each<[string, string, ...string[]]>([
    ['Service', 'TimeoutStartSec=5400s', '**1 hour 30 minutes** · 5,400 seconds', '`1h 30min`'],
    ['Service', 'RestartSec=90', '1 minute 30 seconds', 'counts seconds'],
    ['Service', 'RestartSec=100ms', '**100 milliseconds**'],
    ['Service', 'WatchdogSec=1.5', '**1.5 seconds**'],
    ['Service', 'TimeoutStopSec=0', 'no limit'],
    ['Service', 'RuntimeMaxSec=infinity', 'no limit'],
    ['Service', 'RuntimeMaxSec=5M', '5 months', 'months here'],
    ['Service', 'TimerSlackNSec=50us', '**50,000 nanoseconds**', '50 microseconds'],
    ['Service', 'MemoryMax=512M', '**536,870,912 bytes** · 512 MiB'],
    ['Service', 'MemoryMax=1500000000', '≈ 1.39 GiB'],
    ['Service', 'MemoryHigh=1.5G', '**1,610,612,736 bytes** · 1.5 GiB'],
    ['Service', 'MemoryMax=50%', "**50%** of the machine's memory"],
    ['Service', 'MemorySwapMax=infinity', 'No limit'],
    ['Service', 'CPUQuota=150%', '1.5 CPUs', '150 milliseconds'],
    ['Service', 'TasksMax=4096', '4,096 tasks'],
    ['Service', 'TasksMax=20%', '**20%**'],
    ['Service', 'StateDirectoryMode=2755', '`rwxr-sr-x`', 'Owner: read, write, run', 'Set-group-ID'],
    ['Service', 'StateDirectoryMode=1644', '`rw-r--r-T`', 'Sticky'],
    ['Service', 'UMask=0027', '`rw-r-----`', '`rwxr-x---`'],
    ['Service', 'CapabilityBoundingSet=CAP_CHOWN cap_net_raw', 'Leaves 2 of 41', '`CAP_NET_RAW`'],
    ['Service', 'CapabilityBoundingSet=~CAP_SYS_ADMIN', 'Leaves all but 1 of 41', '`CAP_CHOWN`'],
    ['Service', 'AmbientCapabilities=CAP_NET_BIND_SERVICE', 'Hands over 1 of 41'],
    [
      'Service',
      'SystemCallFilter=~@clock @reboot:EPERM',
      'Forbids 9 system calls',
      'fails with `EPERM`',
      '`settimeofday`',
    ],
    ['Service', 'SystemCallFilter=@system-service', '`@system-service` · 39', 'Allows 39'],
    ['Service', 'SystemCallLog=~read', 'Logs all but 1 system call'],
    ['Service', 'RestrictAddressFamilies=AF_UNIX AF_INET', 'of these kinds only', '`AF_INET`'],
    ['Service', 'RestrictAddressFamilies=none', 'No sockets'],
    ['Service', 'RestrictFileSystems=~@network', 'All file systems but these', '`nfs`'],
    ['Service', 'SuccessExitStatus=TEMPFAIL 250 SIGKILL', 'exit status 75 (`TEMPFAIL`)', 'exit status 250', 'signal 9'],
    ['Service', 'KillSignal=RTMIN+3', 'signal 37 (`SIGRTMIN+3`)'],
    ['Service', 'LimitNOFILE=1024:524288', 'Soft limit, which counts: **1,024** open files', '**524,288** open files'],
    ['Service', 'LimitCORE=infinity', 'Soft and hard limit: **none**'],
    ['Service', 'LimitAS=4G', '4 GiB'],
    ['Service', 'LimitCPU=90', '1 minute 30 seconds'],
    ['Service', 'LimitRTTIME=500ms', '500 milliseconds'],
    ['Service', 'LimitNICE=+5', 'nice level **5**'],
    ['Service', 'LimitNICE=40', 'nice level **-20**'],
    ['Service', 'IPAddressAllow=10.0.0.0/8', '`10.0.0.0` to `10.255.255.255`', '16,777,216 addresses'],
    ['Service', 'IPAddressAllow=fe80::1/64', '`fe80::` to `fe80::ffff:ffff:ffff:ffff`', '2^64'],
    ['Service', 'IPAddressDeny=any', '`0.0.0.0` to `255.255.255.255`', '`::/0`'],
    ['Service', 'IPAddressDeny=::ffff:10.1.2.3', '`::ffff:a01:203`, one address'],
    ['Service', 'AllowedCPUs=0-3,8 10', '**6 CPUs**: `0-3, 8, 10`'],
    ['Service', 'NUMAMask=0,1', '2 memory nodes'],
    ['Service', 'Environment="A=b c" D=e f', '`A` = `b c`', '`f` is no assignment'],
    ['Service', "Environment=A='$HOME/x'", 'not replaced'],
    ['Service', 'PassEnvironment=LANG LC_ALL', '`LC_ALL`'],
    ['Service', 'UnsetEnvironment=A=1', 'if that is its value'],
    ['Service', 'LogExtraFields=FOO=bar', '`FOO` = `bar`', 'journalctl FOO=bar'],
    ['Service', 'BindReadOnlyPaths=-/a:/b:norbind', '`/a` of the host is seen at `/b`', 'read only', 'does not exist'],
    ['Service', 'BindPaths=/srv', 'at its own place', 'can be written to'],
    ['Service', 'InaccessiblePaths=-/home +/x', '`/home` cannot be reached (left out', '`RootDirectory=`'],
    [
      'Service',
      'StateDirectory=foo:bar',
      '`/var/lib/foo`, with a symlink to it at `/var/lib/bar`',
      '`$STATE_DIRECTORY`',
    ],
    ['Service', 'User=65534', 'nobody'],
    ['Service', 'User=root', 'may do everything'],
    ['Service', 'Group=999', '**999**: one of the system'],
    ['Service', 'DeviceAllow=char-pts rw', '**read, write**: character devices of the driver `pts`'],
    ['Service', 'IOReadBandwidthMax=/var 10M', '**10,000,000 bytes per second**'],
    ['Socket', 'ListenStream=80', '**TCP port 80** on all addresses'],
    ['Socket', 'ListenStream=[::1]:8080', '**TCP port 8080** on the IPv6 address `::1`, from this machine only'],
    ['Socket', 'ListenDatagram=0.0.0.0:53', '**UDP port 53** on all IPv4 addresses'],
    ['Socket', 'ListenStream=/run/x.sock', '**Unix stream socket** at `/run/x.sock`'],
    ['Socket', 'ListenDatagram=@abc', '`abc` in the abstract namespace'],
    ['Socket', 'ListenStream=vsock:2:1234', 'port **1234** of context `2`'],
    ['Socket', 'ListenNetlink=kobject-uevent 1', '`kobject-uevent`', 'group `1`'],
    ['Socket', 'ReceiveBuffer=8M', '8 MiB'],
    ['Unit', 'ConditionPathExists=/etc/x', '**Starts only if** `/etc/x` exists.', 'no error'],
    ['Unit', 'ConditionPathExists=!/etc/x', '**Starts unless** `/etc/x` exists.'],
    ['Unit', 'AssertPathExists=!/etc/x', '**Fails if** `/etc/x` exists.'],
    ['Unit', 'AssertMemory=>=1G', '**Fails unless** the machine has at least `1G`', '1,073,741,824 bytes'],
    ['Unit', 'ConditionVirtualization=!container', '**Starts unless** it runs in a container.'],
    ['Unit', 'ConditionACPower=false', 'runs on battery'],
    ['Unit', 'ConditionMemoryPressure=10%/1min', 'at most 10% of the last 1min'],
    ['Unit', 'ConditionVersion=systemd >=257', 'the version of systemd is `>=257`'],
  ])('[%s] %s', (section, line, ...parts) => {
    const path = `/etc/systemd/system/test.${section === 'Socket' ? 'socket' : 'service'}`;
    const text = explain(section, line, { path });
    for (const part of parts) expect(text).toContain(part);
  });

  it.each([
    ['Service', 'TimeoutStartSec=soon'],
    ['Service', 'MemoryMax=lots'],
    ['Service', 'UMask=999'],
    ['Service', 'AllowedCPUs=x'],
    ['Service', 'LimitNOFILE=1:2:3'],
    ['Service', 'IPAddressAllow=example.org'],
    ['Service', 'User=alice'],
    ['Socket', 'ListenStream=example.org:80'],
    ['Unit', 'ConditionACPower=perhaps'],
    ['Unit', 'Description=5min'],
  ])('[%s] %s is left alone', (section, line) => {
    expect(explain(section, line)).toBeUndefined();
  });

  it('below what is known of a word of it', () => {
    const text = explain('Service', 'SystemCallFilter=~@reboot');
    expect(text).toMatch(/^\*\*@reboot\*\*[\s\S]*---[\s\S]*Forbids 3 system calls/);
  });

  it('not twice, where the word is all of it', () => {
    expect(explain('Service', 'KillSignal=SIGTERM')).not.toContain('---');
    expect(explain('Service', 'SuccessExitStatus=TEMPFAIL')).not.toContain('---');
  });

  it('counts the conditions of which one must hold', () => {
    const more = 'ConditionPathExists=|/b\nConditionVirtualization=|vm\nConditionPathExists=/c\n';
    expect(explain('Unit', 'ConditionPathExists=|/a', {}, more)).toContain('there are 2 others');
    expect(explain('Unit', 'ConditionPathExists=|/a')).toContain('the only one');
  });

  it('knows what other settings of the unit say', () => {
    expect(explain('Service', 'CPUQuota=50%', {}, 'CPUQuotaPeriodSec=10ms\n')).toContain('5 milliseconds');
    expect(explain('Service', 'User=web', {}, 'DynamicUser=yes\n')).toContain('made while the unit runs');
    const socket = { path: '/etc/systemd/system/a.socket' };
    expect(explain('Socket', 'ListenStream=80', socket, 'BindIPv6Only=ipv6-only\n')).toContain('IPv6 only');
    expect(explain('Socket', 'ListenStream=80', socket, 'SocketProtocol=sctp\n')).toContain('SCTP port 80');
  });

  it('tells folders of a user manager by the path of the unit', () => {
    const path = '/home/a/.config/systemd/user/a.service';
    expect(explain('Service', 'StateDirectory=foo', { path })).toContain('`~/.local/state/foo`');
  });
});

describe('a command line', () => {
  it('is split into its parts', () => {
    const line = String.raw`ExecStart=-@/usr/bin/foo foo "a b" 'it''s' \; x\x20y ; /bin/true`;
    const text = explain('Service', line);
    expect(text).toContain('**Command 1**\n\n**Runs** `/usr/bin/foo`, named `foo`, with 4 arguments');
    expect(text).toContain('`-` a failure does not count');
    expect(text).toContain('1. `a b`\n2. `its`\n3. `;`\n4. `x y`');
    expect(text).toContain('**Command 2**\n\n**Runs** `/bin/true`, with 0 arguments');
  });

  it('has its variables replaced by those of the unit', () => {
    const more = 'Environment="OPTS=-a \'b c\'" HOST=web1\n';
    const text = explain('Service', `ExecStart=/bin/x $OPTS \${HOST}:80 a$HOST $$1 \${NONE}`, {}, more);
    expect(text).toContain('1. `-a`\n2. `b c`\n3. `web1:80`\n4. `a$HOST`\n5. `$1`\n6. `$');
    expect(text).toContain('`$NONE`: only known when it starts, from the manager');
    expect(explain('Service', 'ExecStart=:/bin/x $OPTS', {}, more)).toContain('1. `$OPTS`');
  });

  it('has the specifiers replaced that are known', () => {
    const place = { path: '/etc/systemd/system/web@blue.service' };
    expect(explain('Service', 'ExecStart=/bin/x --name=%i %v x', place)).toContain('1. `--name=blue`\n2. `%v`');
  });

  it.each<[string, string, number?]>([
    ['+/bin/x', 'with full privileges'],
    ['!/bin/x', 'started as root'],
    ['!!/bin/x', 'no ambient capabilities', 252],
    ['!!/bin/x', 'no effect any more', 262],
    ['|echo hi', 'login shell', 262],
    ['echo hi', 'looked up in the folders'],
  ])('%s: %s', (value, part, version = 262) => {
    expect(explain('Service', `ExecStart=${value} y`, { version })).toContain(part);
  });

  it('may hold backquotes', () => {
    expect(explain('Service', 'ExecStart=/bin/x `y` z')).toContain('1. `` `y` ``');
  });
});

describe('hovering', () => {
  it('says nothing on a comment inside of a value', () => {
    expect(hoverAt('[Service]\nExecStart=/bin/a \\\n# wh|y\n  b\n')).toBeUndefined();
  });

  it('never fails, whatever the value is', () => {
    const rows = allDirectives();
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.array(fc.constantFrom(...'~@:/-+|!%$ "\'\\0159aKMs[].*{}<=>'), { maxLength: 16 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...rows), value, (row, written) => {
        const section = row.sections[0]!;
        const text = `[${section}]\n${row.key}=${written.replace(/[\r\n\0]/g, ' ')}\n`;
        const type = section === 'Unit' || section === 'Install' ? 'service' : section.toLowerCase();
        const where = { path: `/etc/systemd/system/a@b.${type}` };
        const context = { ...contextOf(where), clock: { now: 1795345200000000n, timezone: 'Europe/Berlin' } };
        const document = unitOf(text, where);
        for (let at = text.indexOf('=') + 1; at < text.length; at += 3) unitKind.hover(document, at, context);
        unitKind.inlayHints!(document, { start: 0, end: text.length }, context);
        unitKind.diagnose(document, context);
      }),
      { seed: SEED, numRuns: 1500 },
    );
  });
});
