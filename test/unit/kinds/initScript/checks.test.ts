import { describe, expect, it } from 'vitest';
import { fixed, header, judge, type Keys, script, type Where } from './ask.ts';

const REDHAT: Where = { flavor: 'redhat' };

describe('a sound script', () => {
  it.each([
    ['Debian', script('web'), {}],
    ['Debian, without a root', script('web'), { bare: true }],
    [
      'Debian, with needs',
      script('web', { 'Required-Start': '$network log +gone', 'Should-Start': 'gone $nobody_asks' }),
      { others: { log: script('log') }, files: {} },
    ],
    ['Red Hat', redhat('touch /var/lock/subsys/web', 'rm -f /var/lock/subsys/web'), REDHAT],
  ] as const)('%s', (_, text, where) => {
    expect(judge(text, where as Where).filter((line) => !/unknown-facility: \$nobody/.test(line))).toEqual([]);
  });
});

/** A script with a chkconfig line and functions that do something when it is started and stopped. */
function redhat(start: string, stop: string, line = '# chkconfig: 2345 90 10'): string {
  return [
    '#!/bin/sh',
    line,
    '# description: serves',
    'start() {',
    `  daemon web && ${start}`,
    '}',
    'stop() {',
    `  killproc web; ${stop}`,
    '}',
    'case "$1" in',
    '  start) start ;;',
    '  stop) stop ;;',
    '  restart|force-reload) stop; start ;;',
    '  status) status web ;;',
    '  *) exit 2 ;;',
    'esac',
    '',
  ].join('\n');
}

