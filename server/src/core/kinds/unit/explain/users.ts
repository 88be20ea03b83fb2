import { parseBoolean } from '../../../values/boolean.ts';
import { parseUid } from '../../../values/users.ts';
import { settingsOf } from '../document.ts';
import type { Ask, Explainer } from './ask.ts';
import { code } from './markdown.ts';
import { expandKnown } from './specifier.ts';

/** Ranges of ids with a purpose: systemd's list of users and groups, UIDS-GIDS. */
const RANGES: readonly (readonly [first: number, last: number, words: string])[] = [
  [0, 0, 'root'],
  [1, 999, 'of the system'],
  [1000, 60000, 'of a person'],
  [60001, 60513, 'of a home that systemd-homed manages'],
  [61184, 65519, 'that systemd hands out for `DynamicUser=`'],
  [65534, 65534, 'nobody'],
];

/** The user that the unit's processes run as. */
export const explainUser: Explainer = (ask) => nameWords(ask, 'user');

/** The group of the unit's processes. */
export const explainGroup: Explainer = (ask) => nameWords(ask, 'group');

function nameWords(ask: Ask, what: 'user' | 'group'): string | undefined {
  const name = expandKnown(ask.value, ask);
  const id = parseUid(name);
  if (id !== undefined) {
    const words = RANGES.find(([first, last]) => first <= id && id <= last)?.[2];
    return `The ${what} with the number **${id}**${words ? `: one ${words}`.replace(/: one (root|nobody)$/, ', $1') : ''}`;
  }
  if (name === 'root') return `**root**: the ${what} that may do everything`;
  if (isDynamic(ask))
    return `The ${what} ${code(name)}, made while the unit runs (\`DynamicUser=yes\`) unless it exists`;
  return undefined;
}

function isDynamic({ document, section }: Ask): boolean {
  return parseBoolean(settingsOf(document.file).value(section, 'DynamicUser') ?? '') === true;
}
