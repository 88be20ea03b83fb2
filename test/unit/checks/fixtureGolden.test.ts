import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../../../server/src/core/text/utf8.ts';
import { complainedLines, sortedOnce } from '../systemdLines.ts';

interface Recording {
  readonly files: Readonly<Record<string, readonly { readonly line?: number; readonly text: string }[]>>;
}

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const UNITS = at('fixtures/units/');
const recipes = JSON.parse(readFileSync(at('fixtures/generated-units.json'), 'utf8')) as Record<
  string,
  [string, number][]
>;
const names = [...readdirSync(UNITS), ...Object.keys(recipes)].sort();

/** Lines on which the answer hangs on the machine that was asked: whether it has a machine ID, a mounted /proc, ... */
const OF_THE_MACHINE: Readonly<Record<string, number>> = { 'specifiers.service': 2 };

/** The text of a fixture: a file, or one that is too big to keep and made from its recipe. */
function textOf(name: string): string {
  const recipe = recipes[name];
  if (recipe) return recipe.map(([text, times]) => text.repeat(times)).join('');
  return decodeUtf8(readFileSync(UNITS + name));
}

describe.each([252, 257, 262])('recorded from systemd %i', (version) => {
  const path = at(`golden/verify-fixtures-${version}.json`);
  const { files }: Recording = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { files: {} };

  it('is every fixture', () => {
    expect(Object.keys(files).sort()).toEqual(names);
  });

  it.each(names)('%s: the same lines', (name) => {
    const lines = files[name]!.flatMap(({ line }) => (line === undefined ? [] : [line]));
    const theirs = lines.filter((line) => line !== OF_THE_MACHINE[name]);
    expect(complainedLines(textOf(name), `/etc/systemd/system/${name}`, version)).toEqual(sortedOnce(theirs));
  });
});
