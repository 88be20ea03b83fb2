// Random folders of units for transaction-trees.mjs, rich in what transactions have to decide: contradictions, cycles,
// units that cannot be loaded, and dependencies of every kind. A tree is as randomTrees.mjs has it: {anchor, folders}.

const ROOT = 'boot.target';
/** The targets that default dependencies name; each stands in most trees. */
const BASE = ['sysinit.target', 'basic.target', 'shutdown.target', 'rescue.target'];
const KINDS = [
  'service',
  'service',
  'service',
  'service',
  'target',
  'target',
  'socket',
  'timer',
  'path',
  'slice',
  'tmpl',
];
const PLAIN = ['Requires', 'Wants', 'Wants', 'Requires', 'Wants', 'Requisite', 'PartOf'];
const REQUIREMENTS = [...PLAIN, 'BindsTo', 'Upholds'];
const PROPAGATIONS = ['PropagatesStopTo', 'StopPropagatedFrom', 'PropagatesReloadTo', 'ReloadPropagatedFrom'];
const OTHERS = ['OnFailure', 'OnSuccess', 'JoinsNamespaceOf', ...PROPAGATIONS];

/** Numbers that are the same for the same seed: mulberry32. */
export function randomOf(seed) {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(random() * n);
  return { chance: (p) => random() < p, below, pick: (list) => list[below(list.length)] };
}

/** How often things happen in a tree; each tree takes a mood of its own, so that some are calm and some are wild. */
function moodOf(r) {
  const mood = (...values) => r.pick(values);
  return {
    units: mood(3, 6, 10, 16, 30, 60),
    requirements: mood(0.5, 1, 2, 4),
    orders: mood(0.3, 1, 2, 4),
    backwards: mood(0, 0, 0.02, 0.1, 0.4),
    conflicts: mood(0, 0.05, 0.2, 0.8),
    others: mood(0, 0.1, 0.5),
    broken: mood(0, 0.03, 0.1, 0.3),
    missing: mood(0, 0.02, 0.1),
    alone: mood(0, 0.3, 0.9),
    alias: mood(0, 0.1),
    kinds: mood(PLAIN, REQUIREMENTS),
  };
}

/** A tree; the same for the same seed. */
export function wildTree(seed) {
  const r = randomOf(seed);
  const mood = moodOf(r);
  const names = Array.from({ length: mood.units }, (_, i) => nameOf(r, i));
  const entries = [];
  for (const name of BASE) if (!r.chance(0.03)) entries.push([name, base(r, name)]);
  entries.push([ROOT, anchor(r, names)]);
  for (const [i, name] of names.entries()) addUnit(entries, { r, mood, names, i, name });
  return { anchor: ROOT, folders: [entries] };
}

function nameOf(r, i) {
  const kind = r.pick(KINDS);
  return kind === 'tmpl' ? `u${i}@${r.pick(['a', 'b'])}.service` : `u${i}.${kind}`;
}

function base(r, name) {
  const order = { 'basic.target': 'Requires=sysinit.target\nAfter=sysinit.target\n' }[name] ?? '';
  return `[Unit]\nDefaultDependencies=no\nAllowIsolate=${r.chance(0.9) ? 'yes' : 'no'}\n${order}`;
}

function anchor(r, names) {
  const lines = ['[Unit]'];
  if (r.chance(0.85)) lines.push('AllowIsolate=yes');
  if (r.chance(0.5)) lines.push('DefaultDependencies=no');
  const share = r.pick([0.2, 0.5, 1]);
  for (const name of names) {
    if (!r.chance(share)) continue;
    lines.push(`${r.chance(0.25) ? 'Requires' : 'Wants'}=${name}`);
    if (r.chance(0.3)) lines.push(`After=${name}`);
  }
  return `${lines.join('\n')}\n`;
}

