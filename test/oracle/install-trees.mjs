// Random roots and verbs for install-fuzz.mjs. A root is an array of entries: [path, kind, text], kind `d` (folder),
// `f` (file with that text), `b` (file with those bytes, in base64), `l` (symlink to that target) or `p` (a FIFO).
import { addOddities, oddWord } from './install-trees-odd.mjs';

const UNITS = [
  'alpha.service',
  'beta.service',
  'gamma.service',
  'delta-one.service',
  'odd\\x2dname.service',
  'tmpl@.service',
  'inst@.service',
  'inst@two.service',
  'sock@.socket',
  'alpha.socket',
  'beta.timer',
  'watch.path',
  'site.target',
  'extra.target',
  'wide@.target',
  'mnt-data.mount',
  'part.swap',
  'my.slice',
  'dev-thing.device',
];
const TARGETS = ['multi-user.target', 'graphical.target', 'site.target', 'wide@.target', 'wide@one.target'];
const INSTANCES = ['one', 'two', 'a-b', 'x@y', 'one:two'];
const VENDOR = ['/usr/lib/systemd/system', '/usr/lib/systemd/system', '/usr/local/lib/systemd/system'];
const CONFIG = ['/etc/systemd/system', '/etc/systemd/system', '/etc/systemd/system', '/run/systemd/system'];
const RARE = [
  '/etc/systemd/system.control',
  '/run/systemd/system.control',
  '/run/systemd/transient',
  '/run/systemd/generator.early',
  '/run/systemd/generator',
  '/run/systemd/generator.late',
  '/etc/systemd/system.attached',
  '/run/systemd/system.attached',
];
const OUTSIDE = ['/opt/units', '/srv'];
const USER = ['/etc/systemd/user', '/usr/lib/systemd/user', '/run/systemd/user', '/usr/share/systemd/user'];

const LONGEST_NAME = 255;

/** Ways to pick at random; `random` gives numbers from 0 to below 1. */
export function picker(random) {
  const below = (most) => Math.floor(random() * most);
  const pick = (list) => list[below(list.length)];
  const chance = (part) => random() < part;
  const some = (list, most) => Array.from({ length: 1 + below(most) }, () => pick(list));
  return { below, pick, chance, some };
}

