import { describe, expect, it } from 'vitest';
import { bootTarget, bootTransaction } from '../../../server/src/core/transaction/bootTransaction.ts';
import {
  buildTransaction,
  freshManager,
  transactionInOrder,
} from '../../../server/src/core/transaction/buildTransaction.ts';
import { jobOrder } from '../../../server/src/core/transaction/jobOrder.ts';
import { drawnOrder, GRAPH_ORDER } from '../../../server/src/core/transaction/tableOrder.ts';
import { outcome, type SmallUnits, smallGraph, smallState } from './smallGraph.ts';

const START = { type: 'start', unit: 'a.target', mode: 'replace' } as const;

describe('ordering cycles', () => {
  const wanted: SmallUnits = {
    'a.target': 'Wants=b.target c.target\nRequires=d.target',
    'b.target': 'Before=c.target',
    'c.target': 'Before=d.target',
    'd.target': 'Before=b.target',
  };

  it('drop one job that the anchor can do without, and name the cycle in order', () => {
    const { transaction, jobs } = outcome(wanted, 257, START);
    const [dropped] = transaction.dropped;
    expect(dropped?.reason).toBe('cycle');
    expect(['b.target', 'c.target']).toContain(dropped?.unit);
    expect(jobs).toEqual(
      ['a.target', 'b.target', 'c.target', 'd.target'].filter((id) => id !== dropped?.unit).map((id) => `start ${id}`),
    );
    const at = dropped?.cycle?.indexOf('b.target') ?? -1;
    const turned = [...(dropped?.cycle?.slice(at) ?? []), ...(dropped?.cycle?.slice(0, at) ?? [])];
    expect(turned).toEqual(['b.target', 'c.target', 'd.target']);
  });

  it('tell that another job may go on another boot', () => {
    const { transaction } = outcome(wanted, 257, START);
    expect(transaction.chance?.share).toBeGreaterThan(0.3);
    expect(transaction.chance?.others).toHaveLength(1);
    expect(transaction.chance?.others[0]?.more).toEqual([`start ${transaction.dropped[0]?.unit}`]);
  });

  it('come out the same each time', () => {
    const [one, two] = [outcome(wanted, 257, START), outcome(wanted, 257, START)];
    expect(one.jobs).toEqual(two.jobs);
    expect(one.transaction.chance).toEqual(two.transaction.chance);
  });

  it('break only where nothing that matters is on them', () => {
    const request = { ...START, mode: 'replace' } as const;
    const graph = smallGraph(wanted, 257);
    const gone = new Set<string | undefined>();
    for (let seed = 0; seed < 60; seed++) {
      const { dropped } = transactionInOrder(graph, freshManager, request, drawnOrder(seed));
      gone.add(dropped.find(({ reason }) => reason === 'cycle')?.unit);
    }
    expect([...gone].sort()).toEqual(['b.target', 'c.target']);
  });

  it('are refused when all of it matters', () => {
    const { transaction, jobs } = outcome(
      { 'a.target': 'Requires=b.target c.target', 'b.target': 'Before=c.target', 'c.target': 'Before=b.target' },
      257,
      START,
    );
    expect(jobs).toBe('TransactionOrderIsCyclic');
    expect([...(transaction.error?.cycle ?? [])].sort()).toEqual(['b.target', 'c.target']);
    expect(transaction.chance).toBeUndefined();
  });

  it('include jobs that the manager has already, which stay', () => {
    const units = { 'a.target': 'Wants=b.target', 'b.target': 'Before=c.target', 'c.target': 'Before=b.target' };
    const { jobs, dropped } = outcome(units, 257, START, { jobs: ['start c.target'] });
    expect(jobs).toEqual(['start a.target']);
    expect(dropped).toEqual(['cycle start b.target']);
  });

  it('are none between stops and starts', () => {
    const units = { 'a.target': 'Conflicts=b.target\nBefore=b.target', 'b.target': 'Before=a.target' };
    expect(outcome(units, 257, START, { active: ['b.target'] }).jobs).toEqual(['start a.target', 'stop b.target']);
  });
});

describe('jobOrder', () => {
  const waits = (
    units: SmallUnits,
    active: readonly string[],
    request: typeof START | { type: 'stop' | 'restart'; unit: string; mode: 'replace' },
  ) => {
    const { transaction } = outcome(units, 257, request, { active });
    return Object.fromEntries(
      [...jobOrder(transaction)].map(([job, others]) => [
        `${job.type} ${job.unit.id}`,
        others.map((other) => other.unit.id),
      ]),
    );
  };

  it('lets a start wait for what it is after', () => {
    const units = {
      'a.target': 'Requires=b.target\nAfter=b.target',
      'b.target': 'Requires=c.target',
      'c.target': 'Before=b.target',
    };
    expect(waits(units, [], START)).toEqual({
      'start a.target': ['b.target'],
      'start b.target': ['c.target'],
      'start c.target': [],
    });
  });

  it('turns stops around', () => {
    const units = { 'a.target': '', 'b.target': 'Requires=a.target\nAfter=a.target' };
    expect(waits(units, ['a.target', 'b.target'], { type: 'stop', unit: 'a.target', mode: 'replace' })).toEqual({
      'stop a.target': ['b.target'],
      'stop b.target': [],
    });
  });

  it.each(['Before', 'After'])('has stops first whichever way a start is ordered: %s', (direction) => {
    const units = { 'a.target': `Conflicts=b.target\n${direction}=b.target`, 'b.target': '' };
    expect(waits(units, ['b.target'], START)).toEqual({ 'start a.target': ['b.target'], 'stop b.target': [] });
  });

  it('does not wait with ignore-dependencies', () => {
    const graph = smallGraph({ 'a.target': 'After=b.target', 'b.target': '' }, 257);
    const { jobs } = buildTransaction(graph, freshManager, { ...START, mode: 'ignore-dependencies' });
    expect(jobs[0]?.ignoreOrder).toBe(true);
    expect([...jobOrder({ jobs }).values()]).toEqual([[]]);
  });
});

