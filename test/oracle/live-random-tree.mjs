// Random trees of units that do something when a systemd really runs them, and commands to give it then.

const CONDITIONS = [
  'ConditionPathExists=/etc/passwd',
  'ConditionPathExists=/nowhere',
  'ConditionPathExists=!/nowhere',
  'ConditionPathIsDirectory=/etc',
  'ConditionVirtualization=container',
  'ConditionFirstBoot=yes',
  'AssertPathExists=/etc/passwd',
  'AssertPathExists=/nowhere',
];
const SHORT = [
  '/bin/true',
  '/bin/true',
  '/bin/false',
  '/nonexistent/x',
  '-/bin/false',
  '-/nonexistent/x',
  "/bin/sh -c 'exit 3'",
  "/bin/sh -c 'true && echo hello'",
  "/bin/sh -c 'false; true'",
  '/bin/echo hello',
];
const LONG = [
  '/bin/sleep infinity',
  '/bin/sleep infinity',
  "/bin/sh -c 'sleep infinity'",
  "/bin/sh -c 'exec sleep 7000'",
];
const STRONG = ['Requires', 'Wants', 'BindsTo', 'PartOf', 'Wants', 'Wants', 'Requires'];
const RARE = ['Requisite', 'Conflicts', 'Upholds', 'PropagatesStopTo', 'OnFailure', 'OnSuccess', 'StopPropagatedFrom'];

/**
 * A tree of unit files by their paths, the names of its units, and commands for systemctl.
 *
 * @param {() => number} random numbers from 0 to 1
 */