/** A root with units, links, drop-ins and presets, much of it wrong. */
export function randomTree(random) {
  const { below, pick, chance, some } = picker(random);
  const entries = new Map();
  const add = (path, kind, text) => {
    const parts = path.split('/').filter(Boolean);
    if (parts.some((part) => Buffer.byteLength(part) > LONGEST_NAME)) return;
    for (let n = 1; n < parts.length; n++) {
      const folder = `/${parts.slice(0, n).join('/')}`;
      const known = entries.get(folder);
      if (known && known[0] !== 'd') return;
      if (!known) entries.set(folder, ['d', '']);
    }
    if (!entries.has(path)) entries.set(path, [kind, text]);
  };
  const instanceOf = (name) => name.replace('@.', `@${pick(INSTANCES)}.`);
  const anyName = () => {
    const name = pick(UNITS);
    if (name.includes('@.') && chance(0.6)) return instanceOf(name);
    return chance(0.06) ? name.replace(/\.\w+$/, pick(['.service', '.socket', '.target', '.timer'])) : name;
  };
  const folder = () => {
    const roll = random();
    if (roll < 0.55) return pick(VENDOR);
    if (roll < 0.85) return pick(CONFIG);
    if (roll < 0.93) return pick(OUTSIDE);
    return pick(RARE);
  };
  const wanting = () =>
    chance(0.8) ? pick(TARGETS) : chance(0.8) ? anyName() : pick(['bad name', 'no-suffix', '%i.target', '']);
  const specifier = () =>
    pick([
      '%i',
      '%p',
      '%n',
      '%N',
      '%j',
      '%%',
      '%m',
      '%o',
      '%w',
      '%H',
      '%l',
      '%v',
      '%b',
      '%a',
      '%u',
      '%G',
      '%z',
      '%t',
      '%',
      '%M',
    ]);
  const decorate = (name) => {
    if (!chance(0.15)) return name;
    return chance(0.5)
      ? `${specifier()}-${name}`
      : name.replace(/(@?)(\.[a-z]+)$/, (_, at, end) => `${at}${chance(0.5) ? '%i' : specifier()}${end}`);
  };
  const list = (make, most) => {
    const words = Array.from({ length: 1 + below(most) }, make).map(decorate);
    if (chance(0.06)) words[0] = `"${words[0]}"`;
    if (chance(0.03)) words.push('"open');
    return words.join(chance(0.1) ? ' \\\n  ' : ' ');
  };
  const aliasFor = (name) => {
    const suffix = name.slice(name.lastIndexOf('.'));
    const roll = random();
    if (roll < 0.5)
      return `alias-${pick(['a', 'b', 'c'])}${name.includes('@') ? '@' : ''}${name.includes('@') && chance(0.5) ? pick(INSTANCES) : ''}${suffix}`;
    if (roll < 0.7) return anyName();
    if (roll < 0.85)
      return `${pick([...TARGETS, 'bad'])}${pick(['.wants', '.requires', '.d'])}/${chance(0.7) ? name : anyName()}`;
    if (roll < 0.9) return name;
    return pick(['no-suffix', 'wrong.mount', 'x@y.service', 'alias-t@.service', 'default.target']);
  };
  const install = (name) => {
    const lines = [];
    if (chance(0.6)) lines.push(`WantedBy=${list(wanting, 2)}`);
    if (chance(0.2)) lines.push(`RequiredBy=${list(wanting, 2)}`);
    if (chance(0.15)) lines.push(`UpheldBy=${list(wanting, 2)}`);
    if (chance(0.3)) lines.push(`Alias=${list(() => aliasFor(name), 2)}`);
    if (chance(0.25)) lines.push(`Also=${list(anyName, 2)}`);
    if (chance(0.05)) lines.push(`Also=${pick(['bad name', 'missing.service', 'foo@.slice', '%z.service'])}`);
    if (chance(name.includes('@') ? 0.4 : 0.04))
      lines.push(`DefaultInstance=${pick([...INSTANCES, '%p', 'bad/one', '', '%z'])}`);
    if (chance(0.06))
      lines.push(`${pick(['WantedBy', 'Alias', 'RequiredBy', 'UpheldBy', 'Also', 'Unknown', 'X-Foo'])}=`);
    if (chance(0.03))
      lines.push(
        pick([
          'no equals',
          '=value',
          '# comment',
          '[Broken',
          '[X-Extra]\nWantedBy=multi-user.target',
          '["q"]',
          '[]',
          '[*]',
        ]),
      );
    for (let n = lines.length - 1; n > 0; n--) {
      const other = below(n + 1);
      [lines[n], lines[other]] = [lines[other], lines[n]];
    }
    return lines;
  };
  const unitText = (name) => {
    const roll = random();
    if (roll < 0.03) return '';
    if (roll < 0.05) return '\n';
    const text = `[Unit]\nDescription=${name}\n${chance(0.1) ? 'WantedBy=multi-user.target\n' : ''}`;
    if (roll < 0.2) return text;
    return `${text}[Install]\n${install(name).join('\n')}\n`;
  };

  // First, as folders that are links must be there before what would make them folders.
  if (chance(0.4)) addOddities(add, { below, pick, chance, some }, UNITS);
  const merged = random();
  // Not to /usr/lib: systemctl would follow that out of the root and read the units of the machine it runs on.
  if (merged < 0.6) add('/lib', 'l', 'usr/lib');
  else if (merged < 0.85) VENDOR.push('/lib/systemd/system');
  add('/usr/lib/systemd/system', 'd', '');
  add('/etc', 'd', '');
  if (chance(0.9))
    for (const name of ['multi-user.target', 'graphical.target'])
      add(`/usr/lib/systemd/system/${name}`, 'f', '[Unit]\n');
  if (chance(0.3))
    add(
      '/usr/lib/systemd/system/default.target',
      'l',
      pick(['graphical.target', 'multi-user.target', 'missing.target']),
    );
  if (chance(0.2))
    add(
      '/etc/systemd/system/default.target',
      'l',
      pick(['/usr/lib/systemd/system/multi-user.target', '/dev/null', 'site.target', '/opt/units/site.target']),
    );
  if (chance(0.5)) add('/etc/machine-id', 'f', pick(['0123456789abcdef0123456789abcdef\n', 'uninitialized\n', '']));
  if (chance(0.5)) add('/etc/os-release', 'f', 'ID=debian\nVERSION_ID="12"\nIMAGE_ID=\'img\'\n');
  if (chance(0.2)) add('/dev/null', 'f', '');

  for (let n = 4 + below(10); n > 0; n--) {
    const name = anyName();
    add(`${folder()}/${name}`, 'f', unitText(name));
  }
  for (let n = below(7); n > 0; n--) addLink();
  for (let n = below(4); n > 0; n--) addDropIn();
  for (let n = below(3); n > 0; n--) addPreset();
  if (chance(0.1)) addOdd();
  if (chance(0.08)) addUser();
  if (chance(0.06)) add(`/etc/init.d/${pick(['alpha', 'beta', 'script', 'gamma'])}`, 'f', '#!/bin/sh\n');
  if (VENDOR.length > 3) VENDOR.pop();
  return [...entries].map(([path, [kind, text]]) => (kind === 'd' ? [path, kind] : [path, kind, text]));

  function addLink() {
    const at = folder();
    const roll = random();
    const relative = (path) => (chance(0.5) ? path : `${'../'.repeat(at.split('/').length - 1)}${path.slice(1)}`);
    const name = anyName();
    if (roll < 0.3)
      add(
        `${at}/${pick([...TARGETS, name])}${pick(['.wants', '.requires', '.upholds'])}/${anyName()}`,
        'l',
        pick([relative(`${folder()}/${anyName()}`), `../${anyName()}`, '/dev/null', 'missing']),
      );
    else if (roll < 0.45)
      add(`${at}/${name}`, 'l', pick(['/dev/null', '/dev/null', '../../../dev/null', relative('/dev/null')]));
    else if (roll < 0.65) add(`${at}/${name}`, 'l', relative(`${pick(OUTSIDE)}/${chance(0.8) ? name : anyName()}`));
    else if (roll < 0.9) {
      const suffix = name.slice(name.lastIndexOf('.'));
      const alias = chance(0.6) ? `alias-${pick(['a', 'b', 'c'])}${name.includes('@') ? '@' : ''}${suffix}` : anyName();
      add(`${at}/${alias}`, 'l', pick([name, relative(`${folder()}/${name}`), relative(`${pick(VENDOR)}/${name}`)]));
    } else
      add(
        `${at}/${name}`,
        'l',
        pick([name, './loop.service', '..', '/', '../system', 'a/b/c', `/etc/systemd/system/${anyName()}`]),
      );
  }

  function addDropIn() {
    const name = chance(0.7) ? pick(UNITS) : anyName();
    const file = pick(['10-a.conf', '20-b.conf', '10-a.conf', 'x.conf', 'note.txt', '.hidden.conf', '30-c.conf~']);
    const at = `${chance(0.5) ? pick(VENDOR) : pick([...CONFIG, ...RARE])}/${name}.d/${file}`;
    const roll = random();
    if (roll < 0.8) add(at, 'f', chance(0.1) ? '' : `[Install]\n${install(name).join('\n')}\n`);
    else if (roll < 0.9)
      add(at, 'l', pick(['/dev/null', '/opt/units/drop.conf', '../gone.conf', '/etc/gone.conf', file]));
    else if (roll < 0.95) add(`${at}/inner`, 'f', 'x');
    else add(at, 'f', '[Unit]\nDescription=x\n');
    if (chance(0.3)) add('/opt/units/drop.conf', 'f', '[Install]\nWantedBy=extra.target\n');
  }

  function addPreset() {
    const patterns = [
      '*',
      '*.service',
      'alpha.*',
      '[ab]*.service',
      '?eta.timer',
      '[!a]*',
      ...UNITS,
      'tmpl@one.service',
      '[[:alpha:]]*.socket',
      'a[',
      '*.t*',
    ];
    const line = () => {
      const verb = pick(['enable', 'enable', 'disable', 'disable', 'ignore']);
      const roll = random();
      if (roll < 0.1) return pick(['# comment', '; other', '', '  ', 'enablefoo', 'mask alpha.service', 'disable']);
      if (roll < 0.3)
        return `enable ${pick(['tmpl@.service', 'inst@.service', 'sock@.socket', 'alpha.service', 'wide@.target'])} ${some(INSTANCES, 3).join(' ')}${chance(0.1) ? ' bad/x' : ''}`;
      return `${chance(0.1) ? '  ' : ''}${verb}${chance(0.1) ? '\t' : ' '}${pick(patterns)}`;
    };
    const top = pick(['/etc', '/run', '/usr/lib', '/usr/local/lib']);
    const kind = chance(0.1) ? 'initrd-preset' : 'system-preset';
    const at = `${top}/systemd/${kind}/${pick(['10-a', '50-b', '99-z'])}.preset`;
    const roll = random();
    if (roll < 0.9) add(at, 'f', `${Array.from({ length: 1 + below(6) }, line).join('\n')}\n`);
    else if (roll < 0.97) add(at, 'l', pick(['/dev/null', 'gone.preset', '99-z.preset', '/opt/x.preset']));
    else add(`${at}/inner`, 'f', 'x');
    if (kind === 'initrd-preset' && chance(0.7)) add('/etc/initrd-release', 'f', '');
  }

  function addOdd() {
    const at = pick([...VENDOR, ...CONFIG]);
    const roll = random();
    if (roll < 0.2) add(`${at}/${anyName()}/inner`, 'f', 'x');
    else if (roll < 0.4) add(`${at}/nested/deep/${anyName()}`, 'l', `/usr/lib/systemd/system/${anyName()}`);
    else if (roll < 0.5)
      add(`${at}/${anyName()}`, 'b', Buffer.from('[Install]\nWantedBy=\xff\n', 'latin1').toString('base64'));
    else if (roll < 0.6)
      add(`${at}/${anyName()}`, 'f', '[Install]\r\nWantedBy=multi-user.target\r\nAlias=alias-a.service\r\n');
    else if (roll < 0.7)
      add(
        `${at}/${pick(['.alpha.service', 'alpha.service~', 'alpha.service.bak', 'beta.service.d.old'])}`,
        'l',
        '/usr/lib/systemd/system/alpha.service',
      );
    else if (roll < 0.8)
      add(`${at}/multi-user.target.wants`, 'l', pick(['graphical.target.wants', '../elsewhere', '/gone']));
    else if (roll < 0.9) add(`${at}/multi-user.target.wants`, 'f', 'x');
    else add('/etc/systemd/system', 'l', pick(['../../usr/local/lib/systemd/system', 'elsewhere']));
  }

  function addUser() {
    for (let n = 1 + below(5); n > 0; n--) {
      const name = anyName();
      add(`${pick(USER)}/${name}`, 'f', unitText(name));
    }
    if (chance(0.5))
      add(
        '/usr/lib/systemd/user-preset/50-x.preset',
        'f',
        `${pick(['enable', 'disable'])} ${pick(['*', 'alpha.*'])}\n`,
      );
  }
}

