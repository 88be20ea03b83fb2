// How our graph of units is laid beside systemd's.

/** One letter for each origin, so that recordings stay small. */
const LETTERS = {
  file: 'f',
  implicit: 'i',
  default: 'd',
  udev: 'u',
  path: 'p',
  'mount-file': 'm',
  mountinfo: 'k',
  'proc-swap': 'w',
  'slice-property': 's',
};

/**
 * Units in few words: name -> 'LOAD ALIASES... | KIND OTHER=ORIGINS OTHER=ORIGINS | KIND ...', of each dependency the end that
 * has made it. The other end and references say the same once more and are left out, as is what the machine is to blame for.
 */
export function shortUnits(units, machine = new Set()) {
  const short = {};
  for (const [name, unit] of Object.entries(units).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (machine.has(name)) continue;
    const parts = [[unit.load, ...unit.names.filter((alias) => alias !== name).sort()].join(' ')];
    for (const kind of Object.keys(unit.dependencies).sort()) {
      if (kind === 'References' || kind === 'ReferencedBy') continue;
      const others = Object.entries(unit.dependencies[kind]).flatMap(([other, origins]) => {
        const letters = origins.filter((one) => one.startsWith('origin-')).map((one) => LETTERS[one.slice(7)]);
        return letters.length === 0 || machine.has(other) ? [] : [`${other}=${letters.join('')}`];
      });
      if (others.length > 0) parts.push(`${kind} ${others.sort().join(' ')}`);
    }
    short[name] = parts.join(' | ');
  }
  return short;
}

/** `core`: what graph-core.mjs gives. */
export function graphComparison(core) {
  return { ourUnits };

  /** Our units as systemdTest.mjs gives systemd's. */
  function ourUnits(graph) {
    const units = {};
    for (const unit of graph.units) {
      const dependencies = core.printedDependencies(unit);
      units[unit.id] = { load: unit.loadState, names: [...unit.names], dependencies };
      const { fragmentPath } = unit.loaded;
      if (fragmentPath !== undefined) units[unit.id].fragment = fragmentPath;
    }
    return units;
  }
}

/**
 * Units that exist only because of what the asking machine has mounted: the devices that it is mounted from, and the
 * targets that order what is done with them before.
 */
export function machineUnits(answer) {
  const devices = answer.mounts.map(([what]) => what).filter((what) => what.startsWith('/dev/'));
  const names = devices.map((path) => path.slice(1).replaceAll('-', '\\x2d').replaceAll('/', '-'));
  return new Set(names.flatMap((name) => [`${name}.device`, `blockdev@${name}.target`]));
}

/** How two sets of units differ, in words. Those of the machine are left out where we do not have them. */
export function differences(answer, ours, { fragment = (path) => path } = {}) {
  const found = [];
  const machine = machineUnits(answer);
  const theirs = answer.units;
  const leftOut = (name) => machine.has(name) && !(name in ours);
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    if (leftOut(name)) continue;
    const [left, right] = [theirs[name], ours[name]];
    if (!left || !right) {
      found.push(
        `${name}: systemd ${left ? `has it (${left.load})` : 'lacks it'}, we ${right ? `have it (${right.load})` : 'lack it'}`,
      );
      continue;
    }
    if (left.load !== right.load) found.push(`${name}: load ${left.load}, ours ${right.load}`);
    const names = [left, right].map((unit) => [...unit.names].sort().join(' '));
    if (names[0] !== names[1]) found.push(`${name}: names ${names[0]}, ours ${names[1]}`);
    const files = [left.fragment, right.fragment].map((path) => path && fragment(path));
    if (files[0] !== files[1]) found.push(`${name}: fragment ${files[0]}, ours ${files[1]}`);
    for (const kind of new Set([...Object.keys(left.dependencies), ...Object.keys(right.dependencies)])) {
      const [mine, yours] = [right.dependencies[kind] ?? {}, left.dependencies[kind] ?? {}];
      for (const other of new Set([...Object.keys(mine), ...Object.keys(yours)])) {
        if (leftOut(other)) continue;
        const origins = [yours[other], mine[other]].map((one) => one?.join(' ') ?? 'none');
        if (origins[0] !== origins[1]) found.push(`${name}: ${kind} ${other}: ${origins[0]}, ours ${origins[1]}`);
      }
    }
  }
  return found;
}
