// Random /etc trees with init scripts, links and insserv's configuration, from a seed.

/** A generator of numbers in [0, 1) (mulberry32). */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const NAMES = ['cron', 'ntp', 'web', 'db', 'mail', 'ssh', 'net', 'log', 'disk', 'nfs', 'rpc', 'x11', 'acpid', 'udev'];
const LEVELS = ['0', '1', '2', '3', '4', '5', '6', 'S'];

/**
 * One case: paths below /etc to texts (`-> ` links, `+x ` files that can be run), and the command to be run.
 * @param tool 'insserv', 'update-rc.d' or 'rc'
 */
export function sysvCase(seed, tool) {
  const random = randomOf(seed * 7919 + tool.length);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const some = (list, chance) => list.filter(() => random() < chance);
  const scripts = some(NAMES, 0.55);
  if (scripts.length === 0) scripts.push('cron');
  const files = {};
  for (const [index, name] of scripts.entries()) {
    files[`init.d/${name}`] = `+x ${scriptText({ name, scripts, index, random, pick, some })}`;
  }
  const extra = random();
  if (extra < 0.08) files['init.d/old.dpkg-old'] = '+x #!/bin/sh\n';
  if (extra > 0.92) files['init.d/plain'] = '#!/bin/sh\n';
  if (random() < 0.1)
    files['insserv/overrides/cron'] = header('cron', {
      Provides: 'cron',
      'Default-Start': '3',
      'Default-Stop': '0',
      'Required-Start': '',
      'Required-Stop': '',
    });
  files['insserv.conf'] = [
    '$local_fs +disk',
    '$network +net +nonet',
    '$remote_fs $local_fs +nfs',
    '$syslog +log',
    `$named +dns $network`,
    '$portmap rpc',
    random() < 0.3 ? '<interactive> x11 udev' : '# none',
    '',
  ].join('\n');
  if (random() < 0.1) files['insserv.conf.d/more'] = '$time +ntp\n$syslog +mail\n';
  for (const level of LEVELS) files[`rc${level}.d/README`] = 'x\n';
  addLinks(files, scripts, random, pick);
  return { files, command: commandOf(tool, scripts, random, pick, some) };
}

function scriptText({ name, scripts, index, random, pick, some }) {
  const kind = random();
  if (kind < 0.06) return '#!/bin/sh\necho "$0 $1"\n';
  // Mostly earlier ones are needed, so that circles are the exception.
  const needed = () => some(random() < 0.04 ? scripts : scripts.slice(0, index), 0.25);
  const facilities = () => some(['$local_fs', '$network', '$remote_fs', '$syslog', '$named', '$time'], 0.15);
  const boot = random() < 0.15;
  const fields = {
    Provides: [name, ...(random() < 0.1 ? [`${name}d`] : []), ...(random() < 0.03 ? [pick(scripts)] : [])].join(' '),
    'Required-Start': [...facilities(), ...needed(), ...(random() < 0.04 ? ['nobody'] : [])].join(' '),
    'Required-Stop': [...facilities(), ...needed()].join(' '),
    'Should-Start': needed().join(' '),
    'Should-Stop': needed().join(' '),
    'Default-Start': boot ? 'S' : pick(['2 3 4 5', '2 3 4 5', '3 5', '2', '']),
    'Default-Stop': boot ? pick(['', '0 6']) : pick(['0 1 6', '0 1 6', '0 6', '', '1']),
  };
  if (random() < 0.1) fields['X-Start-Before'] = pick(scripts);
  if (random() < 0.08) fields['X-Stop-After'] = pick(scripts);
  if (random() < 0.05) fields['Required-Start'] += ' $all';
  if (random() < 0.05) fields['X-Interactive'] = 'true';
  if (random() < 0.05) delete fields[pick(Object.keys(fields))];
  return `#!/bin/sh\n${header(name, fields)}echo "$0 $1"\n`;
}

function header(name, fields) {
  const lines = Object.entries(fields).map(([key, value]) => `# ${key}: ${value}`);
  return ['### BEGIN INIT INFO', ...lines, `# Short-Description: ${name}`, '### END INIT INFO', ''].join('\n');
}

function addLinks(files, scripts, random, pick) {
  const number = () => String(Math.floor(random() * 30)).padStart(2, '0');
  for (const name of scripts) {
    if (random() < 0.35) continue;
    const boot = random() < 0.12;
    for (const level of LEVELS) {
      if (random() < 0.12) continue;
      const kind = boot
        ? level === 'S'
          ? 'S'
          : ''
        : '016'.includes(level)
          ? 'K'
          : level === 'S'
            ? ''
            : random() < 0.9
              ? 'S'
              : 'K';
      if (kind) files[`rc${level}.d/${kind}${number()}${name}`] = `-> ../init.d/${name}`;
    }
    if (random() < 0.04) files[`rc${pick(LEVELS)}.d/S${number()}${name}`] = `-> ../init.d/${name}`;
  }
  if (random() < 0.1) files[`rc${pick(LEVELS)}.d/S10gone`] = '-> ../init.d/gone';
}

function commandOf(tool, scripts, random, pick, some) {
  const name = random() < 0.04 ? 'gone' : pick(scripts);
  if (tool === 'insserv') {
    const options = [...(random() < 0.25 ? ['-r'] : []), ...(random() < 0.25 ? ['-f'] : [])];
    const names = random() < 0.2 ? [] : [name, ...some(scripts, 0.1)];
    return ['insserv', ...options, ...new Set(names)];
  }
  if (tool === 'rc') return ['/etc/init.d/rc', pick(['0', '2', '3', '5', '6', '1', 'S']), pick(['N', '2', '3', 'S'])];
  const action = pick(['defaults', 'defaults', 'defaults-disabled', 'enable', 'disable', 'remove']);
  const levels = ['enable', 'disable'].includes(action) && random() < 0.3 ? some(['2', '3', '5', '0', 'S'], 0.5) : [];
  return ['update-rc.d', ...(random() < 0.2 ? ['-f'] : []), name, action, ...levels];
}
