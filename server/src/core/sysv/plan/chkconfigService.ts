import type { SystemTree } from '../../tree/systemTree.ts';
import { parseChkconfigHeader } from '../chkconfigHeader.ts';
import { fileAt, initScript, initScripts } from '../layout.ts';
import type { LsbKey } from '../lsbHeader.ts';

/** What chkconfig knows of a script. */
export interface ChkconfigService {
  readonly name: string;
  /** The runlevels in which it is to run. */
  readonly levels: readonly string[];
  readonly start: number;
  readonly stop: number;
  /** What it provides and needs, for scripts with an LSB header. */
  readonly lsb:
    | { readonly provides: readonly string[]; readonly starts: readonly string[]; readonly stops: readonly string[] }
    | undefined;
}

/** Names that chkconfig passes over: copies that editors and rpm left. */
const LEFTOVER = /^\.|[~,]$|\.(?:rpmsave|rpmnew|rpmorig|swp)$/;
/** Of scripts whose header has no numbers. */
const MIDDLE = 50;

/**
 * Reads a script as `readServiceInfo` does: the values of /etc/chkconfig.d/NAME come before its own. Needed are a valid
 * chkconfig line, or an LSB header.
 */
export function chkconfigService(tree: SystemTree, name: string): ChkconfigService | 'missing' | 'unsupported' {
  const content = initScript(tree, name)?.file?.content;
  if (content === undefined) return 'missing';
  const override = fileAt(tree, `/etc/chkconfig.d/${name}`)?.content ?? '';
  const [own, given] = [parseChkconfigHeader(content), parseChkconfigHeader(override)];
  const headers = [chkconfigLsb(override), chkconfigLsb(content)];
  if (own.fault !== undefined && given.values === undefined) return 'unsupported';
  const values = given.values ?? own.values;
  const hasLsb = headers.some(({ isLsb }) => isLsb);
  if (!values && !hasLsb) return 'unsupported';
  const words = (key: LsbKey) => wordsOf(headers, key);
  const stops = words('Default-Stop');
  const levels = [...new Set([...(values?.levels ?? []), ...words('Default-Start')])];
  return {
    name,
    levels: levels.filter((level) => /^[0-6]$/.test(level) && !(hasLsb && stops.includes(level))).sort(),
    start: values?.start ?? MIDDLE,
    stop: values?.stop ?? MIDDLE,
    lsb: hasLsb
      ? {
          provides: [name, ...words('Provides')],
          starts: [...words('Required-Start'), ...words('Should-Start')],
          stops: [...words('Required-Stop'), ...words('Should-Stop')],
        }
      : undefined,
  };
}

/** The LSB keys of a script as chkconfig finds them. */
interface ChkconfigLsb {
  /** Whether a line begins a header; nobody looks for its end. */
  readonly isLsb: boolean;
  readonly words: ReadonlyMap<string, readonly string[]>;
}

/** Keys count in these very letters, and in any comment line of the file. */
function chkconfigLsb(text: string): ChkconfigLsb {
  const words = new Map<string, readonly string[]>();
  let isLsb = false;
  for (const line of text.split('\n')) {
    if (/^[ \t]*### BEGIN INIT INFO/.test(line)) isLsb = true;
    const [, key, value] = /^[ \t]*#[ \t]*([A-Z][A-Za-z-]+):(.*)$/.exec(line) ?? [];
    if (key !== undefined && !words.has(key)) words.set(key, value!.split(/[ \t\r]+/).filter(Boolean));
  }
  return { isLsb, words };
}

function wordsOf(headers: readonly ChkconfigLsb[], key: LsbKey): readonly string[] {
  for (const { words } of headers) {
    const found = words.get(key);
    if (found) return found;
  }
  return [];
}

/** All scripts that chkconfig can work with, sorted by name. */
export function chkconfigServices(tree: SystemTree): ChkconfigService[] {
  return initScripts(tree).flatMap(({ name }) => {
    if (LEFTOVER.test(name)) return [];
    const service = chkconfigService(tree, name);
    return typeof service === 'string' ? [] : [service];
  });
}

/**
 * Raises the start number of each script with an LSB header above, and lowers its stop number below, those of what it
 * needs, until nothing changes: `frobDependencies`. The limits are 99 and 0, so that circles end there.
 */
export function withDependencies(services: readonly ChkconfigService[]): ChkconfigService[] {
  const placed = services.map((service) => ({ ...service }));
  const providers = new Map<string, typeof placed>();
  for (const one of placed) {
    for (const name of one.lsb?.provides ?? [one.name]) providers.set(name, [...(providers.get(name) ?? []), one]);
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const one of placed) {
      const { start, stop } = one;
      for (const name of one.lsb?.starts ?? []) {
        for (const other of providers.get(name) ?? []) {
          if (other !== one && one.start <= other.start) one.start = Math.min(99, other.start + 1);
        }
      }
      for (const name of one.lsb?.stops ?? []) {
        for (const other of providers.get(name) ?? []) {
          if (other !== one && one.stop >= other.stop) one.stop = Math.max(0, other.stop - 1);
        }
      }
      changed ||= one.start !== start || one.stop !== stop;
    }
  }
  return placed;
}
