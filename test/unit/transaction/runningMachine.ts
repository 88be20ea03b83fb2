import type { MachineProfile } from '../../../server/src/core/boot/machine/profile.ts';
import { type RunningManager, simulateBoot } from '../../../server/src/core/transaction/running/simulateBoot.ts';
import { fileNode, linkNode, type TreeNode } from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { loadGraph } from '../../../server/src/core/units/dependencies/index.ts';
import { openUnitRoot } from '../../../server/src/core/units/unitRoot.ts';

/** Programs that every machine of these tests has. */
const PROGRAMS = ['true', 'false', 'sleep', 'sh', 'echo', 'daemon'].map((name) => `/bin/${name}`);
const OWN: Readonly<Record<string, string>> = {
  service: '[Service]\n',
  socket: '[Socket]\n',
  timer: '[Timer]\n',
  path: '[Path]\n',
  mount: '[Mount]\n',
};

export interface SmallMachine {
  readonly version?: number;
  /** Units without the lines that all have; a section of its own follows an empty line. */
  readonly units: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, TreeNode>>;
  readonly profile?: MachineProfile;
}

/**
 * Boots `boot.target`, which wants every unit that has a first line `wanted`, on a machine that has nothing but the given
 * units. None has default dependencies. Sections are divided by an empty line: the unit's, then that of its type.
 */
export function bootSmall({ version = 252, units, files = {}, profile = {} }: SmallMachine): RunningManager {
  const nodes: [string, TreeNode][] = PROGRAMS.map((path) => [path, fileNode('#!', true)]);
  nodes.push(['/etc/passwd', fileNode('root:x:0:0::/root:/bin/sh\n')], ['/etc/group', fileNode('root:x:0:\n')]);
  const texts = { 'boot.target': 'AllowIsolate=yes', ...units };
  for (const [name, text] of Object.entries(texts)) {
    const wanted = text.startsWith('wanted');
    const [unit = '', own = ''] = text.replace(/^wanted/, '').split('\n\n');
    const section = OWN[name.slice(name.lastIndexOf('.') + 1)] ?? '';
    const content = `[Unit]\nDefaultDependencies=no\n${unit}\n${section}${own}\n`;
    nodes.push([`/etc/systemd/system/${name}`, fileNode(content)]);
    if (wanted) nodes.push([`/etc/systemd/system/boot.target.wants/${name}`, linkNode(`../${name}`)]);
  }
  const root = openUnitRoot(treeOf([...nodes, ...Object.entries(files)]), version);
  return simulateBoot(loadGraph(root, ['boot.target']), { anchor: 'boot.target', root, profile });
}

/** The states of units as `NAME=ACTIVE/SUB`, for those that are asked for. */
export function statesOf(running: RunningManager, ...names: readonly string[]): string[] {
  return names.map((name) => {
    const state = running.states.get(name);
    return `${name}=${state ? `${state.active}/${state.sub}` : 'none'}`;
  });
}
