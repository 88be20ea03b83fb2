// Random trees of units that boot somehow: units of all types with dependencies of all kinds, templates and instances,
// aliases, masks, drop-ins, links in folders, odd values, names that nobody has, circles.
//
// A tree is {anchor, folders}: what to boot, and the folders of units, the first one wins (SYSTEMD_UNIT_PATH). A folder is a
// list of [path, text | {link}]. The same seed gives the same tree.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { randomFrom } from './mutations.mjs';
import { unitText } from './randomUnits.mjs';
import { STAGE } from './systemdTest.mjs';

/** A target of every tree that wants all of its units and that nothing keeps from starting. */
export const ALL = 'bootwright-all.target';

const PLAIN = {
  service: ['alpha', 'beta', 'gamma', 'delta', 'foo-bar', 'foo-bar-baz', 'epsilon', 'zeta'],
  socket: ['alpha', 'beta', 'tpl', 'eta'],
  timer: ['gamma', 'delta', 'tick'],
  path: ['epsilon', 'beta', 'watch'],
  target: ['one', 'two', 'three', 'four', 'multi-user', 'rescue', 'late'],
  mount: ['srv', 'srv-data', 'var', 'tmp', 'var-tmp', 'home', 'mnt-a\\x2db', 'var-lib'],
  automount: ['home', 'srv', 'mnt-net'],
  swap: ['dev-vdb2', 'swapfile'],
  slice: ['side', 'side-inner', 'system-tpl', 'user'],
};
const TEMPLATES = ['tpl@', 'pair@', 'foo-bar@'];
const INSTANCES = ['a', 'b', 'x-y', 'c\\x2dd'];
const TYPES = [
  ...['service', 'service', 'service', 'service', 'service', 'socket', 'target', 'target', 'target'],
  ...['timer', 'path', 'mount', 'mount', 'automount', 'swap', 'slice', 'device', 'scope'],
];
/** Links in folders and aliases are for types that may have them. */
const MAY_ALIAS = ['service', 'socket', 'target', 'timer', 'path'];

const BASE = {
  'basic.target': [
    'Requires=sysinit.target',
    'After=sysinit.target',
    'Wants=sockets.target timers.target paths.target',
  ],
  'sysinit.target': [
    'Wants=local-fs.target swap.target',
    'After=local-fs.target swap.target',
    'Conflicts=emergency.target',
  ],
  'sockets.target': [],
  'timers.target': ['DefaultDependencies=no', 'Conflicts=shutdown.target', 'Before=shutdown.target'],
  'paths.target': [],
  'local-fs.target': ['DefaultDependencies=no', 'Conflicts=shutdown.target', 'OnFailure=emergency.target'],
  'local-fs-pre.target': ['RefuseManualStart=yes'],
  'swap.target': [],
  'shutdown.target': ['DefaultDependencies=no', 'RefuseManualStart=yes'],
  'umount.target': ['DefaultDependencies=no', 'RefuseManualStart=yes'],
  'emergency.target': ['AllowIsolate=yes', 'Requires=emergency.service', 'After=emergency.service'],
};

/**
 * `odd` is the share of what goes wrong in some way, 0 to 1: values that systemd refuses, masks, names that nobody has.
 * `size` is about how many units there are besides the usual targets.
 */
