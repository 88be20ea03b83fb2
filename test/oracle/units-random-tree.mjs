// Random trees of unit files: masks, aliases right and wrong, chains and circles of links, templates and instances,
// drop-ins at every level, linked units and folders, links out of the search path and out of the tree.

export { randomFrom } from './mutations.mjs';

const FOLDERS = [
  '/etc/systemd/system',
  '/etc/systemd/system',
  '/usr/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/etc/systemd/system.attached',
];
const STEMS = ['foo', 'foo-bar', 'foo-bar-baz', 'alpha', 'a--b', 'foo-', 'x-y-', 'zeta'];
const TEMPLATES = ['tpl@', 'tpl-one@', 'foo@', 'tpl-one-two@', 'other@'];
const INSTANCES = ['a', 'b', 'x-y'];
const TYPES = ['service', 'service', 'service', 'socket', 'target', 'timer', 'path', 'slice', 'mount'];
const CONFS = [
  '10-a.conf',
  '20-b.conf',
  '15-c.conf',
  'override.conf',
  'z.conf',
  'a.conf.bak',
  'b.conf~',
  '.h.conf',
  'n.txt',
];
const OWN_SECTION = {
  service: '[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n',
  socket: '[Socket]\nListenStream=/run/x\n',
  target: '',
  timer: '[Timer]\nOnBootSec=1h\n',
  path: '[Path]\nPathExists=/nowhere\n',
  slice: '',
  mount: '[Mount]\nWhat=/dev/x\nWhere=/nowhere\n',
};

/** A tree as a list of [path, text | {link}]; a folder without content is [path, null]. */
export function randomTree(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const chance = (share) => random() < share;
  const tree = new Map();
  const taken = (path) => [...tree.keys()].some((other) => path.startsWith(`${other}/`) && tree.get(other) !== null);
  const put = (path, content) => {
    if (!tree.has(path) && !taken(path)) tree.set(path, content);
  };
  const type = chance(0.5) ? 'service' : undefined;
  const name = () => {
    const suffix = type ?? pick(TYPES);
    if (chance(0.55) || suffix === 'slice' || suffix === 'mount') return `${pick(STEMS)}.${suffix}`;
    return `${pick(TEMPLATES)}${chance(0.5) ? pick(INSTANCES) : ''}.${suffix}`;
  };
  const unit = (of) => content(of.slice(of.lastIndexOf('.') + 1), chance, pick);
  const files = 4 + Math.floor(random() * 10);
  for (let i = 0; i < files; i++) {
    const one = name();
    put(`${chance(0.1) ? '/opt/units' : pick(FOLDERS)}/${one}`, unit(one));
  }
  const links = 2 + Math.floor(random() * 10);
  for (let i = 0; i < links; i++) put(`${pick(FOLDERS)}/${name()}`, { link: target(name(), tree, chance, pick) });
  const folders = Math.floor(random() * 12);
  for (let i = 0; i < folders; i++) dropIns(dropInOwner(name(), chance, pick));
  return [...tree];

  function dropIns(owner) {
    const suffix = chance(0.6) ? '.d' : pick(['.wants', '.requires', '.upholds']);
    const path = `${pick(FOLDERS)}/${owner}${suffix}`;
    if (chance(0.08)) return put(path, { link: folderTarget() });
    fill(path, suffix);
  }

  function folderTarget() {
    const path = `/opt/${pick(['one', 'two'])}.d`;
    if (chance(0.8)) fill(path, '.d');
    return pick([
      path,
      `../../..${path}`,
      '../../../../..'.concat(path),
      'foo.service.d',
      `${pick(FOLDERS)}/${pick(STEMS)}.service.d`,
    ]);
  }

  function fill(path, suffix) {
    put(path, null);
    const count = Math.floor(random() * 4);
    for (let i = 0; i < count; i++) {
      if (suffix === '.d') put(`${path}/${pick(CONFS)}`, dropIn());
      else wanted(path);
    }
  }

  function wanted(path) {
    const one = chance(0.95) ? name() : pick(['no-unit', 'odd name.service', 'x.y', 'README']);
    const roll = random();
    if (roll < 0.1) put(`${path}/${one}`, '');
    else if (roll < 0.2) put(`${path}/${one}`, '[Unit]\n');
    else if (roll < 0.3) put(`${path}/${one}`, { link: '/dev/null' });
    else if (roll < 0.38) put(`${path}/${one}`, { link: one });
    else put(`${path}/${one}`, { link: chance(0.8) ? `../${one}` : `/usr/lib/systemd/system/${name()}` });
  }

  function dropIn() {
    const roll = random();
    if (roll < 0.08) return { link: '/dev/null' };
    if (roll < 0.14) return { link: pick(['/nowhere', 'gone/../x', '10-a.conf', '20-b.conf', '/opt/x.conf']) };
    if (roll < 0.2) return '';
    if (roll < 0.24) return null;
    if (roll < 0.28) return pick(['[Service]\nExecStart=relative\n', '[Unit\n', '[Service]\nUser=0:0\nType=notify\n']);
    return pick([
      '[Unit]\nDescription=x\n',
      '[Service]\nExecStart=\n',
      '[Service]\nNice=3\n',
      '[Socket]\nListenStream=\n',
    ]);
  }
}

