import type { Stages, TimesFound } from './measurementFormats.ts';

/** Of sd-messages.h: a unit is being started, is started, has failed to; and the whole boot is done (two forms). */
const STARTING = '7d4958e842da4a758f6c1cdc7b36dcc5';
const STARTED = '39f53479d3a045ac8e11786248231fbf';
const FAILED = 'be02cf6855d2428ba40df7e9d022f03d';
const FINISHED = ['b07a249cd024414a82dd00cd181378ff', 'eed00a68ffd84e31882105fd973abdd1'];

const STAGES: Readonly<Record<string, keyof Stages>> = {
  FIRMWARE_USEC: 'firmware',
  LOADER_USEC: 'loader',
  KERNEL_USEC: 'kernel',
  INITRD_USEC: 'initrd',
  USERSPACE_USEC: 'userspace',
};

type Entry = Readonly<Record<string, unknown>>;

/**
 * Reads `journalctl -o json`: one entry a line, of which those count that the system's manager wrote until it said that
 * the boot is done. Of several boots the last one counts. A unit that is started with no word before takes no time. What
 * an initrd starts under the same name comes first, so the later start counts.
 */
export function readJournal(text: string, found: TimesFound): void {
  const entries = text.split('\n').flatMap(managerEntry);
  const boot = entries.at(-1)?._BOOT_ID;
  const begun = new Map<string, number>();
  for (const entry of entries) {
    if (entry._BOOT_ID !== boot) continue;
    if (FINISHED.includes(String(entry.MESSAGE_ID))) {
      for (const [field, stage] of Object.entries(STAGES)) {
        const took = Number(entry[field]);
        if (entry[field] !== undefined && Number.isSafeInteger(took)) found.stage(stage, took);
      }
      return;
    }
    readEntry(entry, begun, found);
  }
}

function readEntry(entry: Entry, begun: Map<string, number>, found: TimesFound): void {
  const unit = entry.UNIT;
  const at = timeOf(entry);
  if (typeof unit !== 'string' || at === undefined || entry.JOB_TYPE !== 'start') return;
  if (entry.MESSAGE_ID === STARTING) begun.set(unit, at);
  else if (entry.MESSAGE_ID === STARTED || entry.MESSAGE_ID === FAILED) {
    found.unit(unit, Math.max(at - (begun.get(unit) ?? at), 0));
    begun.delete(unit);
  }
}

/** When the manager wrote it; the journal's own clock when it does not say. */
function timeOf(entry: Entry): number | undefined {
  const at = Number(entry._SOURCE_REALTIME_TIMESTAMP ?? entry.__REALTIME_TIMESTAMP);
  return Number.isSafeInteger(at) ? at : undefined;
}

function managerEntry(line: string): Entry[] {
  if (!line.startsWith('{') || !line.includes('"MESSAGE_ID"')) return [];
  try {
    const entry = JSON.parse(line) as Entry;
    return entry._PID === '1' ? [entry] : [];
  } catch {
    return [];
  }
}
