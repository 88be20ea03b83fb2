import type { GraphUnit } from '../units/graph.ts';
import { parseBoolean } from '../values/boolean.ts';
import { splitWords } from '../values/words.ts';

/** `Type=notify-reload` came with it. */
const NOTIFY_RELOAD_SINCE = 253;
/** `RefreshOnReload=` came with it. */
const REFRESH_SINCE = 260;

const REFRESHED = ['extensions', 'credentials'] as const;
type Refreshed = (typeof REFRESHED)[number];

/** `service_can_reload` of service.c. */
export function serviceCanReload(unit: GraphUnit, version: number): boolean {
  const { settings } = unit;
  if (settings.all('Service', 'ExecReload').length > 0) return true;
  if (version >= NOTIFY_RELOAD_SINCE && settings.value('Service', 'Type') === 'notify-reload') return true;
  return version >= REFRESH_SINCE && refreshesOnReload(unit);
}

function refreshesOnReload(unit: GraphUnit): boolean {
  const flags = refreshOnReload(unit);
  if (!flags) return false;
  return (flags.has('extensions') && hasPickedExtensions(unit)) || (flags.has('credentials') && hasCredentials(unit));
}

/** load-fragment.c, `config_parse_service_refresh_on_reload`; undefined when it is not set. */
function refreshOnReload(unit: GraphUnit): ReadonlySet<Refreshed> | undefined {
  let flags: Set<Refreshed> | undefined;
  for (const { section, node } of unit.loaded.assignments) {
    if (section !== 'Service' || node.key !== 'RefreshOnReload') continue;
    flags = withRefreshLine(flags, node.value.text);
  }
  return flags;
}

function withRefreshLine(before: Set<Refreshed> | undefined, text: string): Set<Refreshed> | undefined {
  if (text === '') return undefined;
  const all = parseBoolean(text);
  if (all !== undefined) return new Set(all ? REFRESHED : []);
  const inverted = text.startsWith('~');
  const { words, invalid } = splitWords(inverted ? text.slice(1) : text);
  const named = words.map(({ word }) => REFRESHED.find((flag) => flag === word));
  if (invalid || named.includes(undefined)) return before;
  const given = REFRESHED.filter((flag) => named.includes(flag));
  // A first line that leaves something out starts from the default, which is the extensions.
  const after = new Set<Refreshed>(before ?? (inverted ? ['extensions'] : []));
  for (const flag of given) {
    if (inverted) after.delete(flag);
    else after.add(flag);
  }
  return after;
}

/** execute.c, `exec_context_has_vpicked_extensions`. */
function hasPickedExtensions(unit: GraphUnit): boolean {
  const lines = [
    ...unit.settings.all('Service', 'ExtensionImages'),
    ...unit.settings.all('Service', 'ExtensionDirectories'),
  ];
  const picked = lines.some(({ node }) => splitWords(node.value.text).words.some(({ word }) => usesVpick(word)));
  return picked && unit.settings.all('Service', 'ExecStart').length > 0;
}

/** vpick.c, `path_uses_vpick`: `DIR/NAME.SUFFIX.v` or `DIR.v/NAME___.SUFFIX`; mount options may follow a colon. */
function usesVpick(path: string): boolean {
  const [folder = '', name] = path.split(':')[0]!.replace(/\/+$/, '').split(/\/+/).slice(-2);
  return name !== undefined && (name.endsWith('.v') || (name.includes('___') && folder.endsWith('.v')));
}

/** credential.c, `exec_context_has_credentials`. */
function hasCredentials({ settings }: GraphUnit): boolean {
  const keys = [
    'SetCredential',
    'SetCredentialEncrypted',
    'LoadCredential',
    'LoadCredentialEncrypted',
    'ImportCredential',
  ];
  return keys.some((key) => settings.all('Service', key).length > 0);
}
