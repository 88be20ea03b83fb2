import { describe, expect, it } from 'vitest';
import { lockContract } from '../../../server/src/core/sysv/locks.ts';
import { type RunlevelChange, simulateRc } from '../../../server/src/core/sysv/rc/simulate.ts';
import { DIRECTORY, fileNode, linkNode, type TreeNode } from '../../../server/src/core/tree/node.ts';
import { type SystemTree, treeOf } from '../../../server/src/core/tree/systemTree.ts';

/** Links `rc3.d/S90crond`, with the scripts that they lead to. */
function etc(folder: string, links: readonly string[], more: Readonly<Record<string, TreeNode>> = {}): SystemTree {
  const scripts = links.map((link) => [`${folder}/init.d/${link.replace(/^.*\/.../, '')}`, SCRIPT] as const);
  const made = links.map(
    (link) => [`${folder}/${link}`, linkNode(`../init.d/${link.replace(/^.*\/.../, '')}`)] as const,
  );
  return treeOf([...scripts, ...made, ...Object.entries(more)]);
}

const SCRIPT = fileNode('#!/bin/sh\n', true);
const RC5 = ['rc5.d/K74ntpd', 'rc5.d/S90crond', 'rc5.d/S95anacron'];

function rc(tree: SystemTree, change: Partial<RunlevelChange>) {
  const answer = simulateRc(tree, { flavor: 'redhat', from: '3', to: '5', locks: [], ...change });
  return { ...answer, steps: answer.steps.map(({ action, link }) => `${action} ${link}`) };
}

const reasons = (answer: { skipped: readonly { link: string; reason: string }[] }) =>
  Object.fromEntries(answer.skipped.map(({ link, reason }) => [link, reason.replace(/:.*/, '')]));

describe("Red Hat's rc", () => {
  for (const folder of ['/etc', '/etc/rc.d']) {
    it(`leaves a running service without lock file and a stopped one with it alone, links in ${folder}`, () => {
      const answer = rc(etc(folder, RC5), { locks: ['anacron', 'crond'] });
      expect(answer.steps).toEqual([]);
      expect(reasons(answer)).toEqual({ K74ntpd: 'not up', S90crond: 'already up', S95anacron: 'already up' });
      expect(answer.locksAfter).toEqual(['anacron', 'crond']);
    });

    it(`stops and starts with the locks put right, links in ${folder}`, () => {
      expect(
        simulateRc(etc(folder, RC5), { flavor: 'redhat', from: '3', to: '5', locks: ['anacron', 'ntpd'] }),
      ).toEqual({
        flavor: 'redhat',
        from: '3',
        to: '5',
        steps: [
          { action: 'stop', service: 'ntpd', link: 'K74ntpd' },
          { action: 'start', service: 'crond', link: 'S90crond' },
        ],
        skipped: [{ service: 'anacron', link: 'S95anacron', reason: 'already up: there is /var/lock/subsys/anacron' }],
        locksAfter: ['anacron', 'crond'],
      });
    });
  }

  it('takes a lock file NAME.init for NAME', () => {
    const answer = rc(etc('/etc', RC5), { locks: ['ntpd.init', 'crond.init', 'anacron'] });
    expect(answer.steps).toEqual(['stop K74ntpd']);
    expect(answer.locksAfter).toEqual(['anacron', 'crond.init']);
  });

  it('passes over what cannot be run, and leftovers', () => {
    const tree = etc(
      '/etc',
      ['rc5.d/S10a', 'rc5.d/S11b.rpmsave', 'rc5.d/S12c~', 'rc5.d/S13d.bak', 'rc5.d/S14e.dpkg-old'],
      {
        '/etc/init.d/a': fileNode('', false),
        '/etc/rc5.d/S15gone': linkNode('../init.d/gone'),
        '/etc/rc5.d/README': fileNode('x'),
      },
    );
    const answer = rc(tree, {});
    expect(answer.steps).toEqual(['start S14e.dpkg-old']);
    expect(reasons(answer)).toEqual({
      S10a: 'not executable',
      'S11b.rpmsave': 'ignored',
      'S12c~': 'ignored',
      'S13d.bak': 'ignored',
      S15gone: 'missing',
    });
  });

  it('cuts off three characters, whatever they are', () => {
    expect(rc(etc('/etc', ['rc5.d/Sxxweb']), {}).steps).toEqual(['start Sxxweb']);
  });

  it('runs the last round of killall before halt, and nothing after it', () => {
    const links = ['rc0.d/K10web', 'rc0.d/S00killall', 'rc0.d/S01halt', 'rc0.d/S02late'];
    const tree = etc('/etc', links, { '/etc/init.d/db': SCRIPT, '/etc/init.d/mail.init': SCRIPT });
    const answer = simulateRc(tree, {
      flavor: 'redhat',
      from: '3',
      to: '0',
      locks: ['web', 'db', 'network', 'stale', 'mail'],
    });
    expect(answer.steps).toEqual([
      { action: 'stop', service: 'web', link: 'K10web' },
      { action: 'start', service: 'killall', link: 'S00killall' },
      { action: 'stop', service: 'db', link: 'S00killall' },
      { action: 'stop', service: 'mail', link: 'S00killall' },
      { action: 'start', service: 'halt', link: 'S01halt' },
    ]);
    expect(reasons(answer)).toEqual({ S02late: 'not reached' });
    expect(answer.locksAfter).toEqual(['network']);
  });

  it('follows the script for lock files', () => {
    const careless = fileNode('case "$1" in\nstart) daemon web ;;\nstop) killproc web ;;\nesac\n', true);
    const tree = etc('/etc', ['rc5.d/S10web', 'rc5.d/K10db'], {
      '/etc/init.d/web': careless,
      '/etc/init.d/db': careless,
    });
    expect(rc(tree, { locks: ['db'] })).toMatchObject({ steps: ['stop K10db', 'start S10web'], locksAfter: ['db'] });
  });

  it('does nothing without a folder', () => {
    expect(rc(treeOf([]), {})).toMatchObject({ steps: [], skipped: [] });
  });
});

