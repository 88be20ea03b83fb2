import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const TOP = fileURLToPath(new URL('../..', import.meta.url));

/** The codes of diagnostics about roots, and of advice, that stand in the sources. */
function codesInSources(): string[] {
  const core = join(TOP, 'server/src/core');
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => ({ file, text: readFileSync(join(core, file), 'utf8') }));
  const roots = texts.flatMap(({ text }) => [...text.matchAll(/code: '(root\.[a-z-]+)'/g)].map(([, code]) => code!));
  const advice = texts
    .filter(({ file }) => file.startsWith(join('checks', 'advice')))
    .flatMap(({ text }) => [...text.matchAll(/code: '([a-z-]+)'/g)].map(([, code]) => `advice.${code}`));
  return [...new Set([...roots, ...advice])].sort();
}

test('the README has every code of roots and of advice, and no other', () => {
  const rows = [...readFileSync(join(TOP, 'README.md'), 'utf8').matchAll(/^\| `((?:root|advice)\.[a-z-]+)` \|/gm)];
  expect(rows.map(([, code]) => code)).toEqual(codesInSources().sort(byGroup));
  expect(rows.length).toBeGreaterThan(20);
});

/** Roots first. */
function byGroup(a: string, b: string): number {
  const group = (code: string) => (code.startsWith('root.') ? 0 : 1);
  return group(a) - group(b) || (a < b ? -1 : 1);
}
