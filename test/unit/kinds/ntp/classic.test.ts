import { describe, expect, it } from 'vitest';
import { contextOf, findings } from './ask.ts';

/** What distributions set up for ntp 4.2.8, without their comments. */
const DEFAULTS: Readonly<Record<string, string>> = {
  'Debian 11': `driftfile /var/lib/ntp/ntp.drift
leapfile /usr/share/zoneinfo/leap-seconds.list
#statsdir /var/log/ntpstats/
statistics loopstats peerstats clockstats
filegen loopstats file loopstats type day enable
filegen peerstats file peerstats type day enable
filegen clockstats file clockstats type day enable
pool 0.debian.pool.ntp.org iburst
pool 1.debian.pool.ntp.org iburst
pool 2.debian.pool.ntp.org iburst
pool 3.debian.pool.ntp.org iburst
restrict -4 default kod notrap nomodify nopeer noquery limited
restrict -6 default kod notrap nomodify nopeer noquery limited
restrict 127.0.0.1
restrict ::1
restrict source notrap nomodify noquery
`,
  'Red Hat 7': `driftfile /var/lib/ntp/drift
restrict default nomodify notrap nopeer noquery
restrict 127.0.0.1
restrict ::1
#restrict 192.168.1.0 mask 255.255.255.0 nomodify notrap
server 0.rhel.pool.ntp.org iburst
server 1.rhel.pool.ntp.org iburst
server 2.rhel.pool.ntp.org iburst
server 3.rhel.pool.ntp.org iburst
includefile /etc/ntp/crypto/pw
keys /etc/ntp/keys
#trustedkey 4 8 42
disable monitor
`,
  'Red Hat 6': `driftfile /var/lib/ntp/drift
restrict default kod limited nomodify notrap nopeer noquery
restrict -6 default kod limited nomodify notrap nopeer noquery
restrict 127.0.0.1
restrict -6 ::1
server 0.centos.pool.ntp.org iburst
server 1.centos.pool.ntp.org iburst
server 2.centos.pool.ntp.org iburst
includefile /etc/ntp/crypto/pw
keys /etc/ntp/keys
`,
  'Fedora 34': `driftfile /var/lib/ntp/drift
restrict default nomodify notrap nopeer noepeer noquery
restrict source nomodify notrap noepeer noquery
restrict 127.0.0.1
restrict ::1
tos maxclock 5
pool 2.fedora.pool.ntp.org iburst
includefile /etc/ntp/crypto/pw
keys /etc/ntp/keys
`,
  'openSUSE 15': `driftfile /var/lib/ntp/drift/ntp.drift
logfile /var/log/ntp
logconfig =syncall +clockall
keys /etc/ntp.keys
trustedkey 1
requestkey 1
controlkey 1
restrict -4 default kod notrap nomodify nopeer noquery limited
restrict -6 default kod notrap nomodify nopeer noquery limited
restrict 127.0.0.1
restrict ::1
restrict source notrap nomodify noquery
pool 0.opensuse.pool.ntp.org iburst
`,
  'FreeBSD 12': `tos minclock 3 maxclock 6
pool 0.freebsd.pool.ntp.org iburst
restrict default limited kod nomodify notrap noquery nopeer
restrict source limited kod nomodify notrap noquery
restrict 127.0.0.1
restrict ::1
leapfile "/var/db/ntpd.leap-seconds.list"
`,
  'Ubuntu 20.04': `driftfile /var/lib/ntp/ntp.drift
leapfile /usr/share/zoneinfo/leap-seconds.list
statistics loopstats peerstats clockstats
filegen loopstats file loopstats type day enable
pool 0.ubuntu.pool.ntp.org iburst
pool ntp.ubuntu.com
restrict -4 default kod notrap nomodify nopeer noquery limited
restrict -6 default kod notrap nomodify nopeer noquery limited
restrict source notrap nomodify noquery
restrict 127.0.0.1
restrict ::1
`,
};