function addUnit(entries, context) {
  const { r, mood, names, i, name } = context;
  const file = name.includes('@') ? name.replace(/@.*\./, '@.') : name;
  if (r.chance(mood.broken)) {
    const how = r.pick(['mask', 'absent', 'bad', 'empty']);
    if (how === 'mask') entries.push([name, { link: '/dev/null' }]);
    if (how === 'empty') entries.push([file, '']);
    if (how === 'bad') entries.push([file, '[Service]\nType=oneshot\nExecStart=no/path\n']);
    return;
  }
  entries.push([file, unitText(context)]);
  if (r.chance(mood.alias)) entries.push([`alias${i}.${name.split('.').at(-1)}`, { link: name }]);
  if (r.chance(0.1))
    entries.push([`${r.pick(names)}.${r.pick(['wants', 'requires'])}/${name}`, { link: `../${file}` }]);
  if (r.chance(0.05)) entries.push([`${name}.d/more.conf`, `[Unit]\n${dependencyLines(context).join('\n')}\n`]);
}

function unitText(context) {
  const { r, mood, i, name } = context;
  const lines = ['[Unit]', ...dependencyLines(context)];
  if (r.chance(mood.alone)) lines.push('DefaultDependencies=no');
  if (r.chance(0.05)) lines.push(`IgnoreOnIsolate=${r.pick(['yes', 'no'])}`);
  const type = name.split('.').at(-1);
  if (type === 'service') lines.push('[Service]', 'ExecStart=/bin/true', ...serviceLines(r));
  if (type === 'socket') lines.push('[Socket]', `ListenStream=/run/u${i}`, ...serviceOf(context, 'Service'));
  if (type === 'timer') lines.push('[Timer]', 'OnBootSec=1h', ...serviceOf(context, 'Unit'));
  if (type === 'path') lines.push('[Path]', 'PathExists=/nowhere', ...serviceOf(context, 'Unit'));
  return `${lines.join('\n')}\n`;
}

function serviceLines(r) {
  const lines = [];
  if (r.chance(0.2)) lines.push('Type=oneshot');
  if (r.chance(0.2)) lines.push('ExecReload=/bin/true');
  if (r.chance(0.1)) lines.push('Slice=u0.slice');
  return lines;
}

/** Which unit a socket, timer or path starts: some service of the tree, so that it is there. */
function serviceOf({ r, names }, key) {
  const services = names.filter((name) => name.endsWith('.service'));
  return services.length > 0 ? [`${key}=${r.pick(services)}`] : [];
}

function dependencyLines(context) {
  const { r, mood } = context;
  const lines = [];
  const some = (rate, line) => {
    for (let left = rate; left > 0; left--) if (r.chance(Math.min(1, left))) lines.push(line());
  };
  some(mood.requirements * r.pick([0.3, 1]), () => `${r.pick(mood.kinds)}=${target(context)}`);
  some(mood.orders * r.pick([0.3, 1]), () => orderLine(context));
  some(mood.conflicts, () => `Conflicts=${target(context)}`);
  some(mood.others, () => `${r.pick(OTHERS)}=${target(context)}`);
  return lines;
}

function target({ r, mood, names, i }) {
  if (r.chance(mood.missing)) return `missing${r.below(3)}.service`;
  if (r.chance(0.02)) return r.pick([ROOT, ...BASE]);
  if (r.chance(0.05)) return `alias${r.below(names.length)}.service`;
  if (r.chance(0.7) && i + 1 < names.length) return names[i + 1 + r.below(names.length - i - 1)];
  return r.pick(names);
}

/** Mostly after units of a lower number, so that cycles come only as often as the mood has it. */
function orderLine({ r, mood, names, i }) {
  if (r.chance(0.05)) return `${r.pick(['After', 'Before'])}=${r.pick([ROOT, ...BASE])}`;
  const j = r.below(names.length);
  const forwards = r.chance(mood.backwards) ? j > i : j < i;
  return `${forwards ? 'After' : 'Before'}=${names[j]}`;
}
