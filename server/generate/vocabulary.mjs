// The small tables: enumerations, conditions, specifiers, special units.

/** Enumerations that no directive names, but completion, hover or a value parser needs. */
const ALWAYS = [
  'boolean',
  'signal',
  'capability',
  'syscall',
  'syscall_group',
  'exit_status',
  'address_family_name',
  'filesystem',
  'filesystem_group',
  'rlimit',
  'timespan_unit',
  'timespan_unit_nsec',
  'size_suffix',
  'unit_type',
  'unit_dependency',
  'exec_command_prefix',
  'device_permission',
  'device_allow_prefix',
  'documentation_scheme',
  'virtualization',
  'architecture',
  'compare_operator',
  'bind_paths_option',
  'exec_directory_flag',
  'exec_directory_type',
  'ip_prefix_word',
  'nfproto',
  'nft_set_source',
  'socket_address_bind_ipv6_only',
  'service_result',
  'runtime_scope',
];
const DROPPED = new Set(['source', 'usedBy', 'tableFirstSeenIn']);

export function enumTable(enums, directives) {
  const wanted = new Set(ALWAYS);
  for (const row of directives) {
    const named = /:(\w+)$/.exec(row.valueKind);
    if (named) wanted.add(named[1]);
  }
  const out = {};
  for (const [name, row] of Object.entries(enums)) {
    const used = wanted.has(name) || name.startsWith('condition_') || row.usedBy?.some((use) => /^unit\b/.test(use));
    if (!used) continue;
    out[name] = Object.fromEntries(Object.entries(row).filter(([key]) => !DROPPED.has(key)));
  }
  return out;
}

export function conditionTable(facts) {
  return facts.conditions.map((row) => ({
    name: row.name,
    kind: row.argumentKind,
    path: row.pathMustBeAbsolute || undefined,
    details: row.details,
  }));
}

export function specifierTable(facts) {
  const out = {};
  for (const [letter, row] of Object.entries(facts)) {
    if (letter.startsWith('_')) continue;
    const contexts = row.availableIn.filter((context) => ['unit', 'unit-name', 'install'].includes(context));
    if (!contexts.length) continue;
    const first = Object.fromEntries(
      Object.entries(row.firstSeenIn ?? {}).filter(([context]) => contexts.includes(context)),
    );
    out[letter] = {
      contexts,
      since: row.since ?? undefined,
      firstSeenIn: Object.keys(first).length ? first : undefined,
      deprecated: row.deprecated,
    };
  }
  return out;
}

export function specialUnitTable(facts) {
  return facts.map((row) => ({
    name: row.name,
    scope: row.scope,
    class: row.class ?? undefined,
    template: row.template || undefined,
    since: row.since ?? undefined,
    perpetual: row.perpetual,
    builtin: row.builtinFallback,
    versions: row.inManOf?.length ? row.inManOf : undefined,
  }));
}
