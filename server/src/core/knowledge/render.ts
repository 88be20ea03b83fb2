import { conditionOf } from './conditions.ts';
import { type Directive, directive, isIgnoredBy } from './directives.ts';
import {
  type Documentation,
  directiveText,
  sectionText,
  specialUnitText,
  specifierText,
  valueText,
} from './documentation.ts';
import { enumeration, enumOfKind, enumValues } from './enums.ts';
import { manualUrl } from './manual.ts';
import { specialUnit } from './specialUnits.ts';

/** Longer lists of words are left to completion; a hover that scrolls teaches nobody. */
const WORDS_IN_HOVER = 16;

/** The documentation of a directive as Markdown; undefined when it is not known in that section. */
export function renderDirective(section: string, key: string, version: number): string | undefined {
  const row = directive(section, key);
  if (!row) return undefined;
  const text = directiveText(section, key);
  const parts = [`**${key}=** · [${section}]`, ...bodyOf(text), ...wordsOf(row, version), footer(row, version)];
  return parts.filter(Boolean).join('\n\n');
}

/** The documentation of a section. */
export function renderSection(name: string): string | undefined {
  const text = sectionText(name);
  if (!text) return undefined;
  const page = name === 'Unit' || name === 'Install' ? 'systemd.unit(5)' : `systemd.${name.toLowerCase()}(5)`;
  return [`**[${name}]**`, ...bodyOf(text), link(page)].join('\n\n');
}

/** The documentation of a specifier, named by its letter. */
export function renderSpecifier(letter: string): string | undefined {
  const text = specifierText(letter);
  return text && [`**%${letter}** · specifier`, ...bodyOf(text), link('systemd.unit(5)', 'Specifiers')].join('\n\n');
}

/** The documentation of a unit that systemd knows by name. */
export function renderSpecialUnit(name: string): string | undefined {
  const text = specialUnitText(name);
  const manual = specialUnit(name) ? [link('systemd.special(7)', name)] : [];
  return text && [`**${name}** · known to systemd`, ...bodyOf(text), ...manual].join('\n\n');
}

/** What a word of an enumeration means, with the members of the group when it is one. */
export function renderValue(enumName: string, word: string): string | undefined {
  const text = valueText(enumName, word);
  const table = enumeration(enumName);
  const number = table?.number?.[word];
  const members = table?.members?.[word];
  if (text === undefined && number === undefined && members === undefined) return undefined;
  const head = number === undefined ? `**${word}**` : `**${word}** (${number})`;
  const list = members ? [`Members: ${members.map((member) => `\`${member}\``).join(' ')}`] : [];
  return [head, ...(text ? [text] : []), ...list].join('\n\n');
}

/** The enumeration whose words a directive takes, if it takes any: also those of conditions. */
export function enumOfDirective(row: Directive): string | undefined {
  const condition = row.kind.startsWith('condition') ? conditionOf(row.key)?.kind : undefined;
  return enumOfKind(condition ?? row.kind);
}

function bodyOf(text: Documentation | undefined): string[] {
  if (!text) return [];
  const facts = [text.default && `*Default:* ${text.default}`, text.unit && `*Unit:* ${text.unit}`].filter(Boolean);
  return [
    text.summary,
    ...(text.details ? [text.details] : []),
    ...(facts.length ? [facts.join(' · ')] : []),
    ...(text.trap ? [`⚠ ${text.trap}`] : []),
  ];
}

function wordsOf(row: Directive, version: number): string[] {
  const name = enumOfDirective(row);
  const words = name === undefined ? [] : enumValues(name, version);
  if (name === undefined || words.length === 0 || words.length > WORDS_IN_HOVER) return [];
  return [
    words
      .map((word) => {
        const text = valueText(name, word);
        return text ? `- \`${word}\`: ${text}` : `- \`${word}\``;
      })
      .join('\n'),
  ];
}

function footer(row: Directive, version: number): string {
  const notes: string[] = [];
  if (row.since !== undefined && row.since > 240) notes.push(`since ${row.since}`);
  if (row.removed !== undefined) notes.push(`gone from ${row.removed} on`);
  if (isIgnoredBy(row, version)) notes.push(`no effect in ${version}`);
  if (row.renamedTo) notes.push(`now ${row.renamedSection ? `[${row.renamedSection}] ` : ''}${row.renamedTo}=`);
  if (row.list) notes.push(row.empty === 'reset' ? 'adds up; an empty value clears the list' : 'adds up');
  if (row.manual) notes.push(link(row.manual, `${row.key}=`));
  return notes.join(' · ');
}

function link(page: string, anchor?: string): string {
  return `[${page}](${manualUrl(page, anchor)})`;
}
