import type { AssignmentNode } from '../../parse/unitFile.ts';
import { parseBoolean } from '../../values/boolean.ts';
import { splitWords } from '../../values/words.ts';
import { commandsOf } from './commands.ts';
import { hasCredentials } from './contexts.ts';
import type { Reading } from './reading.ts';
import { type Rule, warn } from './report.ts';
import { assignmentsOf, wordsOf } from './settings.ts';

/** What `service_verify` and `service_can_reload_extensions` of core/service.c (262) say of RefreshOnReload=. */
export const refreshWarnings: readonly Rule[] = [refreshExtensions, refreshCredentials];

const FLAGS = ['extensions', 'credentials'];

/**
 * The flags that were asked for by name, as `config_parse_service_refresh_on_reload` of core/load-fragment.c adds them
 * up; undefined when all were asked for at once or nothing was set, of which systemd does not complain.
 */
function namedFlags(unit: Reading): { flags: ReadonlySet<string>; node: AssignmentNode } | undefined {
  let found: { flags: ReadonlySet<string>; node: AssignmentNode } | undefined;
  for (const { node } of assignmentsOf(unit, 'Service', 'RefreshOnReload')) {
    const flags = node.value.text === '' ? undefined : nextFlags(node.value.text, found?.flags);
    if (node.value.text === '') found = undefined;
    else if (flags) found = { flags, node };
  }
  return found && found.flags.size < FLAGS.length ? found : undefined;
}

function nextFlags(value: string, before: ReadonlySet<string> | undefined): ReadonlySet<string> | undefined {
  const boolean = parseBoolean(value);
  if (boolean !== undefined) return new Set(boolean ? FLAGS : []);
  const inverted = value.startsWith('~');
  const { words, invalid } = splitWords(inverted ? value.slice(1) : value);
  const named = words.map((one) => one.word);
  if (invalid || named.some((one) => !FLAGS.includes(one))) return undefined;
  if (!inverted) return new Set([...(before ?? []), ...named]);
  return new Set([...(before ?? ['extensions'])].filter((one) => !named.includes(one)));
}

function refreshExtensions(unit: Reading) {
  const found = namedFlags(unit);
  if (!found?.flags.has('extensions')) return undefined;
  if (!usesVersionedExtensions(unit)) {
    return warn(
      unit,
      'refresh-extensions-without-versions',
      found.node,
      'RefreshOnReload=extensions has no effect: no ExtensionImages= or ExtensionDirectories= names a versioned path (NAME.v). Use one, or take extensions out.',
    );
  }
  if (commandsOf(unit, 'ExecStart').length > 0) return undefined;
  return warn(
    unit,
    'refresh-extensions-without-exec-start',
    found.node,
    'RefreshOnReload=extensions has no effect without ExecStart=, as there is no main process.',
  );
}

/** `path_uses_vpick` of shared/vpick.c: `NAME.v`, or `NAME___` in a folder `...v`. */
function usesVersionedExtensions(unit: Reading): boolean {
  const sources = ['ExtensionImages', 'ExtensionDirectories'].flatMap((key) => wordsOf(unit, 'Service', key));
  return sources.some(({ value }) => {
    const path = value.split(':', 1)[0]!.replace(/\/+$/, '');
    return /\.v$/.test(path) || /\.v\/+[^/]*___[^/]*$/.test(path);
  });
}

function refreshCredentials(unit: Reading) {
  const found = namedFlags(unit);
  if (!found?.flags.has('credentials') || hasCredentials(unit)) return undefined;
  return warn(
    unit,
    'refresh-credentials-without-credentials',
    found.node,
    'RefreshOnReload=credentials needs credentials: none are set, and then none can come on reload. Add LoadCredential= or take credentials out.',
  );
}
