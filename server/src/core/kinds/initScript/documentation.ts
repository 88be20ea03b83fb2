import texts from '../../knowledge/docs/en/init-script.json' with { type: 'json' };
import type { Documentation } from '../../knowledge/documentation.ts';

/** The groups of texts. */
export type ScriptTopic = keyof typeof texts;

const MANUALS: Readonly<Record<ScriptTopic, string>> = {
  keys: 'insserv.8',
  facilities: 'insserv.8',
  actions: 'init-d-script.5',
  comments: '',
  markers: 'insserv.8',
};

/** The text of something in an init script; undefined when there is none. */
export function scriptText(topic: ScriptTopic, name: string): Documentation | undefined {
  const group: Readonly<Record<string, Documentation>> = texts[topic];
  return Object.hasOwn(group, name) ? group[name] : undefined;
}

/** The names that a group has texts for. */
export function scriptTextNames(topic: ScriptTopic): string[] {
  return Object.keys(texts[topic]);
}

/** The text as Markdown, under a title; undefined when there is none. */
export function renderScript(topic: ScriptTopic, name: string, title = name): string | undefined {
  const text = scriptText(topic, name);
  if (!text) return undefined;
  const manual = MANUALS[topic];
  const parts = [
    `**${title}**`,
    text.summary,
    text.details,
    text.trap && `⚠ ${text.trap}`,
    manual && `[${manual.replace('.', '(')})](https://manpages.debian.org/${manual})`,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** The documentation that a completion names, such as `facilities:$network`. */
export function renderKey(key: string): string | undefined {
  const colon = key.indexOf(':');
  const topic = key.slice(0, colon);
  return Object.hasOwn(texts, topic) ? renderScript(topic as ScriptTopic, key.slice(colon + 1)) : undefined;
}
