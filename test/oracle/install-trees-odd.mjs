// The stranger things in random roots and command lines of install-trees.mjs. Entries are added by `add(path, kind,
// text)`, which passes over what cannot stand there.

const LONG = 'l'.repeat(247);
const NAMES = [
  'with space.service',
  'ünï-ćode.service',
  'tab\there.service',
  'a\\x20b.service',
  'dash\\x2din.service',
  '-.slice',
  '-leading.service',
  '@.service',
  '@one.service',
  'a@b@c.service',
  'a@@.service',
  'tmpl@.socket',
  'x..service',
  '.service',
  'UPPER.Service',
  'Upper.service',
  'upper.service',
  'colon:x.service',
  'a@\\x2d.service',
  'wide@.slice',
  'wide@one.mount',
  `${LONG}.service`,
  `${LONG.slice(1)}@.service`,
  `${LONG}-too.target`,
  'no-suffix',
  'two.service.service',
  'init.scope',
  'auto.automount',
  'dbus-org.x.service',
];
const SYSTEM = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/etc/systemd/system.control',
  '/run/systemd/generator',
  '/run/systemd/transient',
];
const TEXTS = [
  '',
  '[Install]\nWantedBy=multi-user.target\n',
  '[Install]\nAlias=alpha.service\n',
  '[Install]\nWantedBy=multi-user.target\nAlso=alpha.service beta.timer\n',
  '[Install]\nAlias=@.service other@.service\nDefaultInstance=one\nWantedBy=x.target\n',
  '\ufeff[Install]\nWantedBy=x.target\n',
  '[Install]\nWantedBy = a.target \\\n# comment\n b.target\n',
  '[Install]\nWantedBy="a.target" \'b.target\' c\\x20d.target\n',
  '[Install]\nWantedBy=a.target\n[Install]\nWantedBy=\nRequiredBy=b.target\n',
  ' [Install]\nWantedBy=a.target\n',
  '[Install] \nWantedBy=a.target\n',
  '[Install]x\nWantedBy=a.target\n',
  `[Install]\nWantedBy=${'m'.repeat(250)}.target\n`,
  `[Install]\nAlias=${'m'.repeat(246)}.service\n`,
  `[Install]\nDescription=${'x'.repeat(3000)}\nUpheldBy=a.target\n`,
  '[Install]\nWantedBy=ünï.target with\\x20space.target -.target\n',
  '[Install]\nAlias=a.service/ ./b.service x.target.wants//c.service a.target.requires/alpha.service\n',
  '[Install]\nAlias=%n %N.service %p@%i.service\n',
  '[Install]\nwantedby=a.target\nWANTEDBY=b.target\n',
  '[Install]\nWantedBy=a.target\0b.target\n',
];