export function randomLiveTree(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const chance = (share) => random() < share;
  const services = Array.from({ length: 5 + Math.floor(random() * 6) }, (_, i) => `s${i}.service`);
  const targets = Array.from({ length: 2 + Math.floor(random() * 2) }, (_, i) => `g${i}.target`);
  const sockets = services.slice(0, Math.floor(random() * 2)).map((name) => name.replace('.service', '.socket'));
  const timers = services.slice(2, 2 + Math.floor(random() * 2)).map((name) => name.replace('.service', '.timer'));
  const paths = services.slice(4, 4 + Math.floor(random() * 2)).map((name) => name.replace('.service', '.path'));
  const mounts = chance(0.3) ? ['mnt-a.mount'] : [];
  // In an order that agrees with the one that systemd gives these types by default.
  const units = [...mounts, ...sockets, ...paths, ...timers, ...services, ...targets];
  const files = {};
  // When a daemon ends that others are bound to, is a matter of a moment; so nobody depends on those that end by themselves.
  const brief = new Set(services.filter(() => chance(0.15)));
  const other = (name) => pick(units.filter((one) => one !== name && !brief.has(one)));

  for (const name of units) files[`/etc/systemd/system/${name}`] = unitFile(name);
  for (const name of units) {
    if (chance(0.45)) {
      const wants = pick(['multi-user.target.wants', `${pick(targets)}.wants`, 'multi-user.target.wants']);
      if (!wants.startsWith(`${name}.`)) files[`/etc/systemd/system/${wants}/${name}`] = { link: `../${name}` };
    }
  }
  files[`/etc/systemd/system/multi-user.target.wants/${targets[0]}`] = { link: `../${targets[0]}` };
  return { files, units, commands: Array.from({ length: 4 }, command) };

  /** Mostly without cycles, of which systemd breaks each now here, now there. */
  function order(name, to) {
    if (chance(0.02)) return [`${pick(['After', 'Before'])}=${to}`];
    return [`${units.indexOf(name) > units.indexOf(to) ? 'After' : 'Before'}=${to}`];
  }

  function unitFile(name) {
    const type = name.slice(name.lastIndexOf('.') + 1);
    const lines = ['[Unit]'];
    for (let n = Math.floor(random() * 3); n > 0; n--) {
      const to = other(name);
      lines.push(`${pick(STRONG)}=${to}`);
      if (chance(0.6)) lines.push(...order(name, to));
    }
    if (chance(0.3)) {
      const to = other(name);
      lines.push(`${pick(RARE)}=${to}`);
      if (chance(0.5)) lines.push(...order(name, to));
    }
    if (chance(0.15)) lines.push(pick(CONDITIONS));
    if (type === 'target' && chance(0.7)) lines.push('AllowIsolate=yes');
    if (type !== 'target' && chance(0.1)) lines.push('DefaultDependencies=no');
    if (chance(0.08)) lines.push('StopWhenUnneeded=yes');
    if (chance(0.06)) lines.push('IgnoreOnIsolate=yes');
    if (chance(0.04)) lines.push('RefuseManualStart=yes');
    if (chance(0.05)) lines.push('OnFailureJobMode=fail');
    lines.push(...own(name, type));
    return `${lines.join('\n')}\n`;
  }

  function own(name, type) {
    if (type === 'service') return service(brief.has(name));
    if (type === 'socket') return ['[Socket]', `ListenStream=/run/live-${name}`];
    if (type === 'timer')
      return [
        '[Timer]',
        pick(['OnBootSec=0', 'OnActiveSec=0', 'OnActiveSec=1h', 'OnCalendar=yearly']),
        'AccuracySec=1us',
      ];
    if (type === 'path')
      return [
        '[Path]',
        pick(['PathExists=/etc/passwd', 'PathExists=/nowhere', 'DirectoryNotEmpty=/etc', 'PathChanged=/etc/passwd']),
      ];
    if (type === 'mount') return ['[Mount]', 'What=tmpfs', 'Where=/mnt/a', 'Type=tmpfs'];
    return [];
  }

  function service(isBrief) {
    const lines = ['[Service]'];
    const type = pick([
      'simple',
      'simple',
      'oneshot',
      'oneshot',
      'oneshot',
      'exec',
      'forking',
      'idle',
      'notify',
      undefined,
    ]);
    if (type) lines.push(`Type=${type}`);
    lines.push(...starts(type, isBrief));
    if (chance(0.4)) lines.push('RemainAfterExit=yes');
    if (chance(0.12)) lines.push(`ExecStartPre=${pick(SHORT)}`);
    if (chance(0.08)) lines.push(`ExecStartPost=${pick(SHORT)}`);
    if (chance(0.08)) lines.push(`ExecCondition=${pick(SHORT)}`);
    if (chance(0.08)) lines.push(`ExecStop=${pick(SHORT)}`);
    if (chance(0.06)) lines.push(`ExecStopPost=${pick(SHORT)}`);
    if (chance(0.12)) lines.push(`ExecReload=${pick(SHORT)}`);
    if (chance(0.06)) lines.push(`User=${pick(['nobody', 'ghost'])}`);
    if (chance(0.05)) lines.push(`WorkingDirectory=${pick(['/etc', '/nowhere', '-/nowhere'])}`);
    if (chance(0.05)) lines.push(`EnvironmentFile=${pick(['/etc/passwd', '/nowhere', '-/nowhere'])}`);
    if (chance(0.05)) lines.push('SuccessExitStatus=3');
    if (chance(0.07)) lines.push(`Restart=${pick(['on-failure', 'always', 'on-success'])}`);
    return lines;
  }

  function starts(type, isBrief) {
    if (type === 'oneshot') {
      return Array.from({ length: 1 + Math.floor(random() * 2) }, () => `ExecStart=${pick(SHORT)}`);
    }
    if (isBrief) return [`ExecStart=${pick(SHORT)}`];
    if (type === 'forking') return ["ExecStart=/bin/sh -c 'sleep infinity & exit 0'"];
    if (type === 'notify') return ['NotifyAccess=all', "ExecStart=/bin/sh -c 'systemd-notify --ready; sleep infinity'"];
    return [`ExecStart=${pick(LONG)}`];
  }

  function command() {
    const verb = pick([
      'isolate',
      'start',
      'start',
      'stop',
      'stop',
      'restart',
      'restart',
      'try-restart',
      'reload-or-restart',
    ]);
    if (verb === 'isolate') return `isolate ${pick([...targets, ...targets, 'rescue.target', 'multi-user.target'])}`;
    return `${verb} ${pick(units)}${chance(0.2) ? ` ${pick(units)}` : ''}`;
  }
}
