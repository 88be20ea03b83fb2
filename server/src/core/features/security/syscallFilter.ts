import type { Reading } from '../../checks/verify/reading.ts';
import { assignmentsOf } from '../../checks/verify/settings.ts';
import { parseErrno } from '../../values/resource/errnoNames.ts';
import { isKnownSyscall } from '../../values/resource/syscallNames.ts';
import { splitWords } from '../../values/words.ts';
import type { SyscallFilter } from './info.ts';
import { syscallGroup } from './syscallGroups.ts';

/** What becomes of a listed call: the answer of the list, or an error of its own. */
type Entry = 'listed' | 'error';

/** A filter that is being read: the calls, none before the first value. */
interface Draft {
  readonly version: number;
  readonly allowList: boolean;
  readonly calls: Map<string, Entry>;
}

/**
 * The filter that SystemCallFilter= makes: `config_parse_syscall_filter` of core/load-fragment.c, and what
 * `get_security_info` takes of it. A call on an allow list that gets an error is none that is allowed.
 */
export function syscallFilter(unit: Reading): SyscallFilter {
  let draft: Draft | undefined;
  for (const { node } of assignmentsOf(unit, unit.section, 'SystemCallFilter')) {
    const value = node.value.text;
    if (value === '') {
      draft = undefined;
      continue;
    }
    const inverted = value.startsWith('~');
    draft ??= newDraft(!inverted, unit.version);
    for (const { word } of splitWords(inverted ? value.slice(1) : value).words) addWord(draft, word, inverted);
  }
  if (!draft) return { allowList: false, calls: new Set() };
  const { allowList, calls } = draft;
  const counted = [...calls].filter(([, entry]) => !allowList || entry === 'listed');
  return { allowList, calls: new Set(counted.map(([call]) => call)) };
}

/** A list of allowed calls begins with those that no program can do without. */
function newDraft(allowList: boolean, version: number): Draft {
  const draft: Draft = { version, allowList, calls: new Map() };
  if (allowList) seccompParseSyscallFilter(draft, '@default', 'listed', false);
  return draft;
}

/** One `CALL[:ERROR]`; only calls that are taken away may name an error. */
function addWord(draft: Draft, word: string, inverted: boolean): void {
  const colon = word.indexOf(':');
  const name = colon < 0 ? word : word.slice(0, colon);
  const action = colon < 0 ? undefined : word.slice(colon + 1);
  if (name === '') return;
  if (action !== undefined && (!inverted || (action !== 'kill' && parseErrno(action) === undefined))) return;
  seccompParseSyscallFilter(draft, name, action === undefined ? 'listed' : 'error', inverted);
}

/** `seccomp_parse_syscall_filter` of shared/seccomp-util.c; unknown names are passed over. */
function seccompParseSyscallFilter(draft: Draft, name: string, entry: Entry, inverted: boolean): void {
  const { version, allowList, calls } = draft;
  if (name.startsWith('@')) {
    for (const member of syscallGroup(name, version) ?? []) seccompParseSyscallFilter(draft, member, entry, inverted);
  } else if (isKnownSyscall(name, version)) {
    if (inverted !== allowList || (inverted && entry === 'error')) calls.set(name, entry);
    else calls.delete(name);
  }
}
