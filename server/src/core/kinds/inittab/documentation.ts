import texts from '../../knowledge/docs/en/inittab.json' with { type: 'json' };
import type { Documentation } from '../../knowledge/documentation.ts';

/** The groups of texts. */
export type InittabTopic = keyof typeof texts;

/** The text of something in an inittab; undefined when there is none. */
export function inittabText(topic: InittabTopic, name: string): Documentation | undefined {
  const group: Readonly<Record<string, Documentation>> = texts[topic];
  return Object.hasOwn(group, name) ? group[name] : undefined;
}

/** The text as Markdown, under a title; undefined when there is none. */
export function renderInittab(topic: InittabTopic, name: string, title = name): string | undefined {
  const text = inittabText(topic, name);
  if (!text) return undefined;
  const parts = [
    `**${title}**`,
    text.summary,
    text.details,
    text.trap && `⚠ ${text.trap}`,
    '[inittab(5)](https://manpages.debian.org/inittab.5)',
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** The documentation that a completion names, such as `actions:respawn`. */
export function renderKey(key: string): string | undefined {
  const colon = key.indexOf(':');
  const topic = key.slice(0, colon);
  return Object.hasOwn(texts, topic) ? renderInittab(topic as InittabTopic, key.slice(colon + 1)) : undefined;
}