/** A verb with arguments and options: `{ verb, args, runtime, force, presetMode, global }`, what is off left out. */
export function randomStep(random, entries) {
  const { below, pick, chance } = picker(random);
  const present = entries
    .map(([path]) => path)
    .filter((path) => /\.(?:service|socket|target|timer|path|mount|swap|slice|device)$/.test(path));
  const paths = entries.map(([path]) => path);
  const name = () => {
    if (chance(0.06)) return oddWord({ pick, chance }, paths);
    const roll = random();
    const own = present.length > 0 && roll < 0.7 ? pick(present).replace(/^.*\//, '') : pick(UNITS);
    const unit = own.includes('@.') && chance(0.5) ? own.replace('@.', `@${pick(INSTANCES)}.`) : own;
    if (roll > 0.97)
      return pick([
        'missing.service',
        'a b.service',
        '*.service',
        'foo@.slice',
        'no/such',
        'bad',
        '@.service',
        'x.service/',
      ]);
    return unit.endsWith('.service') && chance(0.2) ? unit.slice(0, -'.service'.length) : unit;
  };
  const path = () => {
    if (chance(0.04)) return oddWord({ pick, chance }, paths);
    return present.length > 0 && chance(0.9) ? pick(present) : `/opt/units/${pick(UNITS)}`;
  };
  const names = () => Array.from({ length: chance(0.75) ? 1 : 1 + below(3) }, () => (chance(0.12) ? path() : name()));
  const verb = pick(VERB_WEIGHTS);
  const step = { verb, args: [] };
  if (verb === 'link') step.args = Array.from({ length: 1 + below(2) }, () => (chance(0.9) ? path() : name()));
  else if (verb === 'set-default') step.args = [chance(0.8) ? pick([...TARGETS, 'site.target', 'site']) : name()];
  else if (verb === 'add-wants' || verb === 'add-requires')
    step.args = [chance(0.8) ? pick(TARGETS) : name(), ...names()];
  else if (verb === 'list-unit-files') step.args = chance(0.7) ? [] : [pick(['*.service', 'alpha*', '*@*', 'none'])];
  else if (verb !== 'preset-all' && verb !== 'get-default') step.args = names();
  if (chance(0.2)) step.runtime = true;
  if (chance(0.25)) step.force = true;
  if (verb.startsWith('preset') && chance(0.4)) step.presetMode = pick(['enable-only', 'disable-only']);
  if (entries.some(([at]) => at.includes('/user')) && chance(0.5)) step.global = true;
  return step;
}

const VERB_WEIGHTS = [
  ...Array(7).fill('enable'),
  ...Array(4).fill('disable'),
  ...Array(2).fill('reenable'),
  ...Array(2).fill('mask'),
  ...Array(2).fill('unmask'),
  ...Array(2).fill('preset'),
  ...Array(3).fill('preset-all'),
  ...Array(2).fill('link'),
  ...Array(2).fill('revert'),
  'set-default',
  'get-default',
  'add-wants',
  'add-requires',
  ...Array(3).fill('is-enabled'),
  ...Array(3).fill('list-unit-files'),
];
