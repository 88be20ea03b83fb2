// Random trees as roots of the core, and how the core's answers are laid beside systemd's.

/** `core` holds the core's functions; see units-core.mjs. */
export function comparison(core) {
  return { rootOf, differences };

  /** A random tree as a root; its `/lib` is a link to `/usr/lib`. */
  function rootOf(tree, version) {
    const nodes = tree.map(([path, content]) => {
      if (content === null) return [path, core.DIRECTORY];
      return [path, typeof content === 'string' ? core.fileNode(content) : core.linkNode(content.link)];
    });
    return core.openUnitRoot(
      core.treeOf([['/lib', core.linkNode('usr/lib')], ['/opt', core.DIRECTORY], ...nodes]),
      version,
    );
  }

  /**
   * How systemd's answer about a unit and ours differ, in words. `units` maps names to systemd's units, as `askSystemd`
   * gives them. Where two aliases bring drop-ins of the same name, either counts, as systemd goes through aliases in no
   * order.
   */
  function differences(units, name, root) {
    const said = units.get(name);
    const ours = core.loadUnit(root, name);
    if (!said && !ours) return [];
    if (!said || !ours) return [`systemd ${said ? 'has' : 'lacks'} it, we ${ours ? 'have' : 'lack'} it`];
    const found = [];
    const compare = (what, theirs, mine) => {
      const [left, right] = [theirs, mine].map((one) => JSON.stringify(one));
      if (left !== right) found.push(`${what}: ${left}, ours ${right}`);
    };
    compare('load', said.load, ours.loadState);
    compare('id', said.id, ours.id);
    compare('names', [...said.names].sort(), [...ours.names].sort());
    compare('fragment', said.fragment, ours.fragmentPath);
    compare('drop-ins', said.dropIns, dropInsOf(ours, root, said.dropIns));
    compare('links', linksOf(said), ourLinks(ours, root, units));
    return found;
  }

  /** Our drop-ins; those for another order of the aliases when that is the one systemd had. */
  function dropInsOf(unit, root, wanted) {
    const [id, ...aliases] = unit.names;
    const { tree, version, paths, nameMap } = root;
    const places = { tree, version, paths, folders: nameMap.folders };
    if (!unit.dropInsRead || aliases.length > 5) return unit.dropInPaths;
    const all = permutations(aliases).map((order) => core.dropInPaths(places, [id, ...order]));
    return all.find((paths) => paths.join() === wanted.join()) ?? unit.dropInPaths;
  }

  /** As systemd prints them: each unit by its id, none on itself. */
  function ourLinks(unit, root, units) {
    const wanted = core.dependencyLinks(root, unit).flatMap((link) => {
      const other = link.unit === undefined ? undefined : (units.get(link.unit)?.id ?? link.unit);
      return other !== undefined && other !== unit.id ? [`${link.dependency} ${other}`] : [];
    });
    return [...new Set(wanted)].filter(isNoSlice).sort();
  }
}

const PROGRAM = { crypttab: 'cryptsetup' };
const PLACES = { generator: 'normal', 'generator.early': 'early', 'generator.late': 'late' };

/** How what we say that generators write is laid beside what they wrote. */
export function generatorComparison(core) {
  return { ourAnswer, differences: generatorDifferences };

  /**
   * What we say that the generator writes: path below its three folders -> text, or `-> TARGET`.
   * `programs` are those that check file systems.
   */
  function ourAnswer(kind, { files, commandLine, devices = [], credentials }, version, programs) {
    const nodes = Object.entries(files).map(([path, content]) => {
      if (typeof content === 'string') return [path, core.fileNode(content)];
      if (content.link !== undefined) return [path, core.linkNode(content.link)];
      return [path, core.fileNode(content.text, (content.mode & 0o100) !== 0)];
    });
    const generator = `/usr/lib/systemd/system-generators/systemd-${PROGRAM[kind] ?? kind}-generator`;
    const folders = ['/boot', '/dev', '/home', '/mnt', '/proc', '/run', '/srv', '/sys', '/usr', '/var/lib'];
    for (const folder of folders) nodes.push([folder, core.DIRECTORY]);
    const tree = core.treeOf([...nodes, [generator, core.fileNode('x')]]);
    const profile = {
      commandLine,
      container: false,
      consoles: [],
      devices,
      credentials,
      hasProgram: (name) => programs.includes(name),
    };
    const ours = {};
    for (const { path, node } of core.runGenerators(tree, version, profile)) {
      const [, folder, rest] = /^\/run\/systemd\/([^/]+)\/(.*)$/.exec(path);
      ours[`${PLACES[folder]}/${rest}`] = node.type === 'symlink' ? `-> ${node.target}` : node.content;
    }
    return ours;
  }
}

function generatorDifferences(said, ours, kind) {
  const plain = (text) => (kind === 'sysv' ? text?.split('\n').sort().join('\n') : text);
  return [...new Set([...Object.keys(said), ...Object.keys(ours)])]
    .filter((path) => plain(said[path]) !== plain(ours[path]))
    .map((path) => `${path}\n--- systemd\n${said[path]}\n--- ours\n${ours[path]}`);
}

/** The dependencies that links make, in order. */
export function linksOf(said) {
  return said.dependencies
    .map((one) => one.join(' '))
    .filter(isNoSlice)
    .sort();
}

/** A unit requires the slice that it is in, as if a file said so. */
function isNoSlice(dependency) {
  return !/^Requires .*\.slice$/.test(dependency);
}

function permutations(list) {
  if (list.length < 2) return [list];
  return list.flatMap((one, i) =>
    permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [one, ...rest]),
  );
}