/** In the manner of the examples of its documentation: each shows one thing. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'a client of three servers': `server a.example.net iburst
server b.example.net iburst
server c.example.net
driftfile /etc/ntp.drift
`,
  'symmetric peers with keys': `peer x.example.net key 7
peer y.example.net key 7 xleave
server z.example.net iburst
keys /usr/local/etc/ntp.keys
trustedkey 7 8 ( 20 ... 30 )
controlkey 8
requestkey 8
`,
  'a broadcast server': `server a.example.net
server b.example.net
server c.example.net
broadcast 192.168.1.255 key 5 minpoll 6
broadcast 224.0.1.1 ttl 4
keys /etc/ntp.keys
trustedkey 5
`,
  'a broadcast client': `broadcastclient
multicastclient 224.0.1.1 ff05::101
broadcastdelay 0.004
disable auth
`,
  manycast: `manycastclient 239.255.254.254 autokey
manycastserver 239.255.254.254
multicastclient 224.0.1.1 autokey
tos minsane 1 minclock 3 maxclock 6 minclock 4
ttl 1 2 4 8
keysdir /usr/local/etc/
crypto pw secret host group
`,
  autokey: `server a.example.net autokey
server b.example.net autokey
server c.example.net autokey
crypto host a ident group pw serverpw randfile /dev/urandom
keysdir /etc/ntp
`,
  'a GPS receiver with a pulse': `server 127.127.20.0 mode 17 minpoll 4 maxpoll 4 prefer
fudge 127.127.20.0 flag1 1 flag3 1 time2 0.400 refid GPS
server 127.127.22.0 minpoll 4
fudge 127.127.22.0 flag2 0 flag3 1
server a.example.net
`,
  'shared memory': `server 127.127.28.0 minpoll 4
fudge 127.127.28.0 time1 0.183 refid GPS stratum 2
server 127.127.28.1 prefer
fudge 127.127.28.1 refid PPS
`,
  'a modem': `server 127.127.18.1
phone atdt13034944774 atdt13034944785 "atdt1 303 4944812"
fudge 127.127.18.1 flag1 0
`,
  'the local clock behind servers': `server a.example.net
server b.example.net
server c.example.net
server 127.127.1.1
fudge 127.127.1.1 stratum 12
`,
  'orphan mode': `peer a.example.net
peer b.example.net
server c.example.net
tos orphan 5 orphanwait 60 floor 2 ceiling 14 cohort 1
tos mindist 0.02 maxdist 16 beacon 60 bcpollbstep 2
`,
  'access control': `server 192.0.2.1
server 192.0.2.2
server 192.0.2.3
restrict default ignore
restrict 127.0.0.1
restrict -6 ::1
restrict 192.168.1.0 mask 255.255.255.0 notrust nomodify notrap
restrict 192.0.2.1 nomodify notrap noquery
restrict 192.0.2.2 nomodify notrap noquery
restrict 192.0.2.3 nomodify notrap noquery
restrict source nomodify noquery limited kod
discard average 3 minimum 1 monitor 3000
mru maxdepth 600 maxage 64 maxmem 1024 initalloc 10 incmem 4
`,
  'statistics and system': `server a.example.net
server b.example.net
server c.example.net
statsdir /var/log/ntp/
statistics loopstats peerstats clockstats cryptostats rawstats sysstats protostats timingstats
filegen peerstats file peers type week nolink enable
filegen loopstats type none disable
logconfig =all
logfile "/var/log/ntp.log"
pidfile /var/run/ntpd.pid
enable auth monitor calibrate kernel ntp stats bclient
disable mode7
tinker step 0.4 stepout 900 panic 1000 dispersion 15 allan 11 huffpuff 7200
interface ignore wildcard
interface listen eth0
nic drop ::1
rlimit memlock 32 stacksize 50 filenum 128
setvar owner = "the admins" default
saveconfigdir /var/lib/ntp
trap 192.0.2.9 port 18447 interface 192.0.2.1
nonvolatile 1e-7
dscp 46
mdnstries 5
`,
};

const complaints = (text: string) =>
  findings(text, contextOf('classic')).filter((one) => /^(?:error|warning)/.test(one));

describe('the classic daemon: no false alarm', () => {
  it.each(Object.entries(DEFAULTS))('about the defaults of %s', (_, text) => {
    expect(complaints(text)).toEqual([]);
    // `statistics` without `statsdir` is worth a hint; advice there is none.
    expect(findings(text, contextOf('classic')).filter((one) => !/^hint ntp\.no-statsdir/.test(one))).toEqual([]);
  });

  it.each(Object.entries(EXAMPLES))('about %s', (_, text) => expect(complaints(text)).toEqual([]));

  it('but each line is held against its grammar', () => {
    const lines = [...Object.values(DEFAULTS), ...Object.values(EXAMPLES)].flatMap((text) => text.split('\n'));
    const names = new Set(lines.map((line) => line.split(' ')[0]).filter((name) => /^[a-z]/.test(name ?? '')));
    expect(names.size).toBeGreaterThan(35);
    // The same lines with a word too many are refused.
    const broken = lines.filter((line) => /^(?:server|restrict|driftfile|statsdir|fudge|tinker) /.test(line));
    for (const line of broken) expect(complaints(`${line} nonsense`), line).not.toEqual([]);
  });
});
