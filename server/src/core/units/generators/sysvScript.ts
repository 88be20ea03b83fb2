import { physicalLines } from '../../parse/lines.ts';

/** What the head of an init script says, as systemd reads it. */
export interface SysvScript {
  readonly hasLsb: boolean;
  readonly description: string | undefined;
  readonly pidFile: string | undefined;
  /** Whether a line about its usage offers `reload`. */
  readonly reload: boolean;
  /** The lines that name facilities, in order: the words that follow. */
  readonly facilities: readonly { readonly kind: 'provides' | 'after' | 'before'; readonly text: string }[];
}

type State = 'normal' | 'description' | 'lsb' | 'lsb-description' | 'usage-continuation';
const BLANKS = /^[ \t\n\r]+|[ \t\n\r]+$/g;
/** From this version on blanks before the first `#` of a line are gone when its indentation is looked at. */
const STRIPPED_SINCE = 257;

/** Reads an init script: sysv-generator.c, `load_sysv`. */
export function readSysvScript(text: string, version: number): SysvScript {
  const found = { short: '', long: '', chkconfig: '' };
  const facilities: { kind: 'provides' | 'after' | 'before'; text: string }[] = [];
  let state = 'normal' as State;
  let hasLsb = false;
  let reload = false;
  let pidFile: string | undefined;
  for (const { span, contentEnd } of physicalLines(text)) {
    const raw = text.slice(span.start, contentEnd);
    const line = raw.replace(BLANKS, '');
    if (!line.startsWith('#')) {
      if (state === 'usage-continuation' || (state === 'normal' && /usage/i.test(line))) {
        reload ||= offersReload(line);
        state = !offersReload(line) && line.endsWith('\\') ? 'usage-continuation' : 'normal';
      }
      continue;
    }
    if (state === 'normal' && line === '### BEGIN INIT INFO') {
      state = 'lsb';
      hasLsb = true;
      continue;
    }
    if ((state === 'lsb' || state === 'lsb-description') && line === '### END INIT INFO') {
      state = 'normal';
      continue;
    }
    const comment = line.slice(1).replace(/^[ \t\n\r]+/, '');
    if (state === 'normal') {
      const value = after(comment, 'description:');
      const pid = after(comment, 'pidfile:');
      if (value !== undefined) {
        if (comment.endsWith('\\')) state = 'description';
        found.chkconfig = value.replace(/\\$/, '').replace(BLANKS, '');
      } else if (pid?.startsWith('/')) pidFile = pid;
    } else if (state === 'description') {
      if (!comment.endsWith('\\')) state = 'normal';
      found.chkconfig = joined(found.chkconfig, comment.replace(/\\$/, '').replace(BLANKS, ''));
    } else if (state !== 'usage-continuation') {
      const indented = /^#(?:\t| {2})/.test(version < STRIPPED_SINCE ? raw.replace(/[ \t\n\r]+$/, '') : line);
      state = lsbLine(comment, state, indented);
    }
  }
  const description = found.short || found.chkconfig || found.long;
  return {
    hasLsb,
    description: description === '' ? undefined : `${hasLsb ? 'LSB' : 'SYSV'}: ${description}`,
    pidFile,
    reload,
    facilities,
  };

  /** A line between the marks of the LSB header; gives the state after it. */
  function lsbLine(comment: string, before: State, indented: boolean): State {
    for (const [kind, name] of FACILITIES) {
      const names = after(comment, name);
      if (names === undefined) continue;
      facilities.push({ kind, text: names });
      return 'lsb';
    }
    const long = after(comment, 'Description:');
    if (long !== undefined) {
      found.long = long;
      return 'lsb-description';
    }
    const short = after(comment, 'Short-Description:');
    if (short !== undefined) {
      found.short = short;
      return 'lsb';
    }
    if (before !== 'lsb-description' || !indented) return 'lsb';
    found.long = joined(found.long, comment);
    return before;
  }
}

const FACILITIES = [
  ['provides', 'Provides:'],
  ['after', 'Required-Start:'],
  ['after', 'Should-Start:'],
  ['before', 'X-Start-Before:'],
  ['after', 'X-Start-After:'],
] as const;

/** The rest of a line behind a word, whatever its case; undefined when it starts otherwise. */
function after(line: string, word: string): string | undefined {
  return line.slice(0, word.length).toLowerCase() === word.toLowerCase()
    ? line.slice(word.length).replace(BLANKS, '')
    : undefined;
}

function joined(first: string, second: string): string {
  return [first, second].filter((part) => part !== '').join(' ');
}

/** `usage_contains_reload`. */
function offersReload(line: string): boolean {
  return /\{reload[|}"]|\|reload[|}"]/i.test(line);
}