/** Adds one to three strange things. */
export function addOddities(add, { pick, chance, some }, units) {
  const unit = () => (chance(0.5) ? pick(units) : pick(NAMES));
  const system = () => pick(SYSTEM);
  const text = () => pick(TEXTS);
  /** A path from that folder, as links have it: straight, by dots, or written oddly. */
  const written = (from, path) => {
    const up = `${'../'.repeat(from.split('/').length - 1)}${path.slice(1)}`;
    return pick([
      path,
      path,
      up,
      `./${up}`,
      path.replaceAll('/', '//'),
      path.replace(/\/(?=[^/]*$)/, '/./'),
      `../${up}`,
    ]);
  };
  const target = (from, path) => (chance(0.08) ? `${written(from, path)}/` : written(from, path));

  const kinds = [
    function oddName() {
      const name = pick(NAMES);
      const at = system();
      add(`${at}/${name}`, 'f', text());
      if (chance(0.4)) add(`${system()}/${pick(units)}`, 'l', target(at, `${at}/${name}`));
      if (chance(0.3)) add(`${system()}/multi-user.target.wants/${name}`, 'l', `../${name}`);
    },
    function oddText() {
      add(`${system()}/${pick(units)}`, 'f', text());
    },
    function linkToEmpty() {
      const name = pick(units);
      const from = system();
      const file = pick([`/opt/units/${name}`, '/opt/empty', `/usr/lib/systemd/system/${pick(units)}`, '/srv/gone/x']);
      if (chance(0.8)) add(file, 'f', '');
      add(`${from}/${name}`, 'l', target(from, file));
    },
    function chain() {
      const length = pick([
        2, 3, 7, 8, 9, 15, 16, 17, 29, 30, 31, 32, 33, 34, 39, 40, 41, 42, 63, 64, 65, 120, 130, 140,
      ]);
      const name = pick(units);
      const at = pick(['/opt/units', '/usr/lib/systemd/system', '/etc/systemd/system']);
      const link = (n) => (chance(0.9) ? `link-${n}` : name.replace(/^[^.@]*/, `chain-${n}`));
      let before = `${at}/${pick([name, 'end'])}`;
      add(before, 'f', text());
      for (let n = 0; n < length; n++) {
        const here = `${at}/${link(n)}`;
        add(here, 'l', chance(0.5) ? before.slice(before.lastIndexOf('/') + 1) : target(at, before));
        before = here;
      }
      const from = system();
      add(
        pick([`${from}/${name}`, `${from}/${name}.d/10.conf`, `${from}/x.target.wants/${name}`]),
        'l',
        target(from, before),
      );
    },
    function namedChain() {
      // Each link has a unit's name, so that systemctl goes from alias to alias.
      const suffix = pick(['.service', '@.service', '@one.service', '.target']);
      const length = pick([2, 7, 8, 9, 30, 31, 32, 33, 62, 63, 64, 65, 66]);
      const at = pick(['/usr/lib/systemd/system', '/etc/systemd/system']);
      add(`${at}/chain-0${suffix}`, 'f', text());
      for (let n = 1; n <= length; n++) add(`${at}/chain-${n}${suffix}`, 'l', `chain-${n - 1}${suffix}`);
      add(`/etc/systemd/system/${pick(units).replace(/[@.].*$/, '')}${suffix}`, 'l', `${at}/chain-${length}${suffix}`);
    },
    function longTarget() {
      const from = system();
      const far = pick([
        `/opt/${'x'.repeat(300)}`,
        `/opt/units/${LONG}.service`,
        'y'.repeat(256),
        `${'d/'.repeat(400)}x.service`,
      ]);
      add(`${from}/${unit()}`, 'l', far);
    },
    function dropInFolderLink() {
      const from = system();
      const name = unit();
      add('/opt/drop/10-a.conf', 'f', `[Install]\nWantedBy=drop.target\nAlias=drop-${name}\n`);
      add(`${from}/${name}.d`, 'l', pick([target(from, '/opt/drop'), 'gone.d', `${pick(units)}.d`, '/dev/null']));
    },
    function dropInOfType() {
      const name = pick(units);
      const type = name.slice(name.lastIndexOf('.') + 1);
      const folder = pick([
        `${type}.d`,
        `${name.replace(/^([^-@.]*).*$/, '$1')}-.${type}.d`,
        `${name.replace(/@.*\./, '@.')}.d`,
      ]);
      add(
        `${system()}/${folder}/${pick(['10-a.conf', '5.conf', 'ü.conf', 'a b.conf'])}`,
        pick(['f', 'f', 'p']),
        text(),
      );
    },
    function wantsFolderLink() {
      const from = system();
      const name = pick(['multi-user.target', 'site.target', ...units]);
      add('/opt/wants/alpha.service', 'l', '/usr/lib/systemd/system/alpha.service');
      add(
        `${from}/${name}${pick(['.wants', '.requires', '.upholds'])}`,
        'l',
        pick([target(from, '/opt/wants'), 'gone', '.']),
      );
    },
    function unitFolderLink() {
      const at = pick(SYSTEM);
      const other = pick([...SYSTEM, '/opt/units', '/gone', '/usr/lib/systemd']);
      const up = '../'.repeat(at.split('/').length - 2);
      add(at, 'l', `${up}${other.slice(1)}`);
    },
    function parentFolderLink() {
      const [at, to] = pick([
        ['/etc/systemd', '../opt/systemd'],
        ['/run/systemd', '../etc/systemd'],
        ['/usr/local/lib', '../lib'],
        ['/usr/local', '.'],
        ['/run', 'etc'],
        ['/etc/systemd', 'systemd'],
      ]);
      add(at, 'l', to);
    },
    function special() {
      const at = system();
      add(pick([`${at}/${unit()}`, `${at}/multi-user.target.wants/${unit()}`, `/opt/units/${pick(units)}`]), 'p', '');
      if (chance(0.4)) add(`${at}/${pick(units)}`, 'l', `/opt/units/${pick(units)}`);
    },
    function presets() {
      const lines = [
        'enable tmpl@.service one two',
        'enable inst@.service',
        'disable tmpl@*.service',
        'enable tmpl@o*.service',
        'enable *@one.service',
        'enable tmpl@.service "a b" c\\x20d',
        'enable alpha.service extra words',
        'disable ?????.service',
        'enable [!b-z]*',
        'enable ünï-ćode.service',
        'disable with*',
        'enable *\t',
        '\tdisable\tbeta.timer',
        'disable *',
        'ignore beta.*',
        'enable @*.service',
        'enable \\a*',
        'enable alpha\\.service',
        'enable {alpha,beta}.service',
        '\ufeffdisable *',
        'disable *\r',
      ];
      const file = `/${pick(['etc', 'run', 'usr/local/lib', 'usr/lib', 'lib'])}/systemd/system-preset/${pick(['00', '10-a', '99-zz', 'ü', 'A'])}.preset`;
      add('/opt/x.preset', 'f', `${some(lines, 4).join('\n')}\n`);
      if (chance(0.3))
        add(
          file,
          'l',
          pick([
            '/opt/x.preset',
            '../../../opt/x.preset',
            '../../../../opt/x.preset',
            '../../../etc',
            '../../..',
            file,
          ]),
        );
      else if (chance(0.1)) add(file.replace(/\/[^/]*$/, ''), 'l', pick(['../../opt', '/opt', 'gone', '/dev/null']));
      else add(file, pick(['f', 'f', 'f', 'f', 'p']), some(lines, 6).join('\n'));
    },
    function runtimeMask() {
      add(
        `/run/systemd/system/${unit()}`,
        'l',
        pick(['/dev/null', '//dev/null', '/dev/./null', '../../../dev/null', '/dev/null/']),
      );
    },
    function defaultTarget() {
      const at = pick(SYSTEM);
      add(
        `${at}/default.target`,
        pick(['l', 'l', 'f']),
        pick(['multi-user.target', 'wide@one.target', 'alpha.service', '', 'default.target']) || 'x',
      );
    },
  ];
  for (const kind of some(kinds, 3)) kind();
}

/** A strange word for a command line; `paths` are those of the root. */
export function oddWord({ pick, chance }, paths) {
  if (chance(0.5)) return pick(NAMES);
  const path = paths.length > 0 ? pick(paths) : '/etc/systemd/system/alpha.service';
  const name = path.slice(path.lastIndexOf('/') + 1);
  return pick([
    `${path}/`,
    path.replaceAll('/', '//'),
    path.replace(/\/(?=[^/]*$)/, '/../system/'),
    path.replace(/\/(?=[^/]*$)/, '/./'),
    path.slice(1),
    `./${name}`,
    `${name} `,
    name.toUpperCase(),
    name.replace(/\.[^.]*$/, ''),
    name.replace('.', '@.'),
    name.replace(/@.*\./, '@new.'),
    `${name}.wants`,
    'default.target',
    '/dev/null',
    '/',
    '.',
    '..',
    '*',
    'a*.service',
    '',
    '-.mount',
    '/dev/sda',
    '/mnt/data',
    '%i.service',
    'ü',
  ]);
}
