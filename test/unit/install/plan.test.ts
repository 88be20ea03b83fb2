import { describe, expect, it } from 'vitest';
import { type InstallOptions, planInstall, type Verb } from '../../../server/src/core/install/plan.ts';
import { install, root } from './tree.ts';

const LIB = '/usr/lib/systemd/system';
const ETC = '/etc/systemd/system';

interface Case {
  readonly what: string;
  readonly files: Readonly<Record<string, string | null>>;
  readonly verb: Verb;
  readonly args?: readonly string[];
  readonly options?: Partial<InstallOptions>;
  /** `PATH -> TARGET` for a link made, `- PATH` for one removed. */
  readonly changes?: readonly string[];
  readonly status?: number;
  readonly output?: readonly string[];
  /** A part of one of the messages. */
  readonly says?: string;
}

const FOO = { [`${LIB}/foo.service`]: install('WantedBy=multi-user.target'), '/lib': '-> usr/lib' };
const WANT = `${ETC}/multi-user.target.wants/foo.service`;

const CASES: readonly Case[] = [
  {
    what: 'links a unit into the folder of what wants it',
    files: FOO,
    verb: 'enable',
    args: ['foo'],
    changes: [`${WANT} -> ${LIB}/foo.service`],
    says: 'multi-user.target, which does not exist',
  },
  {
    what: 'names the unit by /lib as Debian built 252',
    files: FOO,
    verb: 'enable',
    args: ['foo'],
    options: { version: 252 },
    changes: [`${WANT} -> /lib/systemd/system/foo.service`],
  },
  {
    what: 'leaves a link alone that is there already',
    files: { ...FOO, [WANT]: '-> ../../../../lib/systemd/system/foo.service' },
    verb: 'enable',
    args: ['foo'],
    changes: [],
  },
  {
    what: 'makes aliases, and links for all three kinds of dependency, in the order of systemctl',
    files: {
      [`${LIB}/foo.service`]: install(
        'UpheldBy=a.target',
        'RequiredBy=b.target',
        'WantedBy=c.target',
        'Alias=bar.service',
      ),
    },
    verb: 'enable',
    args: ['foo.service'],
    changes: [
      `${ETC}/bar.service -> ${LIB}/foo.service`,
      `${ETC}/c.target.wants/foo.service -> ${LIB}/foo.service`,
      `${ETC}/b.target.requires/foo.service -> ${LIB}/foo.service`,
      `${ETC}/a.target.upholds/foo.service -> ${LIB}/foo.service`,
    ],
  },
  {
    what: 'does not know UpheldBy= in 252',
    files: { [`${LIB}/foo.service`]: install('UpheldBy=a.target') },
    verb: 'enable',
    args: ['foo.service'],
    options: { version: 252 },
    changes: [],
    says: 'no installation config',
  },
  {
    what: 'enables what Also= names, and passes over what is not there',
    files: {
      [`${LIB}/foo.service`]: install('Also=foo.socket gone.socket'),
      [`${LIB}/foo.socket`]: install('WantedBy=sockets.target'),
    },
    verb: 'enable',
    args: ['foo.service'],
    changes: [`${ETC}/sockets.target.wants/foo.socket -> ${LIB}/foo.socket`],
    says: 'gone.socket, named in Also=',
  },
  {
    what: 'takes units that name each other in Also= once',
    files: {
      [`${LIB}/a.service`]: install('Also=b.service', 'WantedBy=x.target'),
      [`${LIB}/b.service`]: install('Also=a.service', 'WantedBy=x.target'),
    },
    verb: 'enable',
    args: ['a.service'],
    changes: [
      `${ETC}/x.target.wants/a.service -> ${LIB}/a.service`,
      `${ETC}/x.target.wants/b.service -> ${LIB}/b.service`,
    ],
  },
  {
    what: 'enables an instance of a template',
    files: { [`${LIB}/foo@.service`]: install('WantedBy=x.target', 'DefaultInstance=main') },
    verb: 'enable',
    args: ['foo@one.service'],
    changes: [`${ETC}/x.target.wants/foo@one.service -> ${LIB}/foo@.service`],
  },
  {
    what: 'enables a template by its default instance',
    files: { [`${LIB}/foo@.service`]: install('WantedBy=x.target', 'DefaultInstance=main') },
    verb: 'enable',
    args: ['foo@.service'],
    changes: [`${ETC}/x.target.wants/foo@main.service -> ${LIB}/foo@.service`],
  },
  {
    what: 'refuses a template that has none',
    files: { [`${LIB}/foo@.service`]: install('WantedBy=x.target') },
    verb: 'enable',
    args: ['foo@.service'],
    changes: [],
    status: 1,
    says: 'template without an instance',
  },
  {
    what: 'replaces specifiers',
    files: {
      [`${LIB}/foo@.service`]: install('WantedBy=%p-%i.target', 'Alias=%j@x-%i.service'),
      '/etc/machine-id': '0123456789abcdef0123456789abcdef\n',
    },
    verb: 'enable',
    args: ['foo@a.service'],
    changes: [`${ETC}/foo-a.target.wants/foo@a.service -> ${LIB}/foo@.service`],
    status: 1,
    says: 'cannot have the alias foo@x-a.service',
  },
  {
    what: 'asks the host for what only the machine knows',
    files: { [`${LIB}/foo.service`]: install('WantedBy=%l.target') },
    verb: 'enable',
    args: ['foo'],
    options: { facts: { hostname: 'box.example.org' } },
    changes: [`${ETC}/box.target.wants/foo.service -> ${LIB}/foo.service`],
  },
  {
    what: 'does not guess it',
    files: { [`${LIB}/foo.service`]: install('WantedBy=%H.target') },
    verb: 'enable',
    args: ['foo'],
    changes: [],
    status: 1,
    says: 'cannot be resolved here',
  },
  {
    what: 'reads [Install] from drop-ins too',
    files: { [`${LIB}/foo.service`]: '[Unit]\n', [`${ETC}/foo.service.d/10.conf`]: '[Install]\nWantedBy=x.target\n' },
    verb: 'enable',
    args: ['foo'],
    changes: [`${ETC}/x.target.wants/foo.service -> ${LIB}/foo.service`],
  },
  {
    what: 'links a unit that is named by its path',
    files: { '/opt/foo.service': install('WantedBy=x.target') },
    verb: 'enable',
    args: ['/opt/foo.service'],
    changes: [`${ETC}/foo.service -> /opt/foo.service`, `${ETC}/x.target.wants/foo.service -> /opt/foo.service`],
  },
  {
    what: 'refuses a masked unit',
    files: { ...FOO, [`${ETC}/foo.service`]: '-> /dev/null' },
    verb: 'enable',
    args: ['foo'],
    changes: [],
    status: 1,
    says: 'is masked',
  },
  {
    what: 'takes an empty file for a mask',
    files: { ...FOO, [`${ETC}/foo.service`]: '' },
    verb: 'is-enabled',
    args: ['foo'],
    output: ['masked'],
    status: 1,
  },
  {
    what: 'lets an alias win only by force',
    files: {
      [`${LIB}/foo.service`]: install('Alias=x.service'),
      [`${LIB}/bar.service`]: '[Unit]\n',
      [`${ETC}/x.service`]: `-> ${LIB}/bar.service`,
    },
    verb: 'enable',
    args: ['foo'],
    changes: [],
    status: 1,
    says: `is a symlink to ${LIB}/bar.service`,
  },
  {
    what: 'replaces the link by force',
    files: {
      [`${LIB}/foo.service`]: install('Alias=x.service'),
      [`${LIB}/bar.service`]: '[Unit]\n',
      [`${ETC}/x.service`]: `-> ${LIB}/bar.service`,
    },
    verb: 'enable',
    args: ['foo'],
    options: { force: true },
    changes: [`- ${ETC}/x.service`, `${ETC}/x.service -> ${LIB}/foo.service`],
  },
  {
    what: 'replaces an alias whose target is gone, but not in 252',
    files: { [`${LIB}/foo.service`]: install('Alias=x.service'), [`${ETC}/x.service`]: '-> /gone.service' },
    verb: 'enable',
    args: ['foo'],
    changes: [`- ${ETC}/x.service`, `${ETC}/x.service -> ${LIB}/foo.service`],
  },
  {
    what: 'stops there in 252',
    files: { [`${LIB}/foo.service`]: install('Alias=x.service'), [`${ETC}/x.service`]: '-> /gone.service' },
    verb: 'enable',
    args: ['foo'],
    options: { version: 252 },
    changes: [],
    status: 1,
  },
  {
    what: 'removes every link to a unit, and the folders that this empties',
    files: { ...FOO, [WANT]: `-> ${LIB}/foo.service`, [`${ETC}/other.service`]: `-> ${LIB}/foo.service` },
    verb: 'disable',
    args: ['foo'],
    changes: [`- ${WANT}`, `- ${ETC}/other.service`],
  },
  {
    what: 'removes links to a unit that is gone',
    files: { [WANT]: `-> ${LIB}/foo.service` },
    verb: 'disable',
    args: ['foo'],
    changes: [`- ${WANT}`],
    status: 1,
    says: 'does not exist',
  },
  {
    what: 'counts that as success in 252',
    files: { [WANT]: `-> ${LIB}/foo.service` },
    verb: 'disable',
    args: ['foo'],
    options: { version: 252 },
    changes: [`- ${WANT}`],
    status: 0,
  },
  {
    what: 'makes links anew',
    files: { ...FOO, [`${ETC}/old.target.wants/foo.service`]: `-> ${LIB}/foo.service` },
    verb: 'reenable',
    args: ['foo'],
    changes: [`- ${ETC}/old.target.wants/foo.service`, `${WANT} -> ${LIB}/foo.service`],
  },
  { what: 'masks', files: FOO, verb: 'mask', args: ['foo'], changes: [`${ETC}/foo.service -> /dev/null`] },
  {
    what: 'masks until the next boot',
    files: FOO,
    verb: 'mask',
    args: ['foo'],
    options: { runtime: true },
    changes: ['/run/systemd/system/foo.service -> /dev/null'],
  },
  {
    what: 'does not mask over a file of the administrator',
    files: { [`${ETC}/foo.service`]: '[Unit]\n' },
    verb: 'mask',
    args: ['foo'],
    options: { force: true },
    changes: [],
    status: 1,
    says: 'already exists',
  },
  {
    what: 'unmasks',
    files: { ...FOO, [`${ETC}/foo.service`]: '-> /dev/null' },
    verb: 'unmask',
    args: ['foo'],
    changes: [`- ${ETC}/foo.service`],
  },
  {
    what: 'leaves links alone that are no masks',
    files: { ...FOO, [`${ETC}/bar.service`]: `-> ${LIB}/foo.service` },
    verb: 'unmask',
    args: ['bar'],
    changes: [],
  },
  {
    what: 'links a file',
    files: { '/opt/foo.service': '[Unit]\n' },
    verb: 'link',
    args: ['/opt/foo.service'],
    changes: [`${ETC}/foo.service -> /opt/foo.service`],
  },
  { what: 'links no bare names', files: FOO, verb: 'link', args: ['foo.service'], changes: [], status: 1 },
  {
    what: 'reverts what the administrator changed',
    files: { ...FOO, [`${ETC}/foo.service`]: '[Unit]\n', [`${ETC}/foo.service.d/10.conf`]: '[Unit]\n' },
    verb: 'revert',
    args: ['foo.service'],
    changes: [`- ${ETC}/foo.service.d/10.conf`, `- ${ETC}/foo.service`],
  },
  {
    what: 'sets the default target',
    files: { [`${LIB}/rescue.target`]: '[Unit]\n', [`${ETC}/default.target`]: '-> old.target' },
    verb: 'set-default',
    args: ['rescue'],
    changes: [`- ${ETC}/default.target`, `${ETC}/default.target -> ${LIB}/rescue.target`],
  },
  { what: 'takes no service for it', files: FOO, verb: 'set-default', args: ['foo.service'], changes: [], status: 1 },
  {
    what: 'tells the default target',
    files: { [`${LIB}/default.target`]: '-> graphical.target', [`${LIB}/graphical.target`]: '[Unit]\n' },
    verb: 'get-default',
    output: ['graphical.target'],
  },
  {
    what: 'adds a dependency',
    files: { ...FOO, [`${LIB}/site.target`]: '[Unit]\n' },
    verb: 'add-requires',
    args: ['site', 'foo'],
    changes: [`${ETC}/site.target.requires/foo.service -> ${LIB}/foo.service`],
  },
  {
    what: 'presets a template by the instances that the presets name',
    files: {
      [`${LIB}/foo@.service`]: install('WantedBy=x.target'),
      '/usr/lib/systemd/system-preset/50.preset': 'enable foo@.service a b\ndisable *\n',
    },
    verb: 'preset',
    args: ['foo@.service'],
    changes: [
      `${ETC}/x.target.wants/foo@a.service -> ${LIB}/foo@.service`,
      `${ETC}/x.target.wants/foo@b.service -> ${LIB}/foo@.service`,
    ],
  },
  {
    what: 'reads only the first of two preset files of a name',
    files: {
      ...FOO,
      [WANT]: `-> ${LIB}/foo.service`,
      '/etc/systemd/system-preset/50.preset': 'disable foo.*\n',
      '/usr/lib/systemd/system-preset/50.preset': 'enable foo.*\n',
    },
    verb: 'preset-all',
    changes: [`- ${WANT}`],
  },
  {
    what: 'only enables, if asked to',
    files: { ...FOO, [WANT]: `-> ${LIB}/foo.service`, '/etc/systemd/system-preset/50.preset': 'disable *\n' },
    verb: 'preset-all',
    options: { presetMode: 'enable-only' },
    changes: [],
  },
  {
    what: 'leaves ignored units alone',
    files: { ...FOO, '/etc/systemd/system-preset/50.preset': 'ignore foo.service\n' },
    verb: 'preset',
    args: ['foo'],
    changes: [],
  },
  {
    what: 'enables units of all users',
    files: { '/usr/lib/systemd/user/foo.service': install('WantedBy=default.target') },
    verb: 'enable',
    args: ['foo'],
    options: { scope: 'global' },
    changes: ['/etc/systemd/user/default.target.wants/foo.service -> /usr/lib/systemd/user/foo.service'],
  },
  { what: 'wants arguments', files: FOO, verb: 'enable', changes: [], status: 1, says: 'needs an argument' },
  {
    what: 'knows units that are not there',
    files: FOO,
    verb: 'is-enabled',
    args: ['gone'],
    output: ['not-found'],
    status: 4,
  },
  {
    what: 'stops at them in 252',
    files: FOO,
    verb: 'is-enabled',
    args: ['gone'],
    options: { version: 252 },
    output: [],
    status: 1,
  },
  {
    what: 'takes a link that goes up for one that does its work, as systemctl finds no name to compare',
    files: { ...FOO, [`${ETC}/foo.service`]: '-> ..' },
    verb: 'mask',
    args: ['foo'],
    status: 0,
    changes: [],
  },
  {
    what: 'takes a path from the current folder, be it / itself',
    files: { ...FOO, [`${ETC}/bar.service`]: install('WantedBy=x.target') },
    verb: 'enable',
    args: ['etc/systemd/system/bar.service'],
    options: { workingDirectory: '/' },
    changes: [`${ETC}/x.target.wants/bar.service -> ${ETC}/bar.service`],
  },
  {
    what: 'refuses to revert what has too long a name for a folder of drop-ins',
    files: FOO,
    verb: 'revert',
    args: [`${'x'.repeat(247)}.service`],
    status: 1,
    changes: [],
  },
  {
    what: 'presets of users forget whose units they are, up to 257',
    files: { '/usr/lib/systemd/user/a.service': install('WantedBy=a%U.target') },
    verb: 'preset-all',
    options: { version: 257, scope: 'global' },
    changes: ['/etc/systemd/user/a0.target.wants/a.service -> /usr/lib/systemd/user/a.service'],
  },
  {
    what: 'presets of users know whose units they are, since 262',
    files: { '/usr/lib/systemd/user/a.service': install('WantedBy=a%U.target') },
    verb: 'preset-all',
    options: { version: 262, scope: 'global' },
    status: 1,
    changes: [],
  },
];

