import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { timezone, timezoneNames } from '../../server/src/core/values/timezone.ts';
import { offsetAt } from '../../server/src/core/values/timezoneOffset.ts';

const ZONEINFO = '/usr/share/zoneinfo';
const RELEASE = /^# version (\S+)/.exec(existsSync(ZONEINFO) ? read('tzdata.zi').toString() : '')?.[1];
/** The release that the table was made of. A newer one may have changed any zone. */
const TABLE_RELEASE = '2025b';

function read(name: string): Buffer {
  const path = join(ZONEINFO, name);
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
}

/** The types of local time in a file of tzfile(5), by the transitions that lead to them. */
function typesInForce(file: Buffer) {
  const counts = (at: number) => [20, 24, 28, 32, 36, 40].map((offset) => file.readUInt32BE(at + offset));
  const [utc, standard, leaps, times, types, chars] = counts(0) as [number, number, number, number, number, number];
  const start = 44 + times * 5 + types * 6 + chars + leaps * 8 + standard + utc;
  const [, , , times64, types64] = counts(start) as [number, number, number, number, number];
  const indexAt = start + 44 + times64 * 8;
  const typesAt = indexAt + times64;
  const names = file.subarray(typesAt + types64 * 6);
  return [...(times64 > 0 ? file.subarray(indexAt, typesAt) : [0])].map((index) => {
    const at = typesAt + index * 6;
    const name = names.subarray(file.readUInt8(at + 5));
    return {
      offset: file.readInt32BE(at),
      daylight: file[at + 4] === 1,
      name: name.toString('latin1').split('\0')[0]!,
    };
  });
}

function zoneFiles(): string[] {
  const files = readdirSync(ZONEINFO, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return files
    .map((entry) => relative(ZONEINFO, join(entry.parentPath, entry.name)))
    .filter((name) => !/^(posix|right)\/|^posixrules$|^localtime$/.test(name))
    .filter((name) => read(name).subarray(0, 4).toString() === 'TZif');
}

describe.skipIf(RELEASE !== TABLE_RELEASE)(`the tz database ${TABLE_RELEASE} (skipped without it)`, () => {
  test('names the same zones', () => {
    expect(timezoneNames()).toEqual(zoneFiles().sort());
  });

  test('has the same offsets and abbreviations', () => {
    for (const name of timezoneNames()) {
      const types = typesInForce(read(name));
      const standard = types.findLast(({ daylight }) => !daylight) ?? types[0]!;
      const daylight = types.findLast((type) => type.daylight) ?? standard;
      expect(timezone(name)).toEqual({
        name,
        standardName: standard.name,
        standardOffset: standard.offset,
        daylightName: daylight.name,
        daylightOffset: daylight.offset,
      });
    }
  });
});

test('clocks of each zone show an offset that the table knows', () => {
  const days = Array.from({ length: 12 }, (_, month) => Date.UTC(2025, month, 1) / 1000);
  for (const name of timezoneNames()) {
    const zone = timezone(name)!;
    const offsets = days.map((day) => offsetAt(zone, day));
    expect([zone.standardOffset, zone.daylightOffset], name).toEqual(expect.arrayContaining(offsets));
  }
});