describe('garbage', () => {
  // The stop of b.target brings one of d.target, which nobody asks for once the first is found to be redundant.
  it.each([
    ['c.target d.target', 'conflict'],
    ['d.target c.target', 'unneeded'],
  ])('is only seen in the youngest job of a unit: with Wants=%s it goes by %s', (wants, reason) => {
    const units = { 'b.target': '', 'c.target': 'Conflicts=b.target', 'd.target': 'PartOf=b.target' };
    const graph = smallGraph({ 'a.target': `Wants=${wants}`, ...units }, 257);
    const { jobs, dropped } = transactionInOrder(graph, freshManager, START, GRAPH_ORDER);
    expect(jobs.map((job) => job.unit.id).sort()).toEqual(['a.target', 'c.target', 'd.target']);
    expect(dropped.find(({ unit }) => unit === 'd.target')?.reason).toBe(reason);
  });
});

describe('why a job is there', () => {
  it('has the shortest chain to the anchor first', () => {
    const units = {
      'a.target': 'Wants=b.target\nRequires=d.target',
      'b.target': 'Requires=c.target',
      'c.target': '',
      'd.target': 'Wants=e.target',
      'e.target': 'BindsTo=b.target',
    };
    const { transaction } = outcome(units, 257, START);
    const why = (id: string) =>
      transaction.jobs.find((job) => job.unit.id === id)?.pulledInBy.map((link) => `${link.by.id} ${link.because}`);
    expect(why('a.target')).toEqual([]);
    expect(why('b.target')).toEqual(['a.target Wants', 'e.target BindsTo']);
    expect(why('c.target')).toEqual(['b.target Requires']);
    const matters = transaction.jobs.filter((job) => job.mattersToAnchor).map((job) => job.unit.id);
    expect(matters.sort()).toEqual(['a.target', 'd.target']);
  });
});

describe('bootTransaction', () => {
  const boot = (units: SmallUnits, unit = 'a.target', version = 257) => {
    const { anchor, error, jobs } = bootTransaction(smallGraph(units, version), unit);
    return error?.name ?? [anchor?.unit.id, jobs.length];
  };

  it('isolates, so that garbage stays, or starts what may not be isolated', () => {
    const units = { 'b.target': 'Requires=c.target\nRequisite=x.service', 'c.target': '' };
    expect(boot({ ...units, 'a.target': 'Wants=b.target\nAllowIsolate=yes' })).toEqual(['a.target', 2]);
    expect(boot({ ...units, 'a.target': 'Wants=b.target' })).toEqual(['a.target', 1]);
  });

  it.each(['masked', 'absent'])('goes for the rescue when the unit is %s', (how) => {
    const rescue = { 'rescue.target': 'AllowIsolate=yes' };
    expect(boot(how === 'masked' ? { ...rescue, 'a.target': 'masked' } : rescue)).toEqual(['rescue.target', 1]);
  });

  it('is refused without the rescue', () => {
    expect(boot({ 'a.target': 'masked', 'rescue.target': 'masked' })).toBe('UnitMasked');
  });

  it.each([
    [257, 'rescue.target'],
    [262, 'graphical.target'],
  ])('%i goes for %s when there is no default target', (version, unit) => {
    const graph = smallGraph({ 'graphical.target': '', 'rescue.target': '' }, version);
    const target = bootTarget(() => graph, { unit: undefined });
    expect(target.unit).toBe(unit);
    expect(target.failed.map((failed) => failed.unit)).toEqual(['default.target']);
  });

  it('keeps what init.scope had started before, when that ignores an isolate', () => {
    const units = {
      'a.target': 'AllowIsolate=yes',
      'b.slice': '',
      'c.target': '',
      'init.scope.d/more.conf': 'Wants=b.slice c.target',
    };
    const { jobs } = bootTransaction(smallGraph(units, 257), 'a.target');
    expect(jobs.map((job) => `${job.type} ${job.unit.id}`).sort()).toEqual([
      'start a.target',
      'start b.slice',
      'stop c.target',
    ]);
  });

  it('takes chains of any length', () => {
    const length = 6000;
    const units: Record<string, string> = {};
    for (let i = 0; i < length; i++) {
      units[`u${i}.target`] = i + 1 < length ? `Requires=u${i + 1}.target\nAfter=u${i + 1}.target` : '';
    }
    const graph = smallGraph(units, 257);
    expect(bootTransaction(graph, 'u0.target').jobs).toHaveLength(length);
    const stop = { type: 'stop', unit: `u${length - 1}.target`, mode: 'replace' } as const;
    const stopped = buildTransaction(graph, smallState({ active: Object.keys(units) }), stop);
    expect(stopped.jobs).toHaveLength(length);
  });
});
