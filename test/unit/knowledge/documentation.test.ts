import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allDirectives, directive, sectionsOf, UNIT_TYPES } from '../../../server/src/core/knowledge/directives.ts';
import {
  type Documentation,
  directiveText,
  sectionText,
  specialUnitText,
  specifierText,
  valueText,
} from '../../../server/src/core/knowledge/documentation.ts';
import { type Enumeration, enumeration } from '../../../server/src/core/knowledge/enums.ts';
import { renderDirective, renderSection, renderValue } from '../../../server/src/core/knowledge/render.ts';
import { specialUnits } from '../../../server/src/core/knowledge/specialUnits.ts';
import { specifierLetters } from '../../../server/src/core/knowledge/specifiers.ts';

const FOLDER = fileURLToPath(new URL('../../../server/src/core/knowledge/docs/en', import.meta.url));
const files = (pattern: RegExp) => readdirSync(FOLDER).filter((name) => pattern.test(name));
const read = (name: string) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Record<string, never>;
const directiveTexts = files(/^directives-/).flatMap((name) => Object.entries(read(name))) as unknown as [
  string,
  Documentation,
][];

/** Rows that are in the manual pages of some version. */
const documented = allDirectives().filter((row) => row.documented);

describe('texts of directives', () => {
  it('are there for every documented one, in each of its sections', () => {
    const without = documented.flatMap(({ key, sections }) =>
      sections.filter((section) => !directiveText(section, key)).map((section) => `${section}.${key}`),
    );
    expect(without).toEqual([]);
    expect(new Set(documented.map(({ key }) => key)).size).toBeGreaterThanOrEqual(502);
  });

  it.each(directiveTexts)('%s', (_, { summary, details, default: fallback, unit, trap }) => {
    expect(summary.length).toBeGreaterThanOrEqual(30);
    expect(summary).toMatch(/^\S.*\S$/s);
    for (const part of [summary, details, trap]) if (part !== undefined) expect(part).toMatch(/[.!?)`]$/);
    for (const part of [details, fallback, unit, trap]) if (part !== undefined) expect(part.trim()).not.toBe('');
  });

  it('end their summary with a period', () => {
    expect(directiveTexts.filter(([, { summary }]) => !summary.endsWith('.')).map(([name]) => name)).toEqual([]);
  });

  it('are shared by no two directives', () => {
    const seen = new Map<string, string>();
    const shared: string[] = [];
    for (const [name, { summary, details = '' }] of directiveTexts) {
      const text = `${summary}\n${details}`;
      const other = seen.get(text);
      if (other !== undefined) shared.push(`${other} and ${name}`);
      seen.set(text, name);
    }
    expect(shared).toEqual([]);
  });

  it('speak of directives that exist', () => {
    const keys = new Set(allDirectives().map(({ key }) => key));
    const unknown = directiveTexts
      .map(([name]) => name)
      .filter((name) => {
        const dot = name.indexOf('.');
        return dot < 0 ? !keys.has(name) : !directive(name.slice(0, dot), name.slice(dot + 1));
      });
    expect(unknown).toEqual([]);
  });

  it('are told once: no name stands in two files', () => {
    const names = directiveTexts.map(([name]) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});

describe('other texts', () => {
  const isSentence = (text: string | undefined) => text !== undefined && /^\S.{14,}[.!?)`]$/s.test(text);

  it('are there for every section and unit type', () => {
    const names = [...new Set(UNIT_TYPES.flatMap((type) => sectionsOf(type)))];
    expect(names.filter((name) => !isSentence(sectionText(name)?.summary))).toEqual([]);
    expect(Object.keys(read('sections.json')).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('are there for every specifier, and for no other letter', () => {
    const letters = new Set(
      (['unit', 'unit-name', 'install'] as const).flatMap((table) => specifierLetters(table, 262)),
    );
    expect([...letters].filter((letter) => !isSentence(specifierText(letter)?.summary))).toEqual([]);
    expect(Object.keys(read('specifiers.json')).filter((letter) => !letters.has(letter))).toEqual([]);
  });

  it('are there for every special unit, and for no other name', () => {
    const names = specialUnits().map(({ name }) => name);
    expect(names.filter((name) => !isSentence(specialUnitText(name)?.summary))).toEqual([]);
    expect(Object.keys(read('special-units.json')).filter((name) => !names.includes(name))).toEqual([]);
  });

  /** The words of an enumeration in all the forms in which they may be written. */
  function wordsOf(found: Enumeration | undefined): string[] {
    if (!found) return [];
    const { values, specialWords = [], aliases = {}, obsolete = {}, functionForms = [] } = found;
    return [...values, ...specialWords, ...Object.keys(aliases), ...Object.keys(obsolete), ...functionForms, '@known'];
  }

  it('of values name words of enumerations that exist', () => {
    const wrong: string[] = [];
    const short: string[] = [];
    for (const name of files(/^values-/)) {
      for (const [table, words] of Object.entries(read(name) as Record<string, Record<string, string>>)) {
        const found = enumeration(table);
        if (!found) wrong.push(table);
        const known = wordsOf(found);
        for (const [word, text] of Object.entries(words)) {
          if (!known.includes(word)) wrong.push(`${table}: ${word}`);
          if (text.length < 8) short.push(`${table}: ${word}: ${text}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(short).toEqual([]);
  });

  it.each([
    'service_type',
    'service_restart',
    'kill_mode',
    'protect_system',
    'notify_access',
    'capability',
    'syscall_group',
  ])('are there for each word of %s', (name) => {
    expect(enumeration(name)!.values.filter((word) => valueText(name, word) === undefined)).toEqual([]);
  });

  it('of one enumeration differ from word to word', () => {
    for (const name of files(/^values-/)) {
      for (const [table, words] of Object.entries(read(name) as Record<string, Record<string, string>>)) {
        // Spellings of one word may share a text.
        const found = enumeration(table);
        if (found?.microseconds || table === 'boolean') continue;
        const spellings = Object.keys(found?.aliases ?? {});
        const texts = Object.keys(words)
          .filter((word) => !spellings.includes(word))
          .map((word) => words[word]);
        expect(
          texts.filter((text, i) => texts.indexOf(text) !== i),
          table,
        ).toEqual([]);
      }
    }
  });
});

describe('rendering', () => {
  it('gives a Markdown text for every directive of every version', () => {
    for (const { key, sections } of allDirectives()) {
      for (const section of sections) {
        const text = renderDirective(section, key, 262)!;
        expect(text.startsWith(`**${key}=** · [${section}]`)).toBe(true);
        expect(text).not.toMatch(/undefined|\[object/);
      }
    }
  });

  it('knows nothing of what does not exist', () => {
    expect(renderDirective('Service', 'Nonsense', 262)).toBeUndefined();
    expect(renderDirective('Nonsense', 'Restart', 262)).toBeUndefined();
    expect(renderSection('Nonsense')).toBeUndefined();
    expect(renderSection('constructor')).toBeUndefined();
    expect(renderValue('kill_mode', 'nonsense')).toBeUndefined();
    expect(specifierText('constructor')).toBeUndefined();
    expect(directiveText('Service', 'toString')).toBeUndefined();
  });

  it('keeps links whole', () => {
    for (const { key, sections, manual } of documented) {
      if (!manual) continue;
      const url = /\]\((https:[^)]*)\)/.exec(renderDirective(sections[0]!, key, 262)!)?.[1];
      expect(url, key).toMatch(/^https:\/\/www\.freedesktop\.org\/software\/systemd\/man\/latest\/[\w.@-]+\.html#/);
    }
  });
});
