import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../../../server/src/core/text/utf8.ts';
import { systemdVersion, verify } from '../../oracle/systemdAnalyze.mjs';
import { diagnose, diagnosticText, expectationsIn, expectationText } from '../marked.ts';
import { complainedLines, sortedOnce } from '../systemdLines.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/marked', import.meta.url));
const VERSIONS = [252, 257, 262];
const FIXTURES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => statSync(join(FOLDER, name)).isFile())
  .sort();

const read = (name: string) => expectationsIn(decodeUtf8(readFileSync(join(FOLDER, name))));
const expectedOf = (name: string, version: number) =>
  read(name).expected.filter(({ versions }) => versions === undefined || versions.includes(version));

/** What is said of a fixture; advice, which is no word of systemd's, has tests of its own. */
const saidOf = (name: string, text: string, version: number) =>
  diagnose(text, { path: `/etc/systemd/system/${name}`, version }).filter(({ code }) => !code.startsWith('advice.'));

describe.each(FIXTURES)('%s', (name) => {
  it.each(VERSIONS)('under systemd %i', (version) => {
    const { text } = read(name);
    const expected = expectedOf(name, version);
    const found = saidOf(name, text, version);
    expect(found.map((one) => diagnosticText(text, one))).toEqual(expected.map(expectationText));
    expected.forEach(({ message }, i) => {
      if (message !== undefined) expect(found[i]!.message).toContain(message);
    });
  });
});

describe('what is said', () => {
  const all = FIXTURES.flatMap((name) => {
    const { text } = read(name);
    return VERSIONS.flatMap((version) => saidOf(name, text, version));
  });

  it('has a namespaced code, a sentence and, where there is more to read, an address', () => {
    for (const { code, message, documentation } of all) {
      expect(code).toMatch(/^(unit|value|advice)\.[a-z0-9-]+$/);
      expect(message).toMatch(/^\S.*[.?)]$/s);
      if (documentation !== undefined) expect(() => new URL(documentation)).not.toThrow();
    }
  });

  it('covers every code that the checks of lines have', () => {
    const codes = new Set(all.map(({ code }) => code));
    const wanted = [
      'unknown-directive',
      'wrong-section',
      'newer-directive',
      'unknown-section',
      'invalid-section-header',
    ];
    wanted.push('missing-equals', 'missing-key', 'outside-section', 'invalid-utf8', 'overridden-assignment');
    wanted.push('renamed-directive', 'deprecated-directive', 'missing-section', 'removed-directive');
    expect(wanted.map((code) => `unit.${code}`).filter((code) => !codes.has(code))).toEqual([]);
  });
});

const ROOTS: Readonly<Record<number, string | undefined>> = {
  252: process.env.BOOTWRIGHT_IMAGE_252 ?? (systemdVersion() === 252 ? '' : undefined),
  257: process.env.BOOTWRIGHT_IMAGE_257,
  262: process.env.BOOTWRIGHT_IMAGE_262,
};

describe.each(VERSIONS)('systemd %i itself', (version) => {
  const root = ROOTS[version];
  it.skipIf(root === undefined)(`complains about the same lines (needs BOOTWRIGHT_IMAGE_${version})`, () => {
    const names = FIXTURES.filter((one) => !one.includes('/'));
    const files = Object.fromEntries(names.map((name) => [name, encodeUtf8(read(name).text)]));
    const { messages } = verify(files, names, root);
    for (const name of names) {
      const theirs = messages.flatMap(({ file, line }) => (file === name && line !== undefined ? [line] : []));
      const ours = complainedLines(read(name).text, `/etc/systemd/system/${name}`, version);
      expect([name, ...ours]).toEqual([name, ...sortedOnce(theirs)]);
    }
  });
});
