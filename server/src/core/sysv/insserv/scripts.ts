import { chase } from '../../tree/chase.ts';
import { joinPath, type SystemTree } from '../../tree/systemTree.ts';
import { isScriptName } from './facilities.ts';

/** `README`, the scripts of sysv-rc itself and the like are no services. */
const NO_SERVICE = /^(?:README|Makefile|skeleton|powerfail)|^(?:core|rx|rcS|rc)$/;
const ODD_START = /^[$.#%_+\-\\*[\]^:()~]/;

/**
 * Why insserv passes over a name in the folder of scripts; undefined for a script that it reads. A link to another script
 * of the folder is passed over, except for `reboot`.
 */
export function whyNoScript(
  tree: SystemTree,
  folder: string,
  name: string,
  filters: readonly string[],
): string | undefined {
  const path = joinPath(folder, name);
  const node = tree.node(path);
  if (node?.type === 'symlink' && name !== 'reboot') {
    if (!node.target?.includes('/')) return 'is a link to another script';
  }
  if (node?.type !== 'symlink' || name !== 'reboot') {
    const end = chase(tree, path);
    if (!end.found || end.node.type !== 'file' || !end.node.executable) return 'is no file that can be run';
  }
  const odd = NO_SERVICE.test(name) || ODD_START.test(name) || name.endsWith('~') || !isScriptName(name, filters);
  return odd ? 'has a name that no service has' : undefined;
}
