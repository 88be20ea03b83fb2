import { describe, expect, it } from 'vitest';
import { installSession, planInstall } from '../../../server/src/core/install/plan.ts';
import { unitFileLookupState } from '../../../server/src/core/install/state.ts';
import { install, root } from './tree.ts';

const LIB = '/usr/lib/systemd/system';
const ETC = '/etc/systemd/system';
const RUN = '/run/systemd/system';
const FOO = `${LIB}/foo.service`;
const WANTED = install('WantedBy=multi-user.target');

const CASES: readonly (readonly [state: string, files: Readonly<Record<string, string>>, name?: string])[] = [
  ['disabled', { [FOO]: WANTED }],
  ['static', { [FOO]: '[Unit]\n' }],
  ['indirect', { [FOO]: install('Also=foo.socket') }],
  ['enabled', { [FOO]: WANTED, [`${ETC}/x.target.wants/foo.service`]: `-> ${FOO}` }],
  ['enabled', { [FOO]: install('Alias=bar.service'), [`${ETC}/bar.service`]: `-> ${FOO}` }],
  ['enabled-runtime', { [FOO]: WANTED, [`${RUN}/x.target.wants/foo.service`]: `-> ${FOO}` }],
  ['indirect', { [FOO]: WANTED, [`${ETC}/other.service`]: `-> ${FOO}` }],
  ['alias', { [FOO]: WANTED, [`${ETC}/bar.service`]: `-> ${FOO}` }, 'bar.service'],
  ['masked', { [FOO]: WANTED, [`${ETC}/foo.service`]: '-> /dev/null' }],
  ['masked-runtime', { [FOO]: WANTED, [`${RUN}/foo.service`]: '-> /dev/null' }],
  ['linked', { '/opt/foo.service': '[Unit]\n', [`${ETC}/foo.service`]: '-> /opt/foo.service' }],
  ['linked-runtime', { '/opt/foo.service': '[Unit]\n', [`${RUN}/foo.service`]: '-> /opt/foo.service' }],
  ['generated', { '/run/systemd/generator/foo.service': '[Unit]\n' }],
  ['transient', { '/run/systemd/transient/foo.service': '[Unit]\n' }],
  [
    'enabled',
    { [`${LIB}/foo@.service`]: WANTED, [`${ETC}/x.target.wants/foo@a.service`]: `-> ${LIB}/foo@.service` },
    'foo@a.service',
  ],
  [
    'static',
    { [`${LIB}/foo@.service`]: WANTED, [`${LIB}/x.target.wants/foo@a.service`]: '-> ../foo@.service' },
    'foo@a.service',
  ],
  ['ENOENT', { [FOO]: WANTED }, 'gone.service'],
  ['ELOOP', { [`${LIB}/foo.service`]: WANTED, [`${ETC}/foo.service`]: `-> ${LIB}/foo.service` }],
];

describe('unitFileLookupState', () => {
  it.each(CASES.map(([state, files, name = 'foo.service']) => ({ state, files, name })))(
    '$state: $files',
    ({ state, files, name }) => {
      const found = unitFileLookupState(installSession(root(files), { version: 262 }), name);
      expect(typeof found === 'string' ? found : found.state).toBe(state);
    },
  );
});

describe('states that depend on the version', () => {
  const files = {
    '/opt/empty.service': '',
    [`${RUN}/foo.service`]: '-> /opt/empty.service',
    [`${ETC}/bar.service`]: '-> ../../../usr/lib/systemd/system/empty.service',
    [`${LIB}/empty.service`]: '',
  };
  it.each([
    // 252 and 257 follow the link, and find the mask where it leads to.
    [252, 'foo.service', 'masked'],
    [257, 'foo.service', 'masked'],
    [262, 'foo.service', 'masked-runtime'],
    [252, 'bar.service', 'masked'],
    [262, 'bar.service', 'masked'],
  ])('%i: a link to an empty file, %s is %s', (version, name, state) => {
    expect(planInstall(root(files), 'is-enabled', [name], { version })).toMatchObject({
      exitStatus: 1,
      output: [state],
    });
  });

  it.each([
    [252, 'slice'],
    [257, 'mount'],
    [262, 'slice'],
  ])('%i: a template of type %s is refused before it is looked for', (version, type) => {
    for (const name of [`foo@.${type}`, `foo@x.${type}`]) {
      const plan = planInstall(root(files), 'is-enabled', [name, 'foo.service'], { version });
      expect(plan).toMatchObject({ exitStatus: 1, output: [] });
      expect(plan.messages.map(({ text }) => text)).toContainEqual(expect.stringContaining('cannot be templates'));
    }
  });
});

describe('list-unit-files', () => {
  it('lists names by type and name, with what the presets say', () => {
    const tree = root({
      [`${LIB}/b.service`]: WANTED,
      [`${LIB}/a.timer`]: WANTED,
      [`${ETC}/B.service`]: '-> /dev/null',
      [`${LIB}/broken.service`]: '[Install',
      [`${LIB}/.hidden.service`]: WANTED,
      [`${LIB}/b.service.bak`]: WANTED,
      '/etc/systemd/system-preset/1.preset': 'disable b*\n',
    });
    const { output, exitStatus } = planInstall(tree, 'list-unit-files', [], { version: 262 });
    expect(exitStatus).toBe(0);
    expect(output).toEqual([
      'UNIT FILE      STATE    PRESET',
      'B.service      masked   enabled',
      'b.service      disabled disabled',
      'broken.service bad      disabled',
      'a.timer        disabled enabled',
      '',
      '4 unit files listed.',
    ]);
  });

  it('takes patterns, and fails when none fits', () => {
    const tree = root({ [`${LIB}/b.service`]: WANTED, [`${LIB}/a.timer`]: WANTED });
    expect(planInstall(tree, 'list-unit-files', ['*.timer'], { version: 262 }).output).toHaveLength(4);
    expect(planInstall(tree, 'list-unit-files', ['x*'], { version: 262 }).exitStatus).toBe(1);
  });
});
