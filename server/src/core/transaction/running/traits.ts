import { isConditionKey } from '../../boot/conditions/read.ts';
import type { LoadedUnit } from '../../units/load.ts';
import { SETUP_KEYS } from './exec/setup.ts';

/**
 * What the settings of a unit are about, a bit for each subject. Most units have none of these settings, there are many units,
 * and each of them is asked about all of these while it runs.
 */
export const TRAIT = {
  /** Conditions and assertions. */
  conditions: 1 << 0,
  /** How often it may be started. */
  startLimit: 1 << 1,
  /** How long its jobs may take. */
  jobTimeout: 1 << 2,
  /** What is set up for its processes: users, folders, files, where the program is looked for. */
  processes: 1 << 3,
  /** Its share of the processor. */
  priority: 1 << 4,
  runtimeFolders: 1 << 5,
  ExecCondition: 1 << 6,
  ExecStartPre: 1 << 7,
  ExecStart: 1 << 8,
  ExecStartPost: 1 << 9,
  ExecReload: 1 << 10,
  ExecStop: 1 << 11,
  ExecStopPost: 1 << 12,
} as const;

/** Bits of `TRAIT`. */
export type Traits = number;

const KEYS: Readonly<Partial<Record<keyof typeof TRAIT, readonly string[]>>> = {
  startLimit: ['StartLimitIntervalSec', 'StartLimitInterval', 'StartLimitBurst'],
  jobTimeout: ['JobTimeoutSec', 'JobRunningTimeoutSec'],
  processes: SETUP_KEYS,
  priority: ['CPUWeight', 'Nice'],
  runtimeFolders: ['RuntimeDirectory'],
};

const known = new Map<string, Traits>();
const MOST_KNOWN = 5000;

/** All that any line of the unit's files is about. */
export function traitsOf({ assignments }: LoadedUnit): Traits {
  let traits = 0;
  for (let i = 0; i < assignments.length; i++) {
    const { key } = assignments[i]!.node;
    traits |= known.get(key) ?? note(key);
  }
  return traits;
}

function note(key: string): Traits {
  if (known.size >= MOST_KNOWN) known.clear();
  const traits = traitsOfKey(key);
  known.set(key, traits);
  return traits;
}

function traitsOfKey(key: string): Traits {
  if (isConditionKey(key)) return TRAIT.conditions;
  if (key.startsWith('Exec') && Object.hasOwn(TRAIT, key)) return TRAIT[key as keyof typeof TRAIT];
  const subjects = Object.entries(KEYS).filter(([, keys]) => keys.includes(key));
  return subjects.reduce((traits, [subject]) => traits | TRAIT[subject as keyof typeof TRAIT], 0);
}
