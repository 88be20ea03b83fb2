import { describe, expect, it } from 'vitest';
import type { JobType, RequestedJobType } from '../../../server/src/core/transaction/job.ts';
import {
  jobTypeCollapse,
  jobTypeIsConflicting,
  jobTypeIsRedundant,
  jobTypeIsSuperset,
  jobTypeLookupMerge,
  jobTypeMergeAndCollapse,
} from '../../../server/src/core/transaction/jobType.ts';

const TYPES: readonly JobType[] = ['start', 'verify-active', 'stop', 'reload', 'restart'];

describe('jobTypeLookupMerge', () => {
  const merged: Readonly<Record<string, readonly (RequestedJobType | undefined)[]>> = {
    start: ['start', 'start', undefined, 'reload-or-start', 'restart'],
    'verify-active': ['start', 'verify-active', undefined, 'reload', 'restart'],
    stop: [undefined, undefined, 'stop', undefined, undefined],
    reload: ['reload-or-start', 'reload', undefined, 'reload', 'restart'],
    restart: ['restart', 'restart', undefined, 'restart', 'restart'],
  };
  it.each(TYPES)('knows what %s becomes with each type', (type) => {
    expect(TYPES.map((other) => jobTypeLookupMerge(type, other))).toEqual(merged[type]);
  });

  it('is associative once collapsed', () => {
    for (const a of TYPES)
      for (const b of TYPES)
        for (const c of TYPES) {
          const merge = (x: JobType | undefined, y: JobType | undefined) =>
            x && y && jobTypeMergeAndCollapse(x, y, 'active');
          expect(merge(merge(a, b), c)).toBe(merge(a, merge(b, c)));
        }
  });
});

describe('other tables of job types', () => {
  it('a stop is in the way of all but itself, a nop of nobody', () => {
    const against = (type: JobType) => [...TYPES, 'nop' as const].filter((other) => jobTypeIsConflicting(type, other));
    expect(against('stop')).toEqual(['start', 'verify-active', 'reload', 'restart']);
    expect(against('nop')).toEqual([]);
  });

  it.each([
    ['start', 'verify-active', true],
    ['verify-active', 'start', false],
    ['restart', 'start', true],
    ['start', 'nop', true],
    ['nop', 'start', false],
    ['reload', 'start', false],
  ] as const)('%s does all that %s would: %s', (a, b, expected) => {
    expect(jobTypeIsSuperset(a, b)).toBe(expected);
  });

  it.each([
    ['start', ['active', 'reloading', 'refreshing']],
    ['verify-active', ['active', 'reloading', 'refreshing']],
    ['stop', ['inactive', 'failed']],
    ['reload', []],
    ['restart', []],
  ] as const)('%s is redundant in %j', (type, expected) => {
    const states = ['active', 'reloading', 'inactive', 'failed', 'activating', 'deactivating', 'refreshing'] as const;
    expect(states.filter((state) => jobTypeIsRedundant(type, state)).sort()).toEqual([...expected].sort());
  });

  it.each([
    ['try-restart', 'activating', 'restart'],
    ['try-restart', 'failed', 'nop'],
    ['try-reload', 'active', 'reload'],
    ['try-reload', 'activating', 'nop'],
    ['reload-or-start', 'active', 'reload'],
    ['reload-or-start', 'activating', 'start'],
    ['stop', 'active', 'stop'],
  ] as const)('%s of a unit that is %s is %s', (type, state, expected) => {
    expect(jobTypeCollapse(type, state)).toBe(expected);
  });
});
