import texts from '../../knowledge/docs/en/rc-links.json' with { type: 'json' };
import type { Documentation } from '../../knowledge/documentation.ts';

/** The parts of a link. */
export type LinkPart = keyof typeof texts;

const TITLES: Readonly<Record<LinkPart, string>> = {
  S: 'S: start',
  K: 'K: stop',
  number: 'Number of a link',
  script: 'Script of a link',
  target: 'Target of a link',
};

/** Whether a word names a part of a link that there is a text of. */
export function isLinkPart(word: string): word is LinkPart {
  return Object.hasOwn(texts, word);
}

/** The text of a part as Markdown, with a title. */
export function renderPart(part: LinkPart): string {
  return `**${TITLES[part]}**\n\n${bodyOf(part)}`;
}

/** The same without its title. */
export function bodyOf(part: LinkPart): string {
  const { summary, details, trap }: Documentation = texts[part];
  return [summary, details, trap && `⚠ ${trap}`].filter((text) => text !== undefined && text !== '').join('\n\n');
}
