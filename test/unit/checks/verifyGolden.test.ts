import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codesOf } from './verifyCodes.ts';

interface Recording {
  readonly systemd: number;
  readonly command: string;
  /** What systemd said of each unit as a whole, as codes; `fails` where it only said that the unit does not load. */
  readonly units: readonly { readonly name: string; readonly text: string; readonly systemd: readonly string[] }[];
}

/** Recorded by test/oracle/verify-rules.mjs. */
function recording(version: number): Recording {
  return JSON.parse(readFileSync(new URL(`../../golden/verify-rules-${version}.json`, import.meta.url), 'utf8'));
}

describe.each([252, 257, 262])('units as a whole, as systemd %i judges them', (version) => {
  const { systemd, units } = recording(version);

  test(`the recording is of systemd ${version}`, () => {
    expect(systemd).toBe(version);
    expect(units.length).toBeGreaterThan(300);
  });

  test.each(units.map((unit, index) => ({ ...unit, index })))('$index $name', (unit) => {
    expect(codesOf(unit.name, unit.text, version), unit.text).toEqual(unit.systemd);
  });
});
