import { planInsserv } from '../../server/src/core/sysv/plan/insserv.ts';
import { planUpdateRcD } from '../../server/src/core/sysv/plan/updateRcD.ts';
import { simulateRc } from '../../server/src/core/sysv/rc/simulate.ts';
import { fileNode, linkNode, type TreeNode } from '../../server/src/core/tree/node.ts';
import { type SystemTree, treeOf, walkTree } from '../../server/src/core/tree/systemTree.ts';

/** A tree of a case: `-> ` links, `+x ` files that can be run; the tools are there as in the image. */
export function caseTree(files: Readonly<Record<string, string>>): SystemTree {
  const tools = ['/sbin/insserv', '/usr/sbin/update-rc.d'].map((path) => [path, fileNode('', true)] as const);
  return treeOf([...Object.entries(files).map(([path, text]) => [`/etc/${path}`, nodeOf(text)] as const), ...tools]);
}

function nodeOf(text: string): TreeNode {
  if (text.startsWith('-> ')) return linkNode(text.slice(3));
  return text.startsWith('+x ') ? fileNode(text.slice(3), true) : fileNode(text);
}

/** What we say a command does to the links, in the words of the recordings. */
export function answerOf(files: Readonly<Record<string, string>>, command: readonly string[]) {
  const tree = caseTree(files);
  const [tool, ...words] = command;
  if (tool === '/etc/init.d/rc') {
    const answer = simulateRc(tree, { flavor: 'debian', to: words[0]!, from: words[1]!, locks: [] });
    return { ran: answer.steps.map(({ action, link }) => `/etc/rc${words[0]}.d/${link} ${action}`) };
  }
  const options = { remove: words.includes('-r'), force: words.includes('-f') };
  const scripts = words.filter((word) => !word.startsWith('-'));
  const plan = tool === 'insserv' ? planInsserv(tree, scripts, options) : planUpdateRcD(tree, words);
  return { status: plan.exitStatus, links: linksOf(plan.tree) };
}

function linksOf(tree: SystemTree): Record<string, string | undefined> {
  const links: Record<string, string | undefined> = {};
  for (const [path, node] of walkTree(tree, '/etc')) {
    if (node.type === 'symlink' && /^\/etc\/rc.\.d\//.test(path)) links[path.slice('/etc/'.length)] = node.target;
  }
  return Object.fromEntries(Object.entries(links).sort(([a], [b]) => (a < b ? -1 : 1)));
}
