// The table of ntp.conf: commands, their options and the words that are read as keywords, per dialect.

/**
 * @param facts ntp/keywords.json
 * @returns rows small enough to be bundled; meanings are left out, as the texts are our own
 */
export function ntpTable(facts) {
  const sets = Object.fromEntries(
    Object.entries(facts.optionSets).map(([name, options]) => [name, options.map(optionRow)]),
  );
  return {
    follow: { string: facts.lexer.forcesOneString, strings: facts.lexer.forcesStringsToEndOfLine },
    longest: { classic: facts.lexer.maxLexeme.classic, ntpsec: facts.lexer.maxLexeme.ntpsec },
    sets,
    commands: facts.commands.map(commandRow),
    drivers: facts.refclocks.drivers
      .filter(({ classic, ntpsec }) => classic || ntpsec)
      .map(({ type, classicName, ntpsecName, device, classic, ntpsec }) => ({
        type,
        name: classicName,
        driver: ntpsecName,
        device,
        classic,
        ntpsec,
      })),
    log: logWords(facts),
    statistics: facts.commands.find(({ name }) => name === 'statistics').grammar[0].values,
  };
}

function commandRow(command) {
  const { name, group, dialects, options } = command;
  const row = { name, group, ...statuses(dialects), repeat: repeatOf(command.repeat) };
  if (Array.isArray(options)) row.options = options.map(optionRow);
  else if (options) row.set = options.set;
  return row;
}

/** What a second line of the command does: the one word of both dialects, or one for each. */
function repeatOf(repeat) {
  return typeof repeat === 'object' ? repeat : { classic: repeat, ntpsec: repeat };
}

function optionRow({ name, kind, dialects, arg, appliesTo, onlyForRefclock, requires, excludes }) {
  const row = { name, kind, ...statuses(dialects) };
  if (arg) row.arg = argRow(arg);
  if (appliesTo) row.appliesTo = appliesTo;
  if (onlyForRefclock) row.refclock = true;
  if (requires) row.requires = requires;
  if (excludes) row.excludes = excludes;
  return row;
}

function argRow({ type, values, unit, min, max, default: usual }) {
  const row = { type };
  if (values) row.values = values;
  if (unit) row.unit = unit;
  if (typeof min === 'number') row.min = min;
  if (typeof max === 'number') row.max = max;
  if (usual !== undefined) row.default = usual;
  return row;
}

function statuses(dialects) {
  return Object.fromEntries(
    ['classic', 'ntpsec'].map((dialect) => {
      const { status, of, use, since } = dialects[dialect];
      const said = { status, ...(of ? { of } : {}), ...(use ? { use } : {}), ...(since ? { since } : {}) };
      return [dialect, Object.keys(said).length === 1 ? status : said];
    }),
  );
}

function logWords(facts) {
  const { classes, events, whole } = facts.commands.find(({ name }) => name === 'logconfig').logconfig;
  return { classes, events, whole };
}
