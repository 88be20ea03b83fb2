import { describe, expect, it } from 'vitest';
import {
  allDirectives,
  directive,
  directivesNamed,
  directivesOf,
  isIgnoredBy,
  isKnownTo,
  KNOWN_VERSIONS,
  NEWEST_VERSION,
  ownSection,
  parserAt,
  sectionsOf,
  typeOfSection,
  UNIT_TYPES,
} from '../../../server/src/core/knowledge/directives.ts';

/** How many directives of how many sections a version knows. */
function rowsKnownTo(version: number): number {
  const known = allDirectives().filter((row) => isKnownTo(row, version));
  return known.reduce((sum, { sections }) => sum + sections.length, 0);
}

describe('the table of directives', () => {
  it.each([
    [252, 1204],
    [257, 1341],
    [262, 1468],
  ])('of systemd %i has %i rows', (version, count) => {
    expect(rowsKnownTo(version)).toBe(count);
  });

  it('names each directive of a section once', () => {
    const names = allDirectives().flatMap(({ key, sections }) => sections.map((section) => `${section}.${key}`));
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('has only sections that a unit may have', () => {
    const sections = new Set(UNIT_TYPES.flatMap((type) => sectionsOf(type)));
    for (const row of allDirectives()) for (const section of row.sections) expect(sections).toContain(section);
    expect(directivesOf('Target')).toEqual([]);
    expect(directivesOf('Nonsense')).toEqual([]);
    expect(directivesOf('constructor')).toEqual([]);
  });

  it('has a reading function for each, in every version that knows it; [Install] is read by another program', () => {
    for (const row of allDirectives())
      for (const version of KNOWN_VERSIONS)
        if (isKnownTo(row, version))
          expect(parserAt(row, version).name).toMatch(
            row.sections.includes('Install') ? /^NULL$|^config_parse/ : /^config_parse/,
          );
  });

  it('points from old names to names that are there', () => {
    for (const row of allDirectives()) {
      if (!row.renamedTo) continue;
      for (const section of row.sections) {
        const home = row.renamedSection ?? section;
        expect(directive(home, row.renamedTo), `${section}.${row.key} -> ${home}.${row.renamedTo}`).toBeDefined();
      }
    }
  });

  it('knows the newest version as the last', () => {
    expect(KNOWN_VERSIONS.at(-1)).toBe(NEWEST_VERSION);
  });
});

describe('versions', () => {
  it.each<[string, string, number, boolean]>([
    ['Service', 'ExecStart', 247, true],
    ['Service', 'RestartSteps', 252, false],
    ['Service', 'RestartSteps', 253, false],
    ['Service', 'RestartSteps', 254, true],
    ['Service', 'RestartSteps', 255, true],
    ['Service', 'RestartSteps', 300, true],
    ['Service', 'MemoryZSwapWriteback', 254, false],
    ['Service', 'MemoryZSwapWriteback', 256, true],
    ['Service', 'MemoryZSwapWriteback', 257, true],
    ['Service', 'ManagedOOMMemoryPressureLimitPercent', 247, true],
    ['Service', 'ManagedOOMMemoryPressureLimitPercent', 252, false],
    ['Service', 'MemoryLimit', 262, true],
  ])('[%s] %s= in %i: %s', (section, key, version, known) => {
    expect(isKnownTo(directive(section, key)!, version)).toBe(known);
  });

  it.each([
    ['MemoryLimit', 257, false],
    ['MemoryLimit', 262, true],
    ['SysVStartPriority', 252, true],
    ['ExecStart', 262, false],
  ])('%s= is without effect in %i: %s', (key, version, ignored) => {
    expect(isIgnoredBy(directive('Service', key)!, version)).toBe(ignored);
  });

  it('say which function reads a value', () => {
    const restart = directive('Service', 'Restart')!;
    expect(parserAt(restart, 262)).toEqual({ name: 'config_parse_service_restart', argument: '0' });
    const tmp = directive('Service', 'PrivateTmp')!;
    expect(parserAt(tmp, 252).name).toBe('config_parse_bool');
    expect(parserAt(tmp, 262).name).not.toBe('config_parse_bool');
    // An unknown older version gets the oldest that is known.
    expect(parserAt(tmp, 200)).toEqual(parserAt(tmp, 247));
  });
});

describe('sections and types', () => {
  it.each(UNIT_TYPES)('%s', (type) => {
    expect(sectionsOf(type)).toEqual(['Unit', ownSection(type), 'Install']);
    expect(typeOfSection(ownSection(type))).toBe(type);
  });

  it('a name in several sections has several homes', () => {
    expect(directivesNamed('Service').flatMap(({ sections }) => sections)).toEqual(['Socket']);
    expect(
      directivesNamed('What')
        .flatMap(({ sections }) => sections)
        .sort(),
    ).toEqual(['Mount', 'Swap']);
    expect(directivesNamed('toString')).toEqual([]);
  });
});
