import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { timezone } from '../../server/src/core/values/timezone.ts';
import { askCalendar, askTimestamps, findSystemd, type Systemd } from './calendar/ask.ts';
import { calendarAnswer, timestampAnswer } from './calendar/compare.ts';
import { randomCalendar } from './calendar/expressions.ts';
import { seeded } from './calendar/random.ts';
import { randomTimestamp } from './calendar/timestamps.ts';

/**
 * Random calendar events and timestamps, read by systemd and by us. BOOTWRIGHT_SEED asks for others. With
 * BOOTWRIGHT_RECORD set, systemd's answers to a small part go to test/golden as well.
 */
const SEED = Number(process.env.BOOTWRIGHT_SEED ?? 1);
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York'];
const ITERATIONS = 5;
const BATCHES = 4;
const BATCH = 180;

const SYSTEMDS = [
  { name: 'the host', image: undefined, present: true },
  ...['252', '257', '262'].map((version) => {
    const image = process.env[`BOOTWRIGHT_IMAGE_${version}`];
    return { name: `the image of ${version}`, image, present: image !== undefined };
  }),
].map(({ name, image, present }) => ({ name, systemd: present ? findSystemd(image) : undefined }));

describe.each(SYSTEMDS)('systemd-analyze of $name (skipped where there is none)', ({ systemd }) => {
  const cases = ZONES.map((zone) => ({ zone }));

  test.skipIf(!systemd).each(cases)(`calendar events, TZ=$zone, seed ${SEED}`, ({ zone }) => {
    for (let batch = 0; batch < BATCHES; batch++) {
      const { base, answers } = calendarBatch(systemd!, zone, SEED + batch, BATCH);
      const ours = answers.map((answer) => calendarAnswer(systemd!.version, zone, base, ITERATIONS, answer));
      expect(ours).toEqual(answers);
    }
  });

  test.skipIf(!systemd).each(cases)(`timestamps, TZ=$zone, seed ${SEED}`, ({ zone }) => {
    const answers = timestampBatch(systemd!, zone, SEED, 60);
    expect(answers.map(({ timestamp }) => timestampAnswer(systemd!.version, zone, timestamp))).toEqual(answers);
  });
});

function calendarBatch(systemd: Systemd, zone: string, seed: number, size: number) {
  const random = seeded(seed);
  const { standardName, daylightName } = timezone(zone)!;
  // At noon, since the first answer at a time that occurs twice depends on what the process did before.
  const base = 43_200 + 86_400 * random.integer(19_700, 24_800);
  const expressions = Array.from({ length: size }, () => randomCalendar(random, [standardName, daylightName]));
  return { base, answers: askCalendar(systemd, zone, base, ITERATIONS, [...new Set(expressions)]) };
}

function timestampBatch(systemd: Systemd, zone: string, seed: number, size: number) {
  const random = seeded(seed);
  // systemd-analyze of 252 overwrites its own argument before it reads a timestamp in a named zone.
  const namedZones = systemd.version > 252;
  const timestamps = Array.from({ length: size }, () => randomTimestamp(random, namedZones));
  return askTimestamps(systemd, zone, [...new Set(timestamps)]);
}

const RECORDED = ['252', '257', '262'].map((version) => findImage(version));

function findImage(version: string): Systemd | undefined {
  const image = process.env[`BOOTWRIGHT_IMAGE_${version}`];
  return image === undefined ? undefined : findSystemd(image);
}

test.runIf(process.env.BOOTWRIGHT_RECORD)('record answers of all three images', () => {
  const systemds = RECORDED.filter((systemd) => systemd !== undefined);
  expect(systemds.map(({ version }) => version)).toEqual([252, 257, 262]);
  const each = systemds.flatMap((systemd, i) => ZONES.map((zone, j) => ({ systemd, zone, seed: 1000 * i + j })));
  const calendar = each.map(({ systemd, zone, seed }) => {
    const { base, answers } = calendarBatch(systemd, zone, seed, 70);
    return { version: systemd.version, timezone: zone, base, iterations: ITERATIONS, answers };
  });
  const timestamps = each.map(({ systemd, zone, seed }) => {
    return { version: systemd.version, timezone: zone, answers: timestampBatch(systemd, zone, seed, 30) };
  });
  const calendarCommand = 'TZ=TIMEZONE systemd-analyze calendar --iterations=N --base-time=@BASE -- EXPRESSION...';
  mkdirSync('test/golden', { recursive: true });
  write('calendar', { command: calendarCommand, runs: calendar });
  write('timestamp', { command: 'TZ=TIMEZONE systemd-analyze timestamp -- TIMESTAMP', runs: timestamps });
});

function write(name: string, recording: { command: string; runs: readonly { answers: readonly unknown[] }[] }): void {
  const runs = recording.runs.map(({ answers, ...head }) => {
    const lines = answers.map((answer) => `    ${JSON.stringify(answer)}`).join(',\n');
    return `  ${JSON.stringify(head).slice(0, -1)},"answers":[\n${lines}\n  ]}`;
  });
  const command = JSON.stringify(recording.command);
  writeFileSync(`test/golden/${name}.json`, `{"command":${command},"runs":[\n${runs.join(',\n')}\n]}\n`);
}
