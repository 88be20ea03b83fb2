import { valueText } from '../../../knowledge/documentation.ts';
import { enumeration, enumValues } from '../../../knowledge/enums.ts';
import { EXTRACT, splitWords } from '../../../values/words.ts';
import type { Explainer } from './ask.ts';
import { bullets, code, count, paragraphs } from './markdown.ts';

/** The words of a list, and whether a `~` before them turns it around. */
export function invertibleList(value: string): { readonly inverted: boolean; readonly words: readonly string[] } {
  const inverted = value.startsWith('~');
  const { words } = splitWords(inverted ? value.slice(1) : value, undefined, EXTRACT.UNQUOTE);
  return { inverted, words: words.map((word) => word.word) };
}

/** Capabilities: which are kept, or all but which. */
export const explainCapabilities: Explainer = ({ value, key, context }) => {
  const all = enumValues('capability', context.systemdVersion);
  const { inverted, words } = invertibleList(value);
  const known = [...new Set(words.map((word) => word.toUpperCase()))].filter((word) => all.includes(word));
  if (known.length === 0) return words.length > 0 ? undefined : noCapabilities(inverted, key);
  const verb = key === 'AmbientCapabilities' ? 'Hands over' : 'Leaves';
  const head = inverted
    ? `**${verb} all but ${known.length} of ${count(all.length, 'capability', 'capabilities')}.** Left out:`
    : `**${verb} ${known.length} of ${count(all.length, 'capability', 'capabilities')}:**`;
  const rest = inverted
    ? `${verb}: ${all
        .filter((word) => !known.includes(word))
        .map(code)
        .join(' ')}`
    : undefined;
  return paragraphs(head, bullets(known.map((word) => meaning('capability', word))), rest);
};

function noCapabilities(inverted: boolean, key: string): string {
  const all = inverted ? 'all capabilities' : 'no capability';
  return `**${key === 'AmbientCapabilities' ? 'Hands over' : 'Leaves'} ${all}**`;
}

/** Kinds of sockets that may, or may not, be opened. */
export const explainFamilies: Explainer = ({ value }) => {
  if (value === 'none') return '**No sockets at all**';
  const { inverted, words } = invertibleList(value);
  if (words.length === 0) return undefined;
  const head = inverted ? '**Sockets of all kinds but these:**' : '**Sockets of these kinds only:**';
  return paragraphs(head, bullets(words.map((word) => meaning('address_family_name', word.toUpperCase()))));
};

/** File systems that may, or may not, be used; groups opened up. */
export const explainFileSystems: Explainer = ({ value }) => {
  const { inverted, words } = invertibleList(value);
  if (words.length === 0) return undefined;
  const members = enumeration('filesystem_group')?.members ?? {};
  const lines = words.map((word) =>
    members[word] ? `${code(word)}: ${members[word].map(code).join(' ')}` : code(word),
  );
  const head = inverted ? '**All file systems but these:**' : '**These file systems only:**';
  return paragraphs(head, bullets(lines));
};

function meaning(name: string, word: string): string {
  const text = valueText(name, word);
  return text ? `${code(word)}: ${text}` : code(word);
}
