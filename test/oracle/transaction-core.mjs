// What of the core the oracle scripts about transactions use, and a graph made from what systemd says of its units.
import { loadCore } from './core-bundle.mjs';

export function loadTransactions() {
  return loadCore(`
    export { treeOf } from './server/src/core/tree/systemTree.ts';
    export { fileNode, linkNode, DIRECTORY } from './server/src/core/tree/node.ts';
    export { openUnitRoot } from './server/src/core/units/unitRoot.ts';
    export { loadGraph } from './server/src/core/units/dependencies/index.ts';
    export { withGenerators } from './server/src/core/units/generators/index.ts';
    export { loadUnit } from './server/src/core/units/load.ts';
    export { settingsOfUnit } from './server/src/core/units/settings.ts';
    export { bootTransaction, bootTarget } from './server/src/core/transaction/bootTransaction.ts';
    export { buildTransaction, freshManager, transactionInOrder } from './server/src/core/transaction/buildTransaction.ts';
    export { drawnOrder, GRAPH_ORDER } from './server/src/core/transaction/tableOrder.ts';
    export { retroactiveStarts } from './server/src/core/transaction/retroactiveStarts.ts';
    export { jobOrder } from './server/src/core/transaction/jobOrder.ts';`);
}

const PERPETUAL = ['-.slice', 'system.slice', '-.mount', 'init.scope'];

/** A graph of the units in an answer of `systemdTest`: dependencies as it printed them, settings as the core reads them. */
export function graphOfAnswer(core, answer, root) {
  const units = Object.entries(answer.units).map(([id, { load, names, dependencies }], index) => {
    const loaded = { ...(core.loadUnit(root, id) ?? core.loadUnit(root, 'unknown.target')), id, names };
    const unit = {
      index,
      id,
      names,
      loadState: load,
      loaded,
      type: loaded.type,
      perpetual: PERPETUAL.includes(id),
      settings: core.settingsOfUnit(loaded),
      dependencies: new Map(),
    };
    return { unit, dependencies };
  });
  const byName = new Map(units.flatMap(({ unit }) => unit.names.map((name) => [name, unit])));
  for (const { unit, dependencies } of units) {
    for (const [kind, others] of Object.entries(dependencies)) {
      unit.dependencies.set(kind, new Map(Object.keys(others).map((name) => [byName.get(name), 1])));
    }
  }
  return { version: Number(answer.systemd), units: units.map(({ unit }) => unit), unit: (name) => byName.get(name) };
}

/** What a transaction comes to, in one line: its jobs, or the kind of refusal. */
export function coreSummary({ error, jobs }) {
  return error ? `refused: ${error.name}` : line(jobs.map((job) => ({ unit: job.unit.id, action: job.type })));
}

/** The same for an answer of `systemdTest`. */
export function systemdSummary({ error, jobs, log }) {
  if (error === undefined) return line(jobs);
  const refused = /^Failed to (isolate|start) default/.test(error);
  const text = refused
    ? error
    : (log.findLast((said) => /^Unit \S+ (not found|is masked|has a bad|failed)/.test(said)) ?? error);
  return `refused: ${refusalOf(text)}`;
}

/** The kind of refusal behind a message. */
export function refusalOf(text) {
  return REFUSALS.find(([pattern]) => pattern.test(text))?.[1] ?? text;
}

function line(jobs) {
  const words = jobs.map(({ unit, action }) => `${unit}/${action}`);
  return words.sort().join(' ');
}

const REFUSALS = [
  [/order is cyclic/, 'TransactionOrderIsCyclic'],
  [/contains conflicting jobs/, 'TransactionJobsConflicting'],
  [/is destructive/, 'TransactionIsDestructive'],
  [/is masked/, 'UnitMasked'],
  [/not found/, 'NoSuchUnit'],
  [/bad unit file setting/, 'BadUnitSetting'],
  [/failed to load properly/, 'LoadFailed'],
  [/not applicable/, 'JobTypeNotApplicable'],
  [/by dependency only/, 'OnlyByDependency'],
  [/may not be isolated/, 'NoIsolation'],
  [/only valid for/, 'InvalidArgs'],
  [/not loaded/, 'NoSuchUnit'],
];