describe('the LSB header as insserv 1.24 takes it', () => {
  const rows: readonly (readonly [string, Keys, readonly string[]])[] = [
    ['a missing key', { 'Required-Stop': null }, ['warning missing-key: ### BEGIN INIT INFO']],
    ['nothing provided', { Provides: '' }, ['warning missing-key: Provides']],
    ['a facility provided', { Provides: '$web web' }, ['warning provides-facility: $web']],
    ['a facility that is not configured', { 'Required-Start': '$netwrk' }, ['warning unknown-facility: $netwrk']],
    ['the same where it is silent', { 'Should-Start': '$netwrk' }, ['information unknown-facility: $netwrk']],
    ['a script that is not there', { 'Required-Start': 'logg' }, ['warning missing-script: logg']],
    ['the same where it may be missing', { 'Should-Start': 'logg' }, []],
    ['runlevel B, at which insserv stops', { 'Default-Start': 'B' }, ['error bad-runlevel: B']],
    ['runlevels in one word', { 'Default-Start': '235' }, ['information bad-runlevel: 235']],
    ['a runlevel that is none', { 'Default-Start': '2 7' }, ['information bad-runlevel: 7']],
    ['a runlevel in both lists', { 'Default-Stop': '0 3' }, ['warning overlap: 3']],
    ['a list cut by two blanks', { 'Required-Start': '$network  $syslog' }, ['information cut-list:   $syslog']],
    ['a list cut by a tab', { 'Required-Start': '$network\t$syslog' }, ['information cut-list: \t$syslog']],
    ['an odd value of X-Interactive', { 'X-Interactive': 'yes' }, ['information interactive: yes']],
    ['a misspelt key', { 'Requird-Start': 'x' }, ['information unknown-key: Requird-Start']],
    ['a key of some vendor', { 'X-Foo': 'x' }, []],
    ['a key for systemd only', { 'X-Start-After': 'log' }, ['information systemd-only: X-Start-After']],
    [
      'a Default-Start that update-rc.d does not see',
      { 'Default-Start': null, 'default-start': '2' },
      ['warning spelling: default-start'],
    ],
    ['a key twice', { required_start: 'log' }, ['information repeated-key: required_start']],
  ];
  it.each(rows)('%s', (_, keys, expected) => {
    expect(judge(script('web', keys), { others: { log: script('log') } })).toEqual(expected);
  });

  it('has no end', () => {
    const text = script('web').replace('### END INIT INFO\n', '');
    expect(judge(text)).toEqual(['error unfinished-header: ### BEGIN INIT INFO']);
    expect(judge(fixed(text, 'unfinished-header')!)).toEqual([]);
  });

  it('is not there', () => {
    const text = script('web').replace(/### BEGIN[\s\S]*INFO\n/, '');
    expect(judge(text)).toEqual(['warning no-header: #!/bin/sh']);
    expect(judge(text, { bare: true })).toEqual(['warning no-header: #!/bin/sh']);
  });

  it('is that of an override', () => {
    const files = { '/etc/insserv/overrides/web': header('web') };
    expect(judge(script('web'), { files })).toEqual(['information overridden: ### BEGIN INIT INFO']);
  });

  it('names what another script provides', () => {
    expect(judge(script('web', { Provides: 'web www' }), { others: { apache: script('www') } })).toEqual([
      'warning provided-twice: www',
    ]);
  });

  it('belongs to a script that nobody runs', () => {
    expect(judge(script('web'), { executable: false })).toEqual(['warning not-executable: #!/bin/sh']);
  });

  it('is taken in silence by chkconfig', () => {
    const found = judge(script('web', { 'Required-Stop': null, 'Default-Stop': '0 3' }), REDHAT);
    expect(found.filter((line) => /^(?:error|warning)/.test(line))).toEqual([]);
    expect(found).toContain('information missing-key: ### BEGIN INIT INFO');
  });
});

describe('a Debian root without insserv', () => {
  const judged = (keys: Keys) => judge(script('web', keys), { withoutInsserv: true });

  it('has nobody who complains', () => {
    expect(judged({ 'Required-Stop': null })).toEqual(['information missing-key: ### BEGIN INIT INFO']);
    expect(judged({ 'Required-Start': '$network gone' })).toEqual([]);
    expect(judged({ 'Required-Start': '$netwrk' })).toEqual(['information unknown-facility: $netwrk']);
  });

  it('still does not enable what update-rc.d does not see', () => {
    expect(judged({ 'Default-Start': null, 'default-start': '2' })).toEqual(['warning spelling: default-start']);
  });
});

describe('a root that boots with systemd', () => {
  const systemd = { '/sbin/init': '-> /lib/systemd/systemd', '/lib/systemd/systemd': '' };

  it('starts a unit of that name in place of the script', () => {
    const files = { ...systemd, '/usr/lib/systemd/system/web.service': '[Service]\n' };
    expect(judge(script('web'), { files })).toEqual(['information systemd: #!/bin/sh']);
  });

  it('starts no scripts at all from 262 on', () => {
    expect(judge(script('web'), { files: systemd })).toEqual(['information systemd: #!/bin/sh']);
    expect(judge(script('web'), { files: systemd, systemd: 257 })).toEqual([]);
  });
});

describe('circles', () => {
  it('are errors when insserv refuses, on the word that closes them', () => {
    const others = { db: script('db', { 'Required-Start': 'mail' }), mail: script('mail', { 'Should-Start': 'web' }) };
    expect(judge(script('web', { 'Required-Start': 'db' }), { others })).toEqual(['error circle: db']);
  });

  it('go through facilities and X-Start-Before', () => {
    const others = { log: script('log', { 'Should-Start': 'db' }), db: script('db', { 'Should-Start': 'web' }) };
    expect(judge(script('web', { 'Required-Start': '$syslog' }), { others })).toEqual(['error circle: $syslog']);
    const before = { db: script('db', { 'X-Start-Before': 'web', 'Should-Start': 'web' }) };
    expect(judge(script('web'), { others: before })).toEqual(['error circle: ### BEGIN INIT INFO']);
  });

  it('are none between scripts of different runlevels', () => {
    const others = { db: script('db', { 'Required-Start': 'web', 'Default-Start': 'S', 'Default-Stop': '' }) };
    expect(judge(script('web', { 'Should-Start': 'db' }), { others })).toEqual([]);
  });

  it('are none for who only leads to one', () => {
    const others = {
      a: script('a', { 'Should-Start': 'b' }),
      b: script('b', { 'Should-Start': 'a' }),
    };
    expect(judge(script('web', { 'Should-Start': 'a' }), { others })).toEqual([]);
  });

  it('of thousands of scripts are found quickly', () => {
    const others = Object.fromEntries(
      Array.from({ length: 3000 }, (_, at) => [`s${at}`, script(`s${at}`, { 'Should-Start': `s${at + 1}` })]),
    );
    expect(judge(script('web', { 'Should-Start': 's0' }), { others })).toEqual([]);
  });
});

describe('the chkconfig line', () => {
  it.each([
    ['# chkconfig: 2345 90', 'fields'],
    ['# chkconfig: 2345 90 10 x', 'fields'],
    ['# chkconfig: 2347 90 10', 'levels'],
    ['# chkconfig: 2345 100 10', 'priority'],
    ['# chkconfig: 2345 -1 10', 'priority'],
  ])('%s is refused', (line) => {
    const text = redhat('touch /var/lock/subsys/web', 'rm -f /var/lock/subsys/web', line);
    expect(judge(text, REDHAT)).toEqual([`error chkconfig-line: ${line}`]);
    expect(judge(`${text}`, { bare: true })[0]).toBe(`error chkconfig-line: ${line}`);
  });

  it('is put right where it is clear what was meant', () => {
    const text = redhat('touch /var/lock/subsys/web', 'rm -f /var/lock/subsys/web', '# chkconfig: 2 3 5 120 10');
    expect(fixed(text, 'chkconfig-line', REDHAT)).toContain('\n# chkconfig: 235 99 10\n');
  });

  it('has to be ended', () => {
    const text = '# chkconfig: 345 9 9';
    expect(judge(text, REDHAT)).toEqual([`error chkconfig-line: ${text}`]);
    expect(judge(fixed(text, 'chkconfig-line', REDHAT)!, REDHAT)).toEqual([]);
  });

  it('counts once, and is needed where there is no LSB header', () => {
    const text = '#!/bin/sh\n# chkconfig: 345 9 9\n# chkconfig: 5 1 1\n';
    expect(judge(text, REDHAT)).toEqual(['information repeated-key: # chkconfig: 5 1 1']);
    expect(judge('#!/bin/sh\n', REDHAT)).toEqual(['error no-header: #!/bin/sh']);
    expect(judge(fixed('#!/bin/sh\n', 'no-header', REDHAT)!, REDHAT)).toEqual([]);
  });

  it('is nothing to Debian', () => {
    expect(judge(script('web').replace('#!/bin/sh', '#!/bin/sh\n# chkconfig: x'))).toEqual([
      'information chkconfig-line: # chkconfig: x',
    ]);
  });
});

describe('the lock file of Red Hat scripts', () => {
  it.each([
    ['never made', ':', ':', ['information lock-not-made: start']],
    ['left behind', 'touch /var/lock/subsys/web', ':', ['information lock-left: stop']],
    ['of another name', 'touch /var/lock/subsys/httpd', 'rm /var/lock/subsys/httpd', ['information lock-name: httpd']],
    ['with .init', 'touch /var/lock/subsys/web.init', 'rm /var/lock/subsys/web.init', []],
  ])('%s', (_, start, stop, expected) => {
    expect(judge(redhat(start, stop), REDHAT)).toEqual(expected);
    const debian = judge(`${header('web')}\n${redhat(start, stop)}`);
    expect(debian.filter((line) => line.includes('lock'))).toEqual([]);
  });

  it('may be named by variables', () => {
    const text = redhat('touch "$lockfile"', 'rm -f $lockfile').replace(
      'start()',
      'lockfile=/var/lock/subsys/web\nstart()',
    );
    expect(judge(text, REDHAT)).toEqual([]);
  });
});

describe('actions', () => {
  it('that are missing are added before *)', () => {
    const text = `#!/bin/sh\n${header('web')}\ncase "$1" in\n  start)\n    do_start\n    ;;\n  reload|force-reload) ;;\n  restart) ;;\n  *)\n    exit 2\nesac\n`;
    expect(judge(text)).toEqual(['information missing-action: case "$1" in', 'hint missing-action: case "$1" in']);
    const after = fixed(text, 'missing-action')!;
    expect(after.indexOf('stop)')).toBeLessThan(after.indexOf('*)'));
    expect(judge(after)).toEqual(['hint missing-action: case "$1" in']);
  });

  it('are told through patterns, quotes, variables and cases inside', () => {
    const text = [
      '#!/bin/sh',
      header('web'),
      'ACTION="$1"',
      'case "$ACTION" in',
      '  start|"")',
      '    case "$VERBOSE" in',
      '      stop) echo no ;;',
      '    esac',
      '    ;;',
      '  "stop") ;;',
      '  re*) ;;',
      '  *-reload) ;;',
      '  status) ;;',
      'esac',
    ].join('\n');
    expect(judge(text)).toEqual([]);
  });

  it('are those of the case that starts something', () => {
    const early = 'case "$1" in\n  stop) exit 0 ;;\n  *) exit 1 ;;\nesac\n';
    expect(judge(script('web').replace('case', `${early}case`))).toEqual([]);
  });

  it('besides start are not asked of what runs while the machine boots', () => {
    const boots = { 'Default-Start': 'S', 'Default-Stop': '' };
    expect(judge(`#!/bin/sh\n${header('web', boots)}\ncase "$1" in\n  start) ;;\nesac\n`)).toEqual([]);
  });
});

describe('hostile scripts', () => {
  it.each([
    ['cases without end', 'case "$1" in\n'.repeat(20_000)],
    ['blanks', `case "$1" in\n${`${' '.repeat(990)}#\n`.repeat(2000)}`],
    ['one long word', `case "$${'a'.repeat(900)} in\n`.repeat(2000)],
    ['words that look like more cases', `case "$1" in\nx)\n${'case in '.repeat(120)}\n`.repeat(500)],
    ['headers', '### BEGIN INIT INFO\n# Provides: a\n'.repeat(5000)],
  ])('%s are read in a moment', (_, text) => {
    const before = process.cpuUsage();
    judge(`#!/bin/sh\n${text}`);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(8);
  });
});

describe('other files of the folder', () => {
  it.each(['README', 'functions', 'rc', 'skeleton', 'web.dpkg-old', 'web~'])('%s is left alone', (name) => {
    expect(judge('nothing\n', { name })).toEqual([]);
  });
});
