import { chase } from '../../tree/chase.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import { confFilesList } from '../confFiles.ts';
import { readUnitText } from '../readUnitFile.ts';
import type { UnitRoot } from '../unitRoot.ts';
import type { Outputs } from './stdio.ts';

const FOLDERS = ['/etc/systemd', '/run/systemd', '/usr/local/lib/systemd', '/usr/lib/systemd'];
/** From this version on the main file may stand in any of the folders. */
const ANYWHERE_SINCE = 256;
const OBSOLETE: Readonly<Record<string, string>> = { syslog: 'journal', 'syslog+console': 'journal+console' };
/** What `config_parse_output_restricted` of core/main.c takes: nothing that needs a name or a socket. */
const OUTPUTS: ReadonlySet<string> = new Set([
  'inherit',
  'null',
  'tty',
  'kmsg',
  'kmsg+console',
  'journal',
  'journal+console',
]);

/** `DefaultStandardOutput=` and `DefaultStandardError=` of system.conf and its drop-ins: core/main.c, `parse_config_file`. */
export function defaultOutputs(root: UnitRoot): Outputs {
  const { tree, version } = root;
  const name = root.scope === 'system' ? 'system.conf' : 'user.conf';
  const homes = version >= ANYWHERE_SINCE ? FOLDERS : FOLDERS.slice(0, 1);
  const main = homes.map((folder) => `${folder}/${name}`).find((path) => chase(tree, path).found);
  const folders = FOLDERS.map((folder) => `${folder}/${name}.d`).filter((path) => chase(tree, path).found);
  const dropIns = folders.length === 0 ? [] : confFilesList(tree, folders, '.conf', version);
  let outputs: Outputs = { output: 'journal', error: 'inherit' };
  for (const path of main === undefined ? dropIns : [main, ...dropIns]) outputs = read(tree, path, version, outputs);
  return outputs;
}

function read(tree: SystemTree, path: string, version: number, before: Outputs): Outputs {
  const end = chase(tree, path);
  if (!end.found || end.node.type !== 'file' || end.node.content === undefined) return before;
  let { output, error } = before;
  for (const { section, node } of readUnitText(path, end.node.content, version).assignments) {
    const value = OBSOLETE[node.value.text] ?? node.value.text;
    if (section !== 'Manager' || !OUTPUTS.has(value)) continue;
    if (node.key === 'DefaultStandardOutput') output = value;
    else if (node.key === 'DefaultStandardError') error = value;
  }
  return { output, error };
}
