import { describe, expect, it } from 'vitest';
import { systemdVersion, verify } from '../../oracle/systemdAnalyze.mjs';
import { everyDirective, isWhole, nameOf, offeredFor } from './offered.ts';

const wanted = process.env.BOOTWRIGHT_LIVE === '1';
/** Where the systemd of each version is: this machine's own, or an image. */
const ROOTS: Readonly<Record<number, string | undefined>> = wanted
  ? {
      252: process.env.BOOTWRIGHT_IMAGE_252 ?? (systemdVersion() === 252 ? '' : undefined),
      257: process.env.BOOTWRIGHT_IMAGE_257,
      262: process.env.BOOTWRIGHT_IMAGE_262,
    }
  : {};

/** All offers of a version, one line each, in one file per section. */
function files(version: number): Record<string, string> {
  const units: Record<string, string> = {};
  for (const { type, section, row } of everyDirective(version)) {
    const name = nameOf(type);
    // Which personalities there are hangs on the machine that runs the test.
    if (row.key === 'Personality') continue;
    const values = offeredFor(section, row.key, { path: `/etc/systemd/system/${name}`, version }).filter(isWhole);
    // Only the first Unit= or the like counts, so that a second one is complained about.
    const lines = values
      .slice(0, row.kind === 'unit-name' ? 1 : undefined)
      .map(({ edit }) => `${row.key}=${edit.newText}\n`);
    const file = name.replace(/^test/, `test-${section.toLowerCase()}`);
    units[file] = (units[file] ?? `[${section}]\n`) + lines.join('');
  }
  return units;
}

describe.each([252, 257, 262])('systemd %i', (version) => {
  const root = ROOTS[version];
  it.skipIf(root === undefined)(
    `takes every value that is offered (needs BOOTWRIGHT_LIVE=1 and systemd ${version}, or BOOTWRIGHT_IMAGE_${version})`,
    () => {
      const units = files(version);
      const { messages } = verify(units, Object.keys(units), root);
      const complaints = messages
        .filter(({ line }) => line !== undefined)
        .map(({ file, line, text }) => `${units[file!]!.split('\n')[line! - 1]}: ${text}`);
      expect(complaints).toEqual([]);
      expect(Object.values(units).join('').split('\n').length).toBeGreaterThan(8000);
    },
  );
});
