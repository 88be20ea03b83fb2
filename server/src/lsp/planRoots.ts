import type { SymlinkChange } from '../core/install/plan.ts';
import { hasInitScripts } from '../core/sysv/runlevelTable.ts';
import { type SystemTree, treeOf, walkTree } from '../core/tree/systemTree.ts';
import { pathOf } from '../hosts/host.ts';
import type { LinkWriter } from '../hosts/linkWriter.ts';
import type { ChangeParams, RootSummary } from '../protocol/planning.ts';
import type { RootTree } from './trees.ts';

/** Where units of one's own stand on a machine. */
const ADMINISTRATOR = '/etc/systemd/system';

/** What the client is told of a root. */
export async function summaryOf(root: RootTree, writer: LinkWriter | undefined): Promise<RootSummary> {
  const { uri, system, systemdVersion } = root;
  const readOnly = (await refusalOf(root, writer)) ?? null;
  const initScripts = system && hasInitScripts(root.tree);
  return { uri, system, systemdVersion, machine: isMachine(root), name: nameOfRoot(uri), readOnly, initScripts };
}

/** Whether it is the root of the machine itself. */
export function isMachine({ uri, system }: RootTree): boolean {
  return system && folderOnDisk(uri) === '';
}

/** The folder of a root as a path without a slash at its end, for commands. */
export function folderOnDisk(uri: string): string {
  return pathOf(uri).replace(/\/+$/, '');
}

/**
 * Why a change cannot be made; undefined when it can.
 *
 * @param verb without it any verb of systemctl is meant; those are for a machine, and not for a plain folder of units
 */
export async function refusalOf(
  root: RootTree,
  writer: LinkWriter | undefined,
  verb?: ChangeParams['verb'],
  changes: readonly SymlinkChange[] = [],
): Promise<string | undefined> {
  if (!root.system && verb !== 'rename') {
    return `This folder is no system root: the links are those of a machine that has its files in ${ADMINISTRATOR}.`;
  }
  if (!writer) return `The editor has no access to the disk here, so it cannot make links: ${instead(verb)} instead.`;
  return writer.refusal(
    root.uri,
    changes.map(({ path }) => path),
  );
}

/** A root to plan in: of a plain folder the root of a machine that has the folder's files. */
export function treeToPlan({ tree, system }: RootTree): SystemTree {
  if (system) return tree;
  return treeOf([...walkTree(tree)].map(([path, node]) => [path === '/' ? ADMINISTRATOR : ADMINISTRATOR + path, node]));
}

function instead(verb: ChangeParams['verb'] | undefined): string {
  return verb === 'rename' || verb === 'rc-links' ? 'run the shell lines' : 'run the command';
}

function nameOfRoot(uri: string): string {
  const folder = folderOnDisk(uri);
  return folder === '' ? '/' : folder.slice(folder.lastIndexOf('/') + 1);
}
