import { describe, expect, it } from 'vitest';
import { applyTransaction } from '../../../server/src/core/transaction/applyTransaction.ts';
import type { JobMode, RequestedJobType } from '../../../server/src/core/transaction/job.ts';
import { outcome, smallState } from './smallGraph.ts';

const RELOADABLE = '[Service]\nExecStart=/bin/true\nExecReload=/bin/true';

describe('applyTransaction', () => {
  it.each<[RequestedJobType, string[], string[], string, string]>([
    ['start', [], [], 'start', 'new'],
    ['start', [], ['start a.service'], 'start', 'merged'],
    ['start', [], ['stop a.service'], 'start', 'replaces'],
    ['restart', [], ['start a.service'], 'restart', 'merged'],
    ['restart', [], ['start a.service&'], 'restart', 'again'],
    ['start', [], ['restart a.service&'], 'restart', 'merged'],
    ['reload', ['a.service'], ['reload a.service&'], 'reload', 'again'],
    ['reload', ['a.service reloading'], ['start a.service'], 'reload', 'merged'],
    ['try-restart', [], ['start a.service'], 'nop', 'new'],
  ])('%s with %j up and %j waiting: %s, %s', (type, active, jobs, becomes, how) => {
    const state = { active, jobs };
    const { transaction } = outcome(
      { 'a.service': RELOADABLE },
      257,
      { type, unit: 'a.service', mode: 'replace' },
      state,
    );
    const [installed] = applyTransaction(transaction, smallState(state)).values();
    expect([installed?.type, installed?.how]).toEqual([becomes, how]);
  });

  it.each<[JobMode, string[]]>([
    ['replace', []],
    ['flush', ['b.target']],
    ['isolate', ['b.target']],
  ])('mode %s cancels %j', (mode, cancelled) => {
    const units = { 'a.target': 'AllowIsolate=yes', 'b.target': 'IgnoreOnIsolate=no', 'c.slice': '' };
    const state = { jobs: ['start b.target', 'start c.slice'] };
    const { transaction } = outcome(units, 257, { type: 'start', unit: 'a.target', mode }, state);
    const stopped = transaction.jobs.filter((job) => job.type === 'stop').map((job) => job.unit.id);
    expect([...(transaction.cancelled ?? []).map((unit) => unit.id), ...stopped]).toEqual(cancelled);
  });
});
