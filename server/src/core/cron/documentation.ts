import texts from '../knowledge/docs/en/cron.json' with { type: 'json' };
import type { Documentation } from '../knowledge/documentation.ts';
import { ANACRON_VARIABLES, CRON_VARIABLES } from './variables.ts';

/** The groups of texts. */
export type CronTopic = 'fields' | 'macros' | 'variables' | 'anacronFields' | 'periods' | 'anacronVariables';

const MANUALS: Readonly<Record<CronTopic, string>> = {
  fields: 'crontab.5',
  macros: 'crontab.5',
  variables: 'crontab.5',
  anacronFields: 'anacrontab.5',
  periods: 'anacrontab.5',
  anacronVariables: 'anacrontab.5',
};

/** The text of something in a table; undefined when there is none. */
export function cronText(topic: CronTopic, name: string): Documentation | undefined {
  const group: Readonly<Record<string, Documentation>> = texts[topic];
  return Object.hasOwn(group, name) ? group[name] : undefined;
}

/** The names that a group has texts for. */
export function cronTextNames(topic: CronTopic): string[] {
  return Object.keys(texts[topic]);
}

/** The text as Markdown, under a title; undefined when there is none. */
export function renderCron(topic: CronTopic, name: string, title = name): string | undefined {
  const text = cronText(topic, name);
  if (!text) return undefined;
  const parts = [
    `**${title}**`,
    text.summary,
    text.details,
    text.default && `Default: ${text.default}.`,
    text.trap && `⚠ ${text.trap}`,
    onlyCronie(topic, name),
    `[${MANUALS[topic].replace('.', '(')})](https://manpages.debian.org/${MANUALS[topic]})`,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

function onlyCronie(topic: CronTopic, name: string): string | undefined {
  const rows = topic === 'variables' ? CRON_VARIABLES : topic === 'anacronVariables' ? ANACRON_VARIABLES : [];
  const row = rows.find((one) => one.name === name);
  return row && !row.implementations.includes('debian') ? '*Only in cronie.*' : undefined;
}