function content(type, chance, pick) {
  const whole = `[Unit]\nDefaultDependencies=no\n${OWN_SECTION[type]}`;
  if (chance(0.8)) return whole;
  return pick([
    '',
    '[Unit]\nDefaultDependencies=no\n',
    `${whole}ExecStart=oops\n`,
    `${whole}[Unit\n`,
    `${whole}[Un"it]\n`,
    `\uFEFF${whole}`,
    `${whole}User=:x\n`,
    null,
  ]);
}

/** The owner of a drop-in folder: a unit, a template, a prefix, a type. */
function dropInOwner(name, chance, pick) {
  const dot = name.lastIndexOf('.');
  const type = name.slice(dot + 1);
  const at = name.indexOf('@');
  if (chance(0.1)) return type;
  if (at > 0 && chance(0.4)) return `${name.slice(0, at + 1)}.${type}`;
  if (chance(0.3)) {
    const stem = at > 0 ? name.slice(0, at) : name.slice(0, dot);
    const dash = stem.lastIndexOf('-');
    if (dash > 0) return `${stem.slice(0, dash + 1)}${at > 0 && chance(0.6) ? name.slice(at, dot) : ''}.${type}`;
  }
  return chance(0.03) ? pick(['nonsense', 'x.txt', '@.service']) : name;
}

function target(name, tree, chance, pick) {
  const known = [...tree.keys()].filter((path) => !path.includes('.d/') && tree.get(path) !== null);
  const roll = pick([0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  const some = known.length > 0 ? pick(known) : `/usr/lib/systemd/system/${name}`;
  const base = some.slice(some.lastIndexOf('/') + 1);
  switch (roll) {
    case 0:
      return chance(0.5) ? some : base;
    case 1:
      return '/dev/null';
    case 2:
      return base;
    case 3:
      return `${pick(FOLDERS)}/${base}`;
    case 4:
      return `/opt/units/${name}`;
    case 5:
      return `/usr/lib/systemd/system/sub/${base}`;
    case 6:
      return `../system/./${base}`;
    case 7:
      return `../../../../../../..${some}`;
    case 8:
      return name;
    case 9:
      return pick([
        '/opt',
        '/opt/units',
        '/nowhere/../x.service',
        '/nowhere/x.service',
        'none',
        '/usr/lib/systemd/system',
      ]);
    case 10:
      return `/lib/systemd/system/${base}`;
    default:
      return pick(['foo.service', 'foo@.service', 'alpha.service', 'tpl@a.service', 'zeta.target']);
  }
}

/** The names that a tree speaks of: those of its files, of what its links lead to, and an instance of every template. */
export function namesOf(tree) {
  const names = new Set(['foo.service', 'tpl-one@b.service', 'system.slice', '-.mount', '-.slice', 'not-there.slice']);
  for (const [path, content] of tree) {
    for (const part of [...path.split('/'), ...targetOf(content).split('/')]) {
      const name = part.replace(/\.(d|wants|requires|upholds)$/, '').replace('@.', '@a.');
      if (/^[^@/]+(@[^@/]+)?\.(service|socket|target|timer|path|slice|mount)$/.test(name)) names.add(name);
    }
  }
  // A slice with an empty part in its name, and a mount or slice with an instance, cannot be named.
  const bad = /[^\w.@-]|@.*\.(slice|mount)$/;
  return [...names].filter((name) => !bad.test(name)).sort();
}

function targetOf(content) {
  return content === null || typeof content === 'string' ? '' : content.link;
}
