import { parseUnitFile } from '../parse/unitFile.ts';
import { parseSec } from '../values/timespan.ts';
import type { AnacronTimer } from './system.ts';

/** What a timer unit says about when it starts anacron. Only calendar expressions are looked at. */
export function anacronTimerIn(text: string): AnacronTimer {
  let calendar: string[] = [];
  let randomDelay = 0;
  let persistent = false;
  for (const section of parseUnitFile(text).sections) {
    if (section.name !== 'Timer') continue;
    for (const node of section.nodes) {
      if (node.type !== 'assignment') continue;
      const value = node.value.text;
      if (node.key === 'OnCalendar') calendar = value === '' ? [] : [...calendar, value];
      if (node.key === 'RandomizedDelaySec') randomDelay = secondsIn(value);
      if (node.key === 'Persistent') persistent = /^(?:1|y(?:es)?|t(?:rue)?|on)$/i.test(value);
    }
  }
  return { calendar, randomDelay, persistent };
}

function secondsIn(value: string): number {
  const span = parseSec(value);
  return typeof span === 'bigint' ? Number(span / 1_000_000n) : 0;
}