describe('planInstall', () => {
  it.each(CASES)('$what ($verb)', ({ files, verb, args = [], options, changes, status = 0, output, says }) => {
    const plan = planInstall(root(files), verb, args, { version: 262, ...options });
    const made = plan.changes.map((one) => (one.op === 'symlink' ? `${one.path} -> ${one.target}` : `- ${one.path}`));
    if (changes) expect(made).toEqual(changes);
    if (output) expect(plan.output).toEqual(output);
    expect(plan.exitStatus).toBe(status);
    if (says) expect(plan.messages.map(({ text }) => text).join('\n')).toContain(says);
  });

  it('leaves the root as it was, and gives it as it would be', () => {
    const before = root({ ...FOO, [WANT]: `-> ${LIB}/foo.service` });
    const plan = planInstall(before, 'disable', ['foo'], { version: 262 });
    expect(before.node(WANT)).toBeDefined();
    expect(plan.tree.node(WANT)).toBeUndefined();
    expect(plan.tree.node(`${ETC}/multi-user.target.wants`)).toBeUndefined();
    expect(plan.tree.node(ETC)).toBeDefined();
  });

  it('says so where it cannot be told where a link leads', () => {
    const plan = planInstall(unknownLink(), 'enable', ['foo'], { version: 262 });
    expect(plan.exitStatus).toBe(1);
    expect(plan.changes).toEqual([]);
    expect(plan.messages.map(({ text }) => text).join()).toContain('where a link leads cannot be told');
  });
});

function unknownLink() {
  const tree = root({ ...FOO, [`${ETC}/foo.service`]: '-> x' });
  return {
    ...tree,
    node: (path: string) =>
      path === `${ETC}/foo.service` ? ({ type: 'symlink', target: undefined } as const) : tree.node(path),
  };
}
