import type { Diagnostic, Fix } from '../kind.ts';
import { advice, type Judged, optionValue } from './advice.ts';
import { commandsNamed } from './commandsNamed.ts';
import { familyOf } from './dialect.ts';
import { placedIn } from './keptLines.ts';
import type { Placed } from './match.ts';
import type { NtpCommand } from './parse.ts';

/** Keys that are used without being trusted, or without a file that they could be in. */
export function keyAdvice({ commands, beside, complete, sources, dialect }: Judged): Diagnostic[] {
  const ofSources = sources.flatMap((command) => usedBy(command, optionValue(command.wording, 'key')));
  const used = [...ofSources, ...argumentsOf('controlkey', commands)];
  if (!complete) return [];
  const isTrusted = holding(used.length === 0 ? [] : trustedKeys([commands, beside], familyOf(dialect) === 'classic'));
  const list = commandsNamed('trustedkey', commands).at(-1);
  const out: Diagnostic[] = [];
  for (const { command, key } of used) {
    if (isTrusted(key.token.value ?? 0)) continue;
    const { text, span } = placedIn(command, key).token;
    const message = `Key ${text} is in no \`trustedkey\` line and is never accepted.`;
    out.push(advice('key-not-trusted', span, message, fixes(list, text)));
  }
  // Of the keys of its sources NTPsec itself says that they are not there.
  const asked = familyOf(dialect) === 'classic' ? used : used.slice(ofSources.length);
  const [first] = [...asked, ...argumentsOf('trustedkey', commands)];
  if (first && ![commands, beside].some((some) => commandsNamed('keys', some).length > 0)) {
    const { span } = placedIn(first.command, first.key).token;
    out.push(advice('no-keys', span, 'There is no `keys` line: no key is known.'));
  }
  return out;
}

/** A key that a command speaks of, as in its wording. */
interface Used {
  readonly command: NtpCommand;
  readonly key: Placed;
}

function usedBy(command: NtpCommand, key: Placed | undefined): Used[] {
  return key ? [{ command, key }] : [];
}

/** What stands first behind the commands of a name. */
function argumentsOf(wanted: string, commands: readonly NtpCommand[]): Used[] {
  return commandsNamed(wanted, commands).flatMap((one) => usedBy(one, one.wording.placed[1]));
}

/** The classic daemon forgets the list of an earlier `trustedkey` line. */
function trustedKeys(files: readonly (readonly NtpCommand[])[], lastOnly: boolean): { first: number; last: number }[] {
  const lines = files.flatMap((commands) => commandsNamed('trustedkey', commands));
  return (lastOnly ? lines.slice(-1) : lines).flatMap(({ wording: { placed } }) => {
    const ranges: { first: number; last: number }[] = [];
    for (let i = 1; i < placed.length; i++) {
      const value = placed[i]!.token.value;
      if (placed[i]!.token.text === '(') {
        ranges.push({ first: placed[i + 1]?.token.value ?? 0, last: placed[i + 3]?.token.value ?? 0 });
        i += 4;
      } else if (value !== undefined) ranges.push({ first: value, last: value });
    }
    return ranges;
  });
}

/** Tells whether a number is in one of many ranges. */
function holding(ranges: readonly { first: number; last: number }[]): (key: number) => boolean {
  const rising = ranges.filter(({ first, last }) => first <= last).sort((a, b) => a.first - b.first);
  const merged: { first: number; last: number }[] = [];
  for (const { first, last } of rising) {
    const before = merged.at(-1);
    if (before && first <= before.last + 1) before.last = Math.max(before.last, last);
    else merged.push({ first, last });
  }
  return (key) => {
    let low = 0;
    let high = merged.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (merged[middle]!.first <= key) low = middle + 1;
      else high = middle;
    }
    return low > 0 && key <= merged[low - 1]!.last;
  };
}

function fixes(line: NtpCommand | undefined, key: string): Fix[] {
  if (!line) return [];
  const at = { start: line.span.end, end: line.span.end };
  return [{ title: `Add ${key} to \`trustedkey\``, edits: [{ span: at, newText: ` ${key}` }], preferred: true }];
}
