// What we decide about random conditions, to be laid beside what systemd-analyze says.

const WORDS = { met: 'succeeded', failed: 'failed', unknown: 'unknown' };

/** `core` holds the core's functions. Gives a function of lines, an input, facts of the machine and a version. */
export function conditionComparison(core) {
  return { ourVerdict, ourWords };

  function ourVerdict(lines, { files, machine }, facts, version) {
    const nodes = Object.entries(files).map(([path, content]) => {
      if (content === null) return [path, core.DIRECTORY];
      if (content.link !== undefined) return [path, core.linkNode(content.link)];
      return [path, core.fileNode(content.text, (content.mode & 0o111) !== 0)];
    });
    const top = ['/etc', '/srv', '/opt', '/usr'].map((path) => [path, core.DIRECTORY]);
    const tree = core.treeOf([...top, ...nodes]);
    // The rest of the image is no part of the random tree.
    const ours = (path) => /^\/(?:srv|opt|etc)(?:\/|$)/.test(path);
    const partial = { ...tree, isRead: (path) => ours(path) || tree.node(path) !== undefined, isListed: ours };
    const file = core.parseUnitFile(`[Unit]\n${lines.join('\n')}\n`);
    const { assignments } = core.readUnitFile('/etc/systemd/system/test.service', file, version);
    const unit = { id: 'test.service', type: 'service', assignments };
    return core.decideConditions(unit, core.openUnitRoot(partial, version), { ...facts, ...machine }, version);
  }

  /** Of every line that is a condition, in order: `succeeded`, `failed` or `unknown`. */
  function ourWords(verdict) {
    return verdict.decisions.map(({ result }) => WORDS[result]);
  }
}
