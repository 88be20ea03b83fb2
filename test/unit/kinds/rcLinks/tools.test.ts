import { describe, expect, it } from 'vitest';
import { rootLinkFindings } from '../../../../server/src/core/kinds/rcLinks/folderFindings.ts';
import { planChkconfig } from '../../../../server/src/core/sysv/plan/chkconfig.ts';
import { planInsserv } from '../../../../server/src/core/sysv/plan/insserv.ts';
import { DIRECTORY, fileNode, type TreeNode } from '../../../../server/src/core/tree/node.ts';
import type { SystemTree } from '../../../../server/src/core/tree/systemTree.ts';
import { lsb, root } from './ask.ts';

/** Numbers that are the same in every run. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * limit);
  };
}

/** Scripts that need some of those before them, so that there is no circle. */
function scripts(next: (limit: number) => number, withChkconfig: boolean): Record<string, TreeNode> {
  const names = Array.from({ length: 4 + next(12) }, (_, n) => `${'zyxwvutsrq'[n % 10]}svc${n}`);
  return Object.fromEntries(
    names.map((name, n) => {
      const some = () => names.filter((_other, at) => at < n && next(4) === 0).join(' ');
      const needs = some();
      const header = {
        Provides: name,
        'Required-Start': needs,
        'Required-Stop': next(2) === 0 ? needs : some(),
        'Should-Start': some(),
        'Default-Start': '2 3 4 5',
        'Default-Stop': '0 1 6',
      };
      return [name, lsb(header, withChkconfig ? `2345 ${10 + next(40)} ${50 + next(40)}` : '')];
    }),
  );
}

const told = (tree: SystemTree) =>
  rootLinkFindings(tree).flatMap(({ findings }) =>
    findings.map(({ path, diagnostic }) => `${path} ${diagnostic.code}`),
  );

const folders = (levels: string) => Object.fromEntries([...levels].map((level) => [`/etc/rc${level}.d`, DIRECTORY]));

describe('links as the tools make them', () => {
  it("there is nothing to say about insserv's", () => {
    const next = dice(11);
    for (let round = 0; round < 60; round++) {
      const more = {
        '/etc/insserv.conf': fileNode(''),
        '/etc/init.d/.legacy-bootordering': fileNode(''),
        ...folders('0123456S'),
      };
      const made = scripts(next, false);
      const plan = planInsserv(root(made, [], more), Object.keys(made));
      expect([plan.exitStatus, plan.changes.length > 0]).toEqual([0, true]);
      expect(told(plan.tree), `round ${round}`).toEqual([]);
    }
  });

  it("there is nothing to say about chkconfig's", () => {
    const next = dice(13);
    for (let round = 0; round < 60; round++) {
      const made = scripts(next, true);
      let tree = root(made, [], { '/etc/redhat-release': fileNode('x'), ...folders('0123456') });
      for (const name of Object.keys(made)) tree = planChkconfig(tree, ['--add', name]).tree;
      expect(told(tree), `round ${round}`).toEqual([]);
    }
  });

  it('there is, once two of them have changed places', () => {
    const tree = root(
      {
        a: lsb({ Provides: 'a', 'Default-Start': '3' }),
        b: lsb({ Provides: 'b', 'Required-Start': 'a', 'Default-Start': '3' }),
      },
      ['rc3.d/S02a', 'rc3.d/S01b'],
      { '/etc/insserv.conf': fileNode(''), '/etc/debian_version': fileNode('x') },
    );
    expect(told(tree)).toEqual(['/etc/rc3.d/S01b rc-links.order']);
  });
});
