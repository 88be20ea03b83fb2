// Unit files to measure on: plausible ones, of our own making.

const SERVICE = [
  'Type=notify',
  'ExecStart=/usr/bin/shop-worker --queue=%i --threads 4 "--name=queue %n" $OPTIONS',
  'ExecReload=/bin/kill -HUP $MAINPID',
  'Restart=on-failure',
  'RestartSec=5s',
  'Environment=LANG=C.UTF-8 "OPTIONS=--log info"',
  'EnvironmentFile=-/etc/default/shop',
  'User=shop',
  'Group=shop',
  'WorkingDirectory=/var/lib/shop',
  'StateDirectory=shop',
  'RuntimeDirectory=shop',
  'ProtectSystem=strict',
  'ProtectHome=yes',
  'PrivateTmp=yes',
  'NoNewPrivileges=yes',
  'CapabilityBoundingSet=CAP_NET_BIND_SERVICE CAP_CHOWN',
  'SystemCallFilter=@system-service @resources',
  'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6',
  'MemoryMax=512M',
  'CPUQuota=150%',
  'TasksMax=200',
  'LimitNOFILE=65536',
  'TimeoutStartSec=90s',
  'KillSignal=SIGTERM',
  'SuccessExitStatus=0 143 SIGPIPE',
  '# what the night shift asked for',
  '',
];

/** A service of about 35 lines; each number gives another one. */
export function unitNumber(n) {
  return [
    '[Unit]',
    `Description=Worker ${n} of the shop`,
    'Documentation=https://example.com/shop man:shop(8)',
    'After=network-online.target nss-lookup.target',
    'Wants=network-online.target',
    'ConditionPathExists=/etc/shop.conf',
    '',
    '[Service]',
    ...SERVICE.map((line) => line.replace('shop-worker', `shop-worker-${n}`).replace('%i', String(n))),
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
}

/** Lines that may stand in a service again and again. */
const LISTS = SERVICE.filter((line) =>
  /^(Exec|Environment|Capability|SystemCallFilter|Restrict|SuccessExit|StateDir|#|$)/.test(line),
);

/** A service of that many lines, made long by settings that add up, as long units are. */
export function longUnit(lines) {
  const head = ['[Unit]', 'Description=A long one', '', '[Service]', ...SERVICE];
  const more = Array.from({ length: Math.max(0, lines - head.length) }, (_, i) => {
    const line = LISTS[i % LISTS.length];
    return /^Exec(Start|Reload)=/.test(line)
      ? `ExecStartPre=/usr/bin/shop-step --number ${i} "%n"`
      : line.replace('shop', `shop-${i}`);
  });
  return [...head, ...more, ''].join('\n');
}
