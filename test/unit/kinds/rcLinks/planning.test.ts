import { describe, expect, it } from 'vitest';
import { listingText } from '../../../../server/src/core/kinds/rcLinks/listing.ts';
import { planListing } from '../../../../server/src/core/kinds/rcLinks/planning.ts';
import { DIRECTORY, fileNode, linkNode } from '../../../../server/src/core/tree/node.ts';
import { judge, PLAIN, root } from './ask.ts';

const tree = root({ crond: PLAIN, ntpd: PLAIN }, ['rc3.d/S90crond', 'rc3.d/K74ntpd'], {
  '/etc/rc3.d/README': fileNode('x'),
  '/etc/rc3.d/S10odd\nname': linkNode('x'),
  '/etc/rc5.d': linkNode('rc3.d'),
});
const LISTING = [
  '# The links of runlevel 3 in /etc/rc3.d. Saving shows what would change before anything is written.',
  'K74ntpd -> ../init.d/ntpd',
  'S90crond -> ../init.d/crond',
  '# README stays as it is: it is no link.',
  '# S10odd\ufffdname stays as it is: it is no link.',
  '',
].join('\n');

describe('a folder as a listing', () => {
  it('has a line for each link that one can hold', () => {
    expect(listingText(tree, '/etc/rc3.d')).toBe(LISTING);
    expect(judge(LISTING, { tree })).toEqual([]);
    expect(planListing(tree, '/etc/rc3.d', LISTING).changes).toEqual([]);
  });

  it('shows names alone where a browser cannot tell more', () => {
    const unknown = {
      ...root({}, [], { '/etc/rc3.d/S90crond': fileNode(''), '/etc/rc3.d/README': fileNode('') }),
      modesUnknown: true,
    };
    const text = listingText(unknown, '/etc/rc3.d');
    expect(text).toContain('\nS90crond\n# README');
    expect(planListing(unknown, '/etc/rc3.d', text).changes).toEqual([]);
  });
});

describe('a saved listing', () => {
  const edited = (from: string | RegExp, to: string) => planListing(tree, '/etc/rc3.d', LISTING.replace(from, to));

  it.each<[what: string, from: string | RegExp, to: string, changes: string[], summary: string[]]>([
    [
      'renumbered',
      'S90crond',
      'S85crond',
      ['- S90crond', '+ S85crond -> ../init.d/crond'],
      ['Runlevel 3 will start crond at 85 instead of 90.'],
    ],
    [
      'turned off',
      'S90crond',
      'K10crond',
      ['- S90crond', '+ K10crond -> ../init.d/crond'],
      ['Runlevel 3 will stop crond instead of starting it.'],
    ],
    ['removed', /K74.*\n/, '', ['- K74ntpd'], ['Runlevel 3 no longer stops ntpd.']],
    ['added', '# README', 'S99ntpd\n# README', ['+ S99ntpd -> ../init.d/ntpd'], ['Runlevel 3 will start ntpd.']],
    [
      'led elsewhere',
      '../init.d/crond',
      '/opt/crond',
      ['- S90crond', '+ S90crond -> /opt/crond'],
      ['S90crond will lead to /opt/crond.'],
    ],
    ['put in another order', /(K.*\n)(S.*\n)/, '$2$1', [], []],
    [
      'given a name that is none',
      'S90crond',
      'crond',
      ['- S90crond', '+ crond -> ../init.d/crond'],
      ['crond is made.', 'Runlevel 3 no longer starts crond.'],
    ],
  ])('%s', (_what, from, to, changes, summary) => {
    const plan = edited(from, to);
    expect(
      plan.changes.map(
        (change) =>
          `${change.op === 'unlink' ? '-' : '+'} ${change.path.slice('/etc/rc3.d/'.length)}${change.op === 'symlink' ? ` -> ${change.target}` : ''}`,
      ),
    ).toEqual(changes);
    expect(plan.summary).toEqual(summary);
    expect(plan.exitStatus).toBe(0);
    expect(plan.tree.node('/etc/rc3.d/README')).toBeDefined();
  });

  it.each<[from: string, to: string, message: string]>([
    ['S90crond', 'K74ntpd', 'Line 3: K74ntpd is listed twice.'],
    ['S90crond ->', 'S90crond =>', 'Line 3: this is no link.'],
    ['S90crond', 'README', 'Line 3: there is a README that is no link.'],
    ['../init.d/crond', '', 'Line 3: S90crond has an arrow but no target.'],
    ['S90crond', '..', 'Line 3: .. cannot be the name of a link.'],
  ])('%s that becomes %s is refused', (from, to, message) => {
    const plan = edited(from, to);
    expect(plan.messages.map(({ text }) => text)).toEqual([message]);
    expect([plan.exitStatus, plan.changes]).toEqual([1, []]);
  });

  it('goes to where a folder that is a link leads', () => {
    expect(planListing(tree, '/etc/rc5.d', '').changes.map(({ path }) => path)).toEqual([
      '/etc/rc3.d/K74ntpd',
      '/etc/rc3.d/S90crond',
    ]);
    expect(planListing(tree, '/etc/rc2.d', '').messages[0]?.text).toBe('There is no folder /etc/rc2.d.');
    expect(planListing(root({}, [], { '/etc/rc2.d': DIRECTORY }), '/etc/rc2.d', 'S90crond\n').changes).toHaveLength(1);
  });
});