export function randomTree(seed, { odd = 0.1, size = 14 } = {}) {
  const random = randomFrom(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const chance = (share) => random() < share;
  const folders = [new Map(), new Map()];
  const names = [];
  const context = { pick, chance, odd, name: anyName, service: () => nameOfType('service') };

  const anchor = pick(['one.target', 'multi-user.target', 'default.target', 'default.target']);
  base();
  const count = Math.ceil(size * (0.5 + random()));
  for (let i = 0; i < count; i++) {
    const name = nameOfType(pick(TYPES), true);
    names.push(name);
    put(chance(0.3) ? 0 : 1, name, unitText(name, context));
  }
  anchorUnit();
  put(
    1,
    ALL,
    `[Unit]\nDefaultDependencies=no\nAllowIsolate=yes\n${names.map((name) => `Wants=${concrete(name)}\n`).join('')}`,
  );
  const more = Math.floor(random() * 8);
  for (let i = 0; i < more; i++) pick([alias, alias, link, link, link, dropIn, dropIn, dropIn, mask])();
  return { anchor, folders: folders.map((folder) => [...folder]) };

  function base() {
    for (const [name, lines] of Object.entries(BASE)) {
      if (chance(odd / 3)) continue;
      put(1, name, `[Unit]\n${lines.map((line) => `${line}\n`).join('')}`);
    }
  }

  function anchorUnit() {
    const wanted = Array.from({ length: 3 + Math.floor(random() * 8) }, () => (chance(0.8) ? known() : anyName()));
    const requires = chance(0.5) ? `Requires=${pick(['basic.target', known()])}\nAfter=basic.target\n` : '';
    const isolate = chance(0.9) ? 'AllowIsolate=yes\n' : '';
    const unit = anchor === 'default.target' ? pick(['two.target', 'multi-user.target', 'default.target']) : anchor;
    put(1, unit, `[Unit]\n${requires}Wants=${wanted.join(' ')}\n${isolate}`, true);
    if (unit !== anchor) put(pick([0, 1]), anchor, { link: unit });
  }

  function known() {
    return names.length > 0 ? concrete(pick(names)) : 'basic.target';
  }

  /** Any name that a line may speak of; at times none that a unit can have. */
  function anyName() {
    if (chance(odd / 4))
      return pick(['no-such', 'odd name', '@x.service', 'tpl@.service', 'x.mount.d', '%Z.service', '-.slice']);
    if (chance(0.55) && names.length > 0) return concrete(pick(names));
    if (chance(0.15)) return pick(Object.keys(BASE));
    return concrete(nameOfType(pick(TYPES)));
  }

  function nameOfType(type, own = false) {
    if (type === 'device') return pick(['dev-vdb1.device', 'dev-vdb2.device', 'sys-subsystem-net-devices-eth7.device']);
    if (type === 'scope') return pick(['run-x.scope', 'init.scope']);
    if (['service', 'socket', 'target', 'timer'].includes(type) && chance(0.25)) {
      const instance = own && chance(0.7) ? '' : pick(INSTANCES);
      return `${pick(TEMPLATES)}${instance}.${type}`;
    }
    return `${pick(PLAIN[type])}.${type}`;
  }

  function concrete(name) {
    if (!name.includes('@.')) return name;
    return chance(0.9) ? name.replace('@.', `@${pick(INSTANCES)}.`) : name;
  }

  function put(folder, path, content, force = false) {
    if (force || !folders[folder].has(path)) folders[folder].set(path, content);
  }

  function alias() {
    const type = pick(MAY_ALIAS);
    const target = names.find((name) => name.endsWith(`.${type}`) && chance(0.5));
    if (target === undefined) return;
    const at = target.indexOf('@');
    const stem = pick(['other', 'also', 'alpha', 'tpl', 'beta']);
    const name =
      at < 0 ? `${stem}.${type}` : `${stem}${chance(0.8) ? target.slice(at) : `@${pick(INSTANCES)}.${type}`}`;
    put(pick([0, 1]), name, { link: target });
  }

  function link() {
    const folder = `${chance(0.7) ? known() : anyName()}${pick(['.wants', '.wants', '.requires', '.upholds'])}`;
    if (folder.includes(' ') || folder.includes('/')) return;
    const to = anyName();
    if (to.includes(' ') || to.includes('/')) return;
    put(pick([0, 1]), `${folder}/${to}`, { link: chance(odd) ? '/dev/null' : `../${to.replace(/@.*\./, '@.')}` });
  }

  function dropIn() {
    const owner = chance(0.8) ? known() : pick(['service', 'foo-.service', 'tpl@.service', 'target', 'mount']);
    if (owner.includes(' ') || owner.includes('/')) return;
    const type = owner.slice(owner.lastIndexOf('.') + 1);
    put(pick([0, 1]), `${owner}.d/${pick(['10-a', '20-b'])}.conf`, unitText(`x.${type}`, { ...context, dropIn: true }));
  }

  function mask() {
    put(0, chance(0.8) ? known() : anyName().replace(/[ /]/g, ''), chance(0.7) ? { link: '/dev/null' } : '');
  }
}

/** Writes a tree to a folder of its own below /tmp; gives the folders for `systemdTest`, and a function that removes them. */
export function writeTree({ folders }) {
  const stage = mkdtempSync(join(tmpdir(), 'bootwright-tree-'));
  const units = folders.map((folder, i) => {
    const root = join(stage, String(i));
    mkdirSync(root);
    for (const [path, content] of folder) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      if (typeof content === 'string') writeFileSync(file, content);
      else symlinkSync(content.link, file);
    }
    return root;
  });
  return {
    units,
    copyTo: (folder) => cpSync(stage, folder, { recursive: true, verbatimSymlinks: true }),
    remove: () => rmSync(stage, { recursive: true }),
  };
}

/** The same for the core: [path, node] as `treeOf` takes them, and the search path. The folders stand where systemdTest puts them. */
export function treeEntries(core, { folders }) {
  const entries = folders.flatMap((folder, i) => [
    [`${STAGE}/${i}`, core.DIRECTORY],
    ...folder.map(([path, content]) => [
      `${STAGE}/${i}/${path}`,
      typeof content === 'string' ? core.fileNode(content) : core.linkNode(content.link),
    ]),
  ]);
  return { entries, unitPath: folders.map((_, i) => `${STAGE}/${i}`) };
}
