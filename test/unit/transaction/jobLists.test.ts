import { expect, it } from 'vitest';
import { type DraftJob, jobNew } from '../../../server/src/core/transaction/draft.ts';
import { JobLists } from '../../../server/src/core/transaction/jobLists.ts';
import type { GraphUnit } from '../../../server/src/core/units/graph.ts';

const units = ['a', 'b', 'c'].map((id, index) => ({ id, index }) as GraphUnit);
const [a, b, c] = units as [GraphUnit, GraphUnit, GraphUnit];
const idsOf = (lists: Iterable<DraftJob[]>) => [...lists].map(([job]) => job!.unit.id);

it('the jobs of units are in the order in which the units came', () => {
  const jobs = new JobLists(units.length);
  for (const unit of [b, a, c]) jobs.set(unit, [jobNew(unit, 'start')]);
  jobs.set(b, [jobNew(b, 'stop')]);
  expect(idsOf(jobs.values())).toEqual(['b', 'a', 'c']);
  expect(jobs.get(b)?.[0]?.type).toBe('stop');
  jobs.delete(b);
  jobs.delete(b);
  expect([jobs.has(b), jobs.get(b), jobs.at(0)]).toEqual([false, undefined, undefined]);
  jobs.set(b, [jobNew(b, 'start')]);
  expect(idsOf(jobs.values())).toEqual(['a', 'c', 'b']);
  expect([...jobs.keys()]).toEqual([a, c, b]);
});

it('units may come and go while they are gone through', () => {
  const jobs = new JobLists(units.length);
  for (const unit of [a, b]) jobs.set(unit, [jobNew(unit, 'start')]);
  const seen: string[] = [];
  for (const [job] of jobs.values()) {
    seen.push(job!.unit.id);
    jobs.delete(b);
    if (job!.unit === a) jobs.set(c, [jobNew(c, 'start')]);
  }
  expect(seen).toEqual(['a', 'c']);
});
