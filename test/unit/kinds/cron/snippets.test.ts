import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anacronComplaints, crontabComplaints } from '../../../../server/src/core/cron/complaints.ts';
import { parseCrontab } from '../../../../server/src/core/cron/parseCrontab.ts';
import { choiceCount, expand, type Snippet, tabStops } from '../../snippetBody.ts';

const read = (name: string): Record<string, Snippet> =>
  JSON.parse(readFileSync(new URL(`../../../../snippets/${name}.json`, import.meta.url), 'utf8'));
const expansions = (snippet: Snippet) =>
  Array.from({ length: choiceCount(snippet) }, (_, pick) => expand(snippet, pick));

describe.each(['debian', 'cronie'] as const)('snippets under %s', (implementation) => {
  it.each(Object.entries(read('crontab')))('crontab: %s', (name, snippet) => {
    const system = name === 'Table of the system';
    for (const text of expansions(snippet)) {
      expect(crontabComplaints(text, { implementation, system })).toEqual([]);
      const entries = parseCrontab(text, { implementation, system }).nodes.filter(({ type }) => type === 'entry');
      expect(entries).toHaveLength(1);
    }
  });

  it.each(Object.entries(read('anacrontab')))('anacrontab: %s', (_, snippet) => {
    for (const text of expansions(snippet)) expect(anacronComplaints(text, implementation)).toEqual([]);
  });
});

describe('snippets', () => {
  const all = [...Object.values(read('crontab')), ...Object.values(read('anacrontab'))];
  it('number their tab stops without gaps', () => {
    for (const snippet of all) {
      const stops = tabStops(snippet).sort((a, b) => a - b);
      expect(stops).toEqual(stops.map((_, index) => index));
    }
  });

  it('escape the percent sign of date', () => {
    const text = expand(read('crontab')['First Monday of the month']!);
    expect(text).toContain('$(date +\\%u)');
  });
});
