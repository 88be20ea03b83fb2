// directives.json: one row for each group of sections in which a directive is the same thing.

const ORDER = ['Unit', 'Install', 'Service', 'Socket', 'Mount', 'Automount', 'Swap', 'Timer', 'Path', 'Slice', 'Scope'];
const NEWEST = 262;

/**
 * @param {object[]} facts rows of the unit family
 * @param {Record<string, {sections: string[], parsers: object}[]>} history which parser reads a directive, since which version
 */
export function directiveTable(facts, history) {
  const groups = new Map();
  for (const row of facts) {
    const short = shorten(row, history);
    const key = `${row.key} ${JSON.stringify(short)}`;
    const group = groups.get(key);
    if (group) group.sections.push(row.section);
    else groups.set(key, { key: row.key, sections: [row.section], ...short });
  }
  const rows = [...groups.values()];
  for (const row of rows) row.sections.sort(bySection);
  return rows.sort((a, b) => bySection(a.sections[0], b.sections[0]) || compare(a.key, b.key));
}

function shorten(row, history) {
  const parsers = history[row.key]?.find((entry) => entry.sections.includes(row.section))?.parsers;
  const last = row.inVersions.at(-1);
  return drop({
    kind: row.valueKind,
    parsers: parsers ?? { [row.inVersions[0]]: [row.parser] },
    since: row.since ?? (row.firstSeenIn > 247 ? row.firstSeenIn : undefined),
    first: row.firstSeenIn > 247 ? row.firstSeenIn : undefined,
    removed: last < NEWEST ? row.removedIn : undefined,
    legacy: row.legacyKind,
    ignoredSince: row.ignoredSince,
    renamedTo: row.renamedTo?.key,
    renamedSection: row.renamedTo?.section,
    alternatives: row.alternatives,
    documented: row.documented || undefined,
    manual: row.manPage ?? undefined,
    list: row.list || undefined,
    multi: row.multi || undefined,
    empty: row.empty,
    specifiers: row.specifiers ?? undefined,
    constraints: row.constraints,
    fatal: row.fatalIfInvalid,
  });
}

const drop = (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const bySection = (a, b) => ORDER.indexOf(a) - ORDER.indexOf(b);
