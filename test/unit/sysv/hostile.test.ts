import { describe, expect, it } from 'vitest';
import { planInsserv } from '../../../server/src/core/sysv/plan/insserv.ts';
import { planUpdateRcD } from '../../../server/src/core/sysv/plan/updateRcD.ts';
import { simulateRc } from '../../../server/src/core/sysv/rc/simulate.ts';
import { fileNode, linkNode, type TreeNode } from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';

const header = (...lines: string[]) =>
  fileNode(['### BEGIN INIT INFO', ...lines.map((line) => `# ${line}`), '### END INIT INFO', ''].join('\n'), true);
const script = (name: string, needs: string) =>
  header(`Provides: ${name}`, `Required-Start: ${needs}`, 'Required-Stop:', 'Default-Start: 2', 'Default-Stop: 0');

function tree(nodes: Readonly<Record<string, TreeNode>>) {
  return treeOf(Object.entries({ '/etc/insserv.conf': fileNode(''), ...nodes }));
}

const texts = (plan: { messages: readonly { text: string }[] }) => plan.messages.map(({ text }) => text).join('\n');

describe('hostile trees', () => {
  it('are refused when scripts need each other in a circle', () => {
    const plan = planInsserv(tree({ '/etc/init.d/a': script('a', 'b'), '/etc/init.d/b': script('b', 'a') }), [
      'a',
      'b',
    ]);
    expect(plan).toMatchObject({ exitStatus: 1, changes: [] });
    expect(texts(plan)).toContain('circle');
  });

  it('are refused when something needed is missing', () => {
    const plan = planInsserv(tree({ '/etc/init.d/a': script('a', 'gone') }), ['a']);
    expect(plan).toMatchObject({ exitStatus: 1, changes: [] });
    expect(texts(plan)).toContain('gone has to be enabled to use a.');
  });

  it('are refused when facilities hold each other, or a header has no end', () => {
    const conf = fileNode('$x $y\n$y $x\n');
    const circle = planInsserv(tree({ '/etc/insserv.conf': conf, '/etc/init.d/a': script('a', '$x') }), ['a']);
    expect(circle.exitStatus).toBe(1);
    const open = planInsserv(tree({ '/etc/init.d/a': fileNode('### BEGIN INIT INFO\n', true) }), ['a']);
    expect(texts(open)).toContain('### END INIT INFO');
  });

  it('with links in circles change nothing', () => {
    const nodes = { '/etc/init.d/a': linkNode('./a'), '/etc/rc2.d/S01a': linkNode('../rc2.d/S01a') };
    expect(simulateRc(tree(nodes), { flavor: 'redhat', from: 'N', to: '2', locks: [] }).steps).toEqual([]);
    expect(planUpdateRcD(tree({ '/etc/init.d/a': linkNode('./a') }), ['a', 'defaults']).exitStatus).toBe(1);
  });

  it('with 5,000 links are answered', () => {
    const nodes: Record<string, TreeNode> = {};
    for (let index = 0; index < 5000; index++) {
      nodes[`/etc/init.d/s${index}`] = fileNode('#!/bin/sh\n', true);
      nodes[`/etc/rc2.d/S${String(index % 100).padStart(2, '0')}s${index}`] = linkNode(`../init.d/s${index}`);
    }
    const answer = simulateRc(tree(nodes), { flavor: 'redhat', from: 'N', to: '2', locks: ['s7'] });
    expect([answer.steps.length, answer.skipped.length]).toEqual([4999, 1]);
    const debian = simulateRc(tree(nodes), { flavor: 'debian', from: 'N', to: '2', locks: [] });
    expect(debian.steps).toHaveLength(5000);
  });
});
