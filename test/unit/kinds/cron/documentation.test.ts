import { describe, expect, it } from 'vitest';
import { type CronTopic, cronText, cronTextNames, renderCron } from '../../../../server/src/core/cron/documentation.ts';
import { FIELD_NAMES, MACRO_NAMES } from '../../../../server/src/core/cron/fields.ts';
import { ANACRON_VARIABLES, CRON_VARIABLES } from '../../../../server/src/core/cron/variables.ts';
import { PERIOD_NAMES } from '../../../../server/src/core/kinds/anacron/problems.ts';

const TABLES: [CronTopic, readonly string[]][] = [
  ['fields', [...FIELD_NAMES, 'user', 'command', 'dash', 'option']],
  ['macros', MACRO_NAMES],
  ['variables', CRON_VARIABLES.map(({ name }) => name)],
  ['anacronFields', ['period', 'delay', 'identifier', 'command']],
  ['periods', [...new Set(Object.values(PERIOD_NAMES).flat())]],
  ['anacronVariables', ANACRON_VARIABLES.map(({ name }) => name)],
];

describe('texts of crontab and anacrontab', () => {
  it.each(TABLES)('%s: one for each row, and none for what is in no table', (topic, names) => {
    expect(cronTextNames(topic).sort()).toEqual([...names].sort());
  });

  it.each(TABLES.flatMap(([topic]) => cronTextNames(topic).map((name) => [topic, name] as const)))(
    '%s %s',
    (topic, name) => {
      const { summary, details, trap } = cronText(topic, name)!;
      expect(summary).toMatch(/^[A-Z0-9].{15,}[.]$/s);
      for (const part of [details, trap]) if (part !== undefined) expect(part).toMatch(/^\S.*[.)]$/s);
      expect(renderCron(topic, name)).toContain(summary);
    },
  );

  it('are shared by no two rows', () => {
    const all = TABLES.flatMap(([topic]) => cronTextNames(topic).map((name) => cronText(topic, name)!));
    const texts = all.map(({ summary, details }) => `${summary} ${details}`);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('say nothing of names that are none', () => {
    expect(renderCron('variables', 'toString')).toBeUndefined();
    expect(renderCron('macros', 'dayly')).toBeUndefined();
  });
});