describe('lockContract', () => {
  it.each<[text: string, creates: string[], removes: string[]]>([
    ['start) touch /var/lock/subsys/web\n;; stop) rm -f /var/lock/subsys/web', ['web'], ['web']],
    ['lockfile=/var/lock/subsys/$prog\nstart) touch $lockfile', ['$prog'], []],
    ['prog=web\nlockfile=/var/lock/subsys/$prog\nstart) touch $lockfile\n[ x ] && rm -f $lockfile', ['web'], ['web']],
    ['start() { :; }\nstart) [ $? = 0 ] && touch /var/lock/subsys/$(basename $0)', ['mine'], []],
    ['start) > /var/lock/subsys/other', ['other'], []],
    ['start)\n# touch /var/lock/subsys/web', [], []],
    ['nothing to see', ['mine'], ['mine']],
  ])('%j', (text, creates, removes) => {
    expect(lockContract(text, 'mine')).toEqual({ creates, removes });
  });
});

describe("Debian's rc by numbers", () => {
  const links = ['rc2.d/K01a', 'rc2.d/S01b', 'rc2.d/S01c', 'rc2.d/S02d', 'rc0.d/K01a', 'rc0.d/S10halt'];
  const debian = (change: Partial<RunlevelChange>, tree = etc('/etc', links)) =>
    rc(tree, { flavor: 'debian', ...change });

  it('stops and starts, whatever is up', () => {
    expect(debian({ to: '2', locks: ['b'] })).toMatchObject({
      steps: ['stop K01a', 'start S01b', 'start S01c', 'start S02d'],
      skipped: [],
      locksAfter: ['b'],
    });
  });

  it('stops nothing while the machine boots', () => {
    const answer = debian({ to: '2', from: 'N' });
    expect(answer.steps).toEqual(['start S01b', 'start S01c', 'start S02d']);
    expect(Object.keys(reasons(answer))).toEqual(['K01a']);
  });

  it('has S links stop at runlevels 0 and 6', () => {
    expect(debian({ to: '0' }).steps).toEqual(['stop K01a', 'stop S10halt']);
  });

  it('runs scripts again when a number has one digit', () => {
    const tree = etc('/etc', ['rc2.d/S01b'], { '/etc/rc2.d/S0x': linkNode('../init.d/b') });
    expect(debian({ to: '2' }, tree).steps).toEqual(['start S01b', 'start S01b', 'start S0x']);
  });

  it('passes over links that lead nowhere', () => {
    const tree = treeOf([
      ['/etc/rc2.d', DIRECTORY],
      ['/etc/rc2.d/S01x', linkNode('../init.d/x')],
    ]);
    expect(reasons(debian({ to: '2' }, tree))).toEqual({ S01x: 'missing' });
  });
});

describe("Debian's rc with startpar", () => {
  const depend = {
    '/etc/init.d/.depend.boot': fileNode('TARGETS = a\n'),
    '/etc/init.d/.depend.start': fileNode('TARGETS = a b d\nINTERACTIVE =\nb: a\n'),
    '/etc/init.d/.depend.stop': fileNode('TARGETS = c b\n'),
  };
  const links = [
    'rc2.d/S09a',
    'rc2.d/S02b',
    'rc2.d/K01c',
    'rc3.d/S09a',
    'rc3.d/K02b',
    'rc3.d/K01c',
    'rc3.d/S03d',
    'rc3.d/S01e',
  ];
  const change = (from: string, to: string, more = {}) =>
    rc(etc('/etc', links, { ...depend, ...more }), { flavor: 'debian', from, to });

  it('goes by what scripts need, not by the numbers', () => {
    expect(change('N', '2').steps).toEqual(['start S09a', 'start S02b']);
  });

  it('leaves out what the runlevel before has too, and what insserv does not know', () => {
    const answer = change('2', '3');
    expect(answer.steps).toEqual(['stop K02b', 'start S03d']);
    expect(reasons(answer)).toEqual({ K01c: 'already stopped', S09a: 'already up', S01e: 'unknown' });
  });

  it('goes by numbers when the old order is asked for', () => {
    expect(change('N', '2', { '/etc/init.d/.legacy-bootordering': fileNode('') }).steps).toEqual([
      'start S02b',
      'start S09a',
    ]);
  });
});
