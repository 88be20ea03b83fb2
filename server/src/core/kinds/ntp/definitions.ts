import type { Span } from '../../text/span.ts';
import type { Context } from '../kind.ts';
import { addressOf } from './advice.ts';
import { commandsOf, dialectOf, type NtpDocument } from './document.ts';
import { namedPaths } from './files.ts';
import { isThere, pathInRoot } from './links.ts';
import { actingName } from './parse.ts';
import { tokenAt } from './place.ts';

/** A place that a word leads to: in another file of the root, or in this one. */
export interface NtpTarget {
  /** Undefined in the document itself. */
  readonly path?: string;
  /** Undefined at the start of the file. */
  readonly span?: Span;
}

/**
 * Where a word leads: the files behind a path, the clock of a `fudge` line, the key behind its number in the file of
 * keys. Empty where there is nothing.
 */
export function ntpDefinitions(document: NtpDocument, offset: number, context: Context): NtpTarget[] {
  const commands = commandsOf(document, context);
  const found = tokenAt(commands, offset);
  if (!found) return [];
  const { command, index } = found;
  const placed = command.placed[index]!;
  if (placed.role === 'path') {
    const [named] = namedPaths([command], pathInRoot(context), dialectOf(context)).filter(
      (one) => one.placed === placed,
    );
    return named?.path === undefined ? [] : filesAt(named.path, context);
  }
  if (placed.role === 'address' && command.name === 'fudge') {
    const clocks = commands.filter(
      (one) => /^(?:server|peer)$/.test(actingName(one)) && addressOf(one)?.token.text === placed.token.text,
    );
    return clocks.map(({ span }) => ({ span }));
  }
  const isKey = placed.name === 'key' || /^(?:trustedkey|controlkey|requestkey)$/.test(command.name);
  return isKey && placed.role === 'number' ? keyLines(placed.token.value ?? 0, document, context) : [];
}

function filesAt(path: string, context: Context): NtpTarget[] {
  const folder = context.ntp?.files?.folders.get(path);
  if (folder) return folder.map((name) => ({ path: `${path}/${name}` }));
  return isThere(path, context) === true ? [{ path }] : [];
}

function keyLines(key: number, document: NtpDocument, context: Context): NtpTarget[] {
  const line = commandsOf(document, context).findLast(({ name, applied }) => name === 'keys' && applied);
  const path = line?.placed.find(({ role }) => role === 'path')?.token.text;
  const text = path === undefined ? undefined : context.ntp?.files?.texts.get(path);
  const match = text === undefined ? undefined : new RegExp(`^[ \\t]*${key}[ \\t]`, 'm').exec(text);
  if (path === undefined || !match) return [];
  return [{ path, span: { start: match.index, end: match.index + match[0].length } }];
}
