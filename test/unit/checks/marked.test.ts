import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../../../server/src/core/text/utf8.ts';
import { systemdVersion, verify } from '../../oracle/systemdAnalyze.mjs';
import { diagnose, diagnosticText, expectationsIn, expectationText } from '../marked.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/marked', import.meta.url));
const VERSIONS = [252, 257, 262];
const FIXTURES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => statSync(join(FOLDER, name)).isFile())
  .sort();

const read = (name: string) => expectationsIn(decodeUtf8(readFileSync(join(FOLDER, name))));
const expectedOf = (name: string, version: number) =>
  read(name).expected.filter(({ versions }) => versions === undefined || versions.includes(version));

describe.each(FIXTURES)('%s', (name) => {
  it.each(VERSIONS)('under systemd %i', (version) => {
    const { text } = read(name);
    const expected = expectedOf(name, version);
    const found = diagnose(text, { path: `/etc/systemd/system/${name}`, version });
    expect(found.map((one) => diagnosticText(text, one))).toEqual(expected.map(expectationText));
    expected.forEach(({ message }, i) => {
      if (message !== undefined) expect(found[i]!.message).toContain(message);
    });
  });
});

describe('what is said', () => {
  const all = FIXTURES.flatMap((name) => {
    const { text } = read(name);
    return VERSIONS.flatMap((version) => diagnose(text, { path: `/etc/systemd/system/${name}`, version }));
  });

  it('has a namespaced code, a sentence and, where there is more to read, an address', () => {
    for (const { code, message, documentation } of all) {
      expect(code).toMatch(/^(unit|value)\.[a-z0-9-]+$/);
      expect(message).toMatch(/^\S.*[.?)]$/s);
      if (documentation !== undefined) expect(() => new URL(documentation)).not.toThrow();
    }
  });

  it('covers every code that the checks of lines have', () => {
    const codes = new Set(all.map(({ code }) => code));
    const wanted = ['unknown-directive', 'wrong-section', 'newer-directive', 'unknown-section', 'invalid-section-header'];
    wanted.push('missing-equals', 'missing-key', 'outside-section', 'invalid-utf8', 'overridden-assignment');
    wanted.push('renamed-directive', 'deprecated-directive', 'missing-section', 'removed-directive');
    expect(wanted.map((code) => `unit.${code}`).filter((code) => !codes.has(code))).toEqual([]);
  });
});

/** What systemd says of a unit without the number of a line. */
const WHOLE_UNIT = ['unit.service-without-commands', 'unit.timer-without-trigger'];
const WITHOUT_LINE = ['isolate.service'];

const ROOTS: Readonly<Record<number, string | undefined>> = {
  252: process.env.BOOTWRIGHT_IMAGE_252 ?? (systemdVersion() === 252 ? '' : undefined),
  257: process.env.BOOTWRIGHT_IMAGE_257,
  262: process.env.BOOTWRIGHT_IMAGE_262,
};

describe.each(VERSIONS)('systemd %i itself', (version) => {
  const root = ROOTS[version];
  it.skipIf(root === undefined)(`complains about the same lines (needs BOOTWRIGHT_IMAGE_${version})`, () => {
    for (const name of FIXTURES.filter((one) => !one.includes('/') && !WITHOUT_LINE.includes(one))) {
      const { text } = read(name);
      const lines = expectedOf(name, version)
        .filter(({ severity, code }) => /error|warning/.test(severity) && !WHOLE_UNIT.includes(code))
        .map(({ line }) => systemdLine(text, line));
      const { messages } = verify({ [name]: encodeUtf8(text) }, [name], root);
      const theirs = messages.flatMap((message) => (message.line === undefined ? [] : [message.line]));
      expect([name, ...new Set(theirs)]).toEqual([name, ...new Set(lines)]);
    }
  });
});

/** The number systemd gives a line: the last one of those that are joined to it. */
function systemdLine(text: string, line: number): number {
  const lines = text.split('\n');
  let last = line;
  while (/\\$/.test(lines[last] ?? '')) last++;
  return last + 1;
}
