import { chase } from '../../tree/chase.ts';
import { joinPath, nameOf, type SystemTree } from '../../tree/systemTree.ts';
import { fileAt } from '../layout.ts';
import { InsservError } from './model.ts';

/** The values of a header as insserv reads them; undefined where the line is missing, '' where it is empty. */
export interface InsservHeader {
  provides?: string;
  requiredStart?: string;
  requiredStop?: string;
  shouldStart?: string;
  shouldStop?: string;
  startBefore?: string;
  stopAfter?: string;
  defaultStart?: string;
  defaultStop?: string;
  interactive?: string;
}

const VALUE = ':[ \\t]*([ -~]*)';
const VENDOR = '(?:x[-_]+[a-z0-9_-]*)?';
const KEYS: readonly (readonly [key: keyof InsservHeader, pattern: RegExp])[] = [
  ['provides', keyPattern('provides')],
  ['requiredStart', keyPattern('required[-_]+start')],
  ['requiredStop', keyPattern('required[-_]+stop')],
  ['shouldStart', keyPattern(`${VENDOR}should[-_]+start`)],
  ['shouldStop', keyPattern(`${VENDOR}should[-_]+stop`)],
  ['startBefore', keyPattern(`${VENDOR}start[-_]+before`)],
  ['stopAfter', keyPattern(`${VENDOR}stop[-_]+after`)],
  ['defaultStart', keyPattern('default[-_]+start')],
  ['defaultStop', keyPattern('default[-_]+stop')],
  ['interactive', keyPattern(`${VENDOR}interactive`)],
];

function keyPattern(key: string): RegExp {
  return new RegExp(`^#[ \\t]*${key}${VALUE}`, 'i');
}

/**
 * Reads the header of a script: that of /etc/insserv/overrides, else of /usr/share/insserv/overrides, else its own
 * (insserv.c, `scan_script_defaults`).
 *
 * @param path of the script or of a link to it
 * @param force go on after a header without end
 * @throws InsservError for a header without end
 */
export function readHeader(
  tree: SystemTree,
  path: string,
  force: boolean,
  warn: (text: string) => void,
): InsservHeader {
  const file = fileAt(tree, path);
  if (/^#!\/sbin\/openrc-run/.test(file?.content?.slice(0, 63).replace(/\s/g, '') ?? '')) return {};
  const name = lastName(tree, path);
  for (const folder of ['/etc/insserv/overrides', '/usr/share/insserv/overrides']) {
    const override = fileAt(tree, `${folder}/${name}`)?.content;
    if (override === undefined) continue;
    const read = scanHeader(override, name, force, warn);
    if (read.complete) return read.header;
  }
  return scanHeader(file?.content ?? '', name, force, warn).header;
}

/** The last part of where a path leads: `scriptname`. */
function lastName(tree: SystemTree, path: string): string {
  const end = chase(tree, path);
  return nameOf(end.found ? end.path : path);
}

/** The first target of a link, its last part: the name of the script in the eyes of insserv. */
export function scriptNameOf(tree: SystemTree, folder: string, link: string): string | undefined {
  const node = tree.node(joinPath(folder, link));
  return node?.type === 'symlink' && node.target !== undefined ? nameOf(node.target) : undefined;
}

function scanHeader(text: string, name: string, force: boolean, warn: (text: string) => void) {
  const header: InsservHeader = {};
  let [begun, ended] = [false, false];
  for (const line of text.split('\n')) {
    if (!begun) {
      begun = line.includes('### BEGIN INIT INFO');
      continue;
    }
    for (const [key, pattern] of KEYS) {
      if (header[key] === undefined) {
        const value = pattern.exec(line)?.[1];
        if (value !== undefined) header[key] = value;
      }
    }
    ended = line.includes('### END INIT INFO');
    if (ended) break;
  }
  if (begun && !ended) {
    const sentence = `Script ${name} has no ### END INIT INFO.`;
    if (!force) throw new InsservError(sentence);
    warn(sentence);
  }
  return { header, complete: begun && ended };
}
